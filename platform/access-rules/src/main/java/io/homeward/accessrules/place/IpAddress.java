package io.homeward.accessrules.place;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address (RFC 4291). An IPv4 address stands in the low 32 bits; one written as IPv6 ({@code ::ffff:192.0.2.1}) is the
 * IPv4 address.
 */
public record IpAddress(boolean v6, long high, long low) implements Comparable<IpAddress> {
    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;
    private static final int GROUPS = 8;
    private static final int OCTETS = 4;
    private static final int LONGEST = 45;
    private static final long MAPPED = 0xFFFFL;

    public IpAddress {
        if (!v6 && (high != 0 || low >>> V4_BITS != 0)) {
            throw new IllegalArgumentException("not an IPv4 address");
        }
    }

    /** Empty where the text is no address. Names are never looked up, zones ({@code %eth0}) not known. */
    public static Optional<IpAddress> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        return text.indexOf(':') < 0
                ? v4(text).map(value -> new IpAddress(false, 0, value))
                : v6(text).map(IpAddress::unmapped);
    }

    /** @throws IllegalArgumentException where the text is no address */
    public static IpAddress of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an address: " + text));
    }

    /**
     * @param bytes 4 or 16, the first one first
     * @throws IllegalArgumentException where there are others
     */
    public static IpAddress of(byte[] bytes) {
        var parts = ByteBuffer.wrap(bytes);
        return switch (bytes.length) {
            case 4 -> new IpAddress(false, 0, Integer.toUnsignedLong(parts.getInt()));
            case 16 -> new IpAddress(true, parts.getLong(), parts.getLong()).unmapped();
            default -> throw new IllegalArgumentException("not an address: " + bytes.length + " bytes");
        };
    }

    private static Optional<Long> v4(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != OCTETS) {
            return Optional.empty();
        }
        long value = 0;
        for (var part : parts) {
            var octet = number(part, 10, 3);
            if (octet < 0 || octet > 255) {
                return Optional.empty();
            }
            value = value << 8 | octet;
        }
        return Optional.of(value);
    }

    private static Optional<IpAddress> v6(String text) {
        var gap = text.indexOf("::");
        var head = groups(gap < 0 ? text : text.substring(0, gap));
        var tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2));
        if (head == null || tail == null) {
            return Optional.empty();
        }
        var written = head.length + tail.length;
        if (gap < 0 ? written != GROUPS : written >= GROUPS) {
            return Optional.empty();
        }
        var all = new int[GROUPS];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(tail, 0, all, GROUPS - tail.length, tail.length);
        return Optional.of(new IpAddress(true, half(all, 0), half(all, GROUPS / 2)));
    }

    /** Groups of 16 bits; the last two may be written as an IPv4 address. Null where it is neither. */
    private static int @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        var parts = text.split(":", -1);
        var dotted = parts[parts.length - 1].indexOf('.') >= 0 ? v4(parts[parts.length - 1]) : Optional.<Long>empty();
        var plain = dotted.isPresent() ? parts.length - 1 : parts.length;
        var groups = new int[plain + (dotted.isPresent() ? 2 : 0)];
        for (var index = 0; index < plain; index++) {
            groups[index] = number(parts[index], 16, 4);
            if (groups[index] < 0) {
                return null;
            }
        }
        if (dotted.isPresent()) {
            groups[plain] = (int) (dotted.get() >>> 16);
            groups[plain + 1] = (int) (dotted.get() & 0xFFFF);
        }
        return groups;
    }

    /** Negative where these are not one to so many digits. */
    private static int number(String digits, int radix, int most) {
        if (digits.isEmpty() || digits.length() > most) {
            return -1;
        }
        var value = 0;
        for (var index = 0; index < digits.length(); index++) {
            var character = digits.charAt(index);
            var digit = character < 128 ? Character.digit(character, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    private static long half(int[] groups, int from) {
        long half = 0;
        for (var index = from; index < from + GROUPS / 2; index++) {
            half = half << 16 | groups[index];
        }
        return half;
    }

    private IpAddress unmapped() {
        return high == 0 && low >>> V4_BITS == MAPPED ? new IpAddress(false, 0, low & 0xFFFF_FFFFL) : this;
    }

    /** 32 or 128. */
    public int bits() {
        return v6 ? V6_BITS : V4_BITS;
    }

    /** Keeps the first bits and clears the rest. */
    IpAddress masked(int kept) {
        return v6
                ? new IpAddress(true, high & mask(kept), low & mask(kept - 64))
                : new IpAddress(false, 0, low & mask(kept + V4_BITS));
    }

    /** Keeps the first bits and sets the rest. */
    IpAddress filled(int kept) {
        return v6
                ? new IpAddress(true, high | ~mask(kept), low | ~mask(kept - 64))
                : new IpAddress(false, 0, (low | ~mask(kept + V4_BITS)) & 0xFFFF_FFFFL);
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= 64 ? -1L : -1L << (64 - bits);
    }

    /** All of IPv4 comes before IPv6. */
    @Override
    public int compareTo(IpAddress other) {
        if (v6 != other.v6) {
            return Boolean.compare(v6, other.v6);
        }
        var byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Dotted decimals, or eight groups in hexadecimal. */
    @Override
    public String toString() {
        if (!v6) {
            return (low >> 24) + "." + (low >> 16 & 0xFF) + "." + (low >> 8 & 0xFF) + "." + (low & 0xFF);
        }
        var text = new StringBuilder();
        for (var group = 0; group < GROUPS; group++) {
            var half = group < 4 ? high : low;
            text.append(group == 0 ? "" : ":").append(Long.toHexString(half >>> (48 - 16 * (group % 4)) & 0xFFFF));
        }
        return text.toString();
    }
}
