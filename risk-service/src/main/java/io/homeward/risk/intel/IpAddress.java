package io.homeward.risk.intel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IPv4 or IPv6 address. An IPv4 address stands in the low 32 bits; an IPv4 address written as IPv6 ({@code ::ffff:192.0.2.1}) is the
 * IPv4 address.
 */
public record IpAddress(boolean v6, long high, long low) implements Comparable<IpAddress> {
    private static final Pattern V4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final int LONGEST = 45;

    /** Empty where the text is no address; names are not resolved. */
    public static Optional<IpAddress> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var v4 = V4.matcher(text);
        if (v4.matches()) {
            long value = 0;
            for (int part = 1; part <= 4; part++) {
                int octet = Integer.parseInt(v4.group(part));
                if (octet > 255) {
                    return Optional.empty();
                }
                value = value << 8 | octet;
            }
            return Optional.of(new IpAddress(false, 0, value));
        }
        return V6.matcher(text).matches() ? parseV6(text) : Optional.empty();
    }

    private static Optional<IpAddress> parseV6(String text) {
        try {
            // The pattern has let through digits, colons and dots only: a literal or an error, never a name to look up.
            byte[] bytes = InetAddress.getByName(text).getAddress();
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return Optional.of(
                    bytes.length == 4
                            ? new IpAddress(false, 0, Integer.toUnsignedLong(buffer.getInt()))
                            : new IpAddress(true, buffer.getLong(), buffer.getLong()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public int bits() {
        return v6 ? 128 : 32;
    }

    /** Keeps the first bits and clears the rest. */
    IpAddress masked(int bits) {
        if (!v6) {
            return new IpAddress(false, 0, low & mask(bits + 32));
        }
        return new IpAddress(true, high & mask(bits), low & mask(bits - 64));
    }

    /** Keeps the first bits and sets the rest. */
    IpAddress filled(int bits) {
        if (!v6) {
            return new IpAddress(false, 0, (low | ~mask(bits + 32)) & 0xFFFF_FFFFL);
        }
        return new IpAddress(true, high | ~mask(bits), low | ~mask(bits - 64));
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= 64 ? -1L : -1L << (64 - bits);
    }

    @Override
    public int compareTo(IpAddress other) {
        if (v6 != other.v6) {
            return Boolean.compare(v6, other.v6);
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Dotted decimals, or eight groups in hexadecimal without abbreviation of zeros. */
    @Override
    public String toString() {
        if (!v6) {
            return (low >> 24) + "." + (low >> 16 & 0xFF) + "." + (low >> 8 & 0xFF) + "." + (low & 0xFF);
        }
        var text = new StringBuilder();
        for (int group = 0; group < 8; group++) {
            long half = group < 4 ? high : low;
            text.append(group == 0 ? "" : ":").append(Long.toHexString(half >>> (48 - 16 * (group % 4)) & 0xFFFF));
        }
        return text.toString();
    }
}
