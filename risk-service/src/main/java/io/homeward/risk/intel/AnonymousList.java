package io.homeward.risk.intel;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list of addresses that hide who is behind them (Tor exits, anonymising VPNs): one address or CIDR block a line, {@code #} begins a comment.
 * Immutable; its version is the beginning of the SHA-256 of its text, so that a finding can say which list it rests on.
 */
public final class AnonymousList {
    /** Nothing is listed. */
    public static final AnonymousList EMPTY = new AnonymousList("none", Map.of(), List.of());

    private static final int VERSION_LENGTH = 16;

    private record Shape(boolean v6, int bits) {}

    private final String version;
    private final Map<Shape, Set<IpAddress>> blocks;
    private final List<Integer> unreadableLines;

    private AnonymousList(String version, Map<Shape, Set<IpAddress>> blocks, List<Integer> unreadableLines) {
        this.version = version;
        this.blocks = blocks;
        this.unreadableLines = unreadableLines;
    }

    /** Reads a list. A line that is neither an address nor a block is left out and named in {@link #unreadableLines}. */
    public static AnonymousList of(String text) {
        var blocks = new HashMap<Shape, Set<IpAddress>>();
        var unreadable = new ArrayList<Integer>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String content = line.replaceFirst("#.*", "").strip();
            if (content.isEmpty()) {
                continue;
            }
            Optional<IpRange> block = IpRange.parse(content);
            if (block.isEmpty()) {
                unreadable.add(number);
                continue;
            }
            IpRange prefix = block.get();
            blocks.computeIfAbsent(new Shape(prefix.first().v6(), prefix.bits()), shape -> new HashSet<>())
                    .add(prefix.first());
        }
        return new AnonymousList(hash(text), Map.copyOf(blocks), List.copyOf(unreadable));
    }

    /** The block an address belongs to, where it is listed; the narrowest of several. */
    public Optional<IpRange> find(IpAddress address) {
        return blocks.entrySet().stream()
                .filter(entry -> entry.getKey().v6() == address.v6())
                .filter(entry -> entry.getValue()
                        .contains(new IpRange(address, entry.getKey().bits()).first()))
                .max((a, b) -> Integer.compare(a.getKey().bits(), b.getKey().bits()))
                .map(entry -> new IpRange(address, entry.getKey().bits()));
    }

    public String version() {
        return version;
    }

    /** Numbers of lines that say nothing we understand, the first being 1. */
    public List<Integer> unreadableLines() {
        return unreadableLines;
    }

    public int size() {
        return blocks.values().stream().mapToInt(Set::size).sum();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, VERSION_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
