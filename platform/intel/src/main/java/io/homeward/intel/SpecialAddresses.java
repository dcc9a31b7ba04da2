package io.homeward.intel;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that belong to nobody in public (IANA special-purpose registries, RFC 6890): private, shared, local, multicast, reserved. Nothing
 * can be said of who is behind them, so nothing is.
 *
 * <p>Documentation blocks (RFC 5737, RFC 3849) are not among them: nobody holds them, and rehearsals live there.
 */
public final class SpecialAddresses {
    private static final List<IpRange> V4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "224.0.0.0/3");

    /** Global unicast is this block alone. */
    private static final IpRange GLOBAL = IpRange.of("2000::/3");

    /** Of it, protocol assignments that no host has: benchmarking, ORCHID. Teredo and 6to4 are hosts. */
    private static final List<IpRange> V6 = ranges("2001:2::/48", "2001:10::/28", "2001:20::/28");

    private SpecialAddresses() {}

    public static boolean isSpecial(IpAddress address) {
        return address.v6()
                ? !GLOBAL.contains(address) || V6.stream().anyMatch(range -> range.contains(address))
                : V4.stream().anyMatch(range -> range.contains(address));
    }

    private static List<IpRange> ranges(String... texts) {
        return Stream.of(texts).map(IpRange::of).toList();
    }
}
