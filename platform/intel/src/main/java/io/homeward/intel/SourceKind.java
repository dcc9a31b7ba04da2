package io.homeward.intel;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a file tells of addresses. Its name says which it is. */
public enum SourceKind {
    /** A database of cities or countries in MaxMind's format: {@code .mmdb} with {@code city} or {@code country} in its name. */
    PLACES,
    /** Autonomous systems: {@code .mmdb} or {@code .csv} (first, last, number, organisation) with {@code asn} in its name. */
    NETWORKS,
    /** A database of flags in MaxMind's format: {@code .mmdb} with {@code anonymous} in its name. */
    ANONYMITY,
    /** Tor exits: a list whose name begins with {@code tor}. */
    TOR,
    /** VPNs, relays and open proxies: a list whose name begins with {@code vpn}, {@code relay} or {@code proxy}. */
    VPN,
    /** Data centres: a list whose name begins with {@code hosting} or {@code datacenter}. */
    HOSTING,
    /** Threat actors: a list whose name begins with {@code threat}. */
    THREAT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isList() {
        return switch (this) {
            case TOR, VPN, HOSTING, THREAT -> true;
            case PLACES, NETWORKS, ANONYMITY -> false;
        };
    }

    /** Empty where the name says nothing we know. */
    static Optional<SourceKind> of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".mmdb")) {
            return ofDatabase(name);
        }
        if (name.endsWith(".csv")) {
            return name.contains("asn") ? Optional.of(NETWORKS) : Optional.empty();
        }
        return Stream.of(
                        new Beginning("tor", TOR),
                        new Beginning("vpn", VPN),
                        new Beginning("relay", VPN),
                        new Beginning("proxy", VPN),
                        new Beginning("hosting", HOSTING),
                        new Beginning("datacenter", HOSTING),
                        new Beginning("threat", THREAT))
                .filter(beginning -> name.startsWith(beginning.text))
                .map(Beginning::kind)
                .findFirst();
    }

    private static Optional<SourceKind> ofDatabase(String name) {
        if (name.contains("anonymous")) {
            return Optional.of(ANONYMITY);
        }
        if (name.contains("asn")) {
            return Optional.of(NETWORKS);
        }
        return name.contains("city") || name.contains("country") ? Optional.of(PLACES) : Optional.empty();
    }

    private record Beginning(String text, SourceKind kind) {}
}
