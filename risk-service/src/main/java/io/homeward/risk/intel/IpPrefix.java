package io.homeward.risk.intel;

import java.util.Optional;

/** Addresses that begin with the same bits. */
public record IpPrefix(IpAddress first, int bits) {
    /** Sources are judged by neighbourhoods of this size, as one operator usually holds the whole of it. */
    private static final int NEIGHBOURHOOD_V4 = 24;

    private static final int NEIGHBOURHOOD_V6 = 48;

    public IpPrefix {
        if (bits < 0 || bits > first.bits()) {
            throw new IllegalArgumentException("No prefix of " + first + " has " + bits + " bits");
        }
        first = first.masked(bits);
    }

    /** The {@code /24} or {@code /48} around an address. */
    public static IpPrefix around(IpAddress address) {
        return new IpPrefix(address, address.v6() ? NEIGHBOURHOOD_V6 : NEIGHBOURHOOD_V4);
    }

    /** An address alone. */
    public static IpPrefix of(IpAddress address) {
        return new IpPrefix(address, address.bits());
    }

    /** Reads {@code 192.0.2.0/24} or a single address; empty where the text is neither. */
    public static Optional<IpPrefix> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return IpAddress.parse(text).map(IpPrefix::of);
        }
        try {
            int bits = Integer.parseInt(text, slash + 1, text.length(), 10);
            return IpAddress.parse(text.substring(0, slash))
                    .filter(address -> bits >= 0 && bits <= address.bits())
                    .map(address -> new IpPrefix(address, bits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public boolean contains(IpAddress address) {
        return address.v6() == first.v6() && address.masked(bits).equals(first);
    }

    public IpAddress last() {
        return first.filled(bits);
    }

    /** An address alone is written without its length. */
    @Override
    public String toString() {
        return bits == first.bits() ? first.toString() : first + "/" + bits;
    }
}
