package io.homeward.accessrules.place;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/** A place to which a tenant gave a name. Graph: {@code namedLocation}. */
public sealed interface NamedLocation {
    LocationId id();

    String name();

    /** Only ranges of addresses can be trusted. */
    boolean trusted();

    /**
     * Graph: {@code ipNamedLocation}.
     *
     * @param trusted one of {@code AllTrusted}, and a place from which a first factor may be registered (D18)
     */
    record Ip(LocationId id, String name, List<IpRange> ranges, boolean trusted) implements NamedLocation {
        public Ip {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
            ranges = List.copyOf(ranges);
        }

        public boolean contains(IpAddress address) {
            return ranges.stream().anyMatch(range -> range.contains(address));
        }
    }

    /**
     * Graph: {@code countryNamedLocation}.
     *
     * @param unknownToo also addresses that were looked up and belong to no country
     */
    record Country(LocationId id, String name, Set<CountryCode> countries, boolean unknownToo)
            implements NamedLocation {
        public Country {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
            countries = Set.copyOf(countries);
        }

        @Override
        public boolean trusted() {
            return false;
        }

        public boolean contains(CountryCode country) {
            return country.equals(CountryCode.NOWHERE) ? unknownToo : countries.contains(country);
        }
    }
}
