package io.homeward.intel;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Addresses and CIDR blocks, one a line; {@code #} and {@code ;} begin a comment. Immutable. */
public final class AddressList {
    public static final AddressList EMPTY = of(List.of());

    private final RangeMap bits;
    private final int size;
    private final Text text;

    private AddressList(RangeMap bits, int size, Text text) {
        this.bits = bits;
        this.size = size;
        this.text = text;
    }

    public static AddressList of(Collection<IpRange> blocks) {
        var builder = new RangeMap.Builder();
        blocks.forEach(block -> builder.add(block.first(), block.last(), block.bits()));
        return new AddressList(builder.build(), blocks.size(), new Text("", 0, List.of()));
    }

    /** Reads a list; lines that are neither an address nor a block are left out and counted. */
    public static AddressList of(String text) {
        try {
            return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Integer.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Unreadable where it is no such list, or has more than {@code most} blocks */
    static AddressList read(InputStream from, int most) throws IOException {
        var builder = new RangeMap.Builder();
        int[] size = {0};
        Text text = Text.read(from, line -> {
            Optional<IpRange> block = IpRange.parse(line);
            block.ifPresent(range -> {
                if (++size[0] > most) {
                    throw new Unreadable("It has more than " + most + " entries");
                }
                builder.add(range.first(), range.last(), range.bits());
            });
            return block.isPresent();
        });
        if (size[0] == 0 && text.malformed() > 0) {
            throw new Unreadable("No line of it is an address or a block: " + text.examples());
        }
        return new AddressList(builder.build(), size[0], text);
    }

    /** The block an address belongs to, where it is listed; the narrowest of several. */
    public Optional<IpRange> find(IpAddress address) {
        int found = bits.get(address);
        return found == RangeMap.NONE ? Optional.empty() : Optional.of(new IpRange(address, found));
    }

    /** How many blocks there are. */
    public int size() {
        return size;
    }

    Text text() {
        return text;
    }
}
