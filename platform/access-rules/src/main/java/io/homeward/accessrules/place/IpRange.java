package io.homeward.accessrules.place;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** Addresses that begin with the same bits: CIDR notation (RFC 4632, RFC 4291). In feeds it is its text. */
public record IpRange(IpAddress first, int bits) {
    /** One operator usually holds the whole of a block of this size. */
    private static final int NEIGHBOURHOOD_V4 = 24;

    private static final int NEIGHBOURHOOD_V6 = 48;

    public IpRange {
        requireNonNull(first, "first");
        if (bits < 0 || bits > first.bits()) {
            throw new IllegalArgumentException("no range of " + first + " has " + bits + " bits");
        }
        first = first.masked(bits);
    }

    /** An address alone. */
    public static IpRange of(IpAddress address) {
        return new IpRange(address, address.bits());
    }

    /** The {@code /24} or {@code /48} around an address: its neighbourhood. */
    public static IpRange around(IpAddress address) {
        return new IpRange(address, address.v6() ? NEIGHBOURHOOD_V6 : NEIGHBOURHOOD_V4);
    }

    /** Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or an address alone; empty where the text is neither. */
    public static Optional<IpRange> parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            return IpAddress.parse(text).map(IpRange::of);
        }
        var length = text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        var bits = Integer.parseInt(length);
        return IpAddress.parse(text.substring(0, slash))
                .filter(address -> bits <= address.bits())
                .map(address -> new IpRange(address, bits));
    }

    /** @throws IllegalArgumentException where the text is no range */
    public static IpRange of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a range of addresses: " + text));
    }

    /** Addresses of the other version are in no range, save IPv4 written as IPv6, which is IPv4. */
    public boolean contains(IpAddress address) {
        return address.v6() == first.v6() && address.masked(bits).equals(first);
    }

    public IpAddress last() {
        return first.filled(bits);
    }

    /** As people write it: an address alone without its length. */
    public String brief() {
        return bits == first.bits() ? first.toString() : toString();
    }

    @Override
    public String toString() {
        return first + "/" + bits;
    }
}
