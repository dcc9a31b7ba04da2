package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.place.LocationId;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.accessrules.place.Origin;
import java.util.List;
import java.util.Set;

/** From where. Exclusion wins over inclusion. Graph: {@code conditionalAccessLocations}. */
public record Locations(Places include, Places exclude) {
    public Locations {
        requireNonNull(include, "include");
        requireNonNull(exclude, "exclude");
    }

    /** Anywhere but these. */
    public static Locations allBut(Places excluded) {
        return new Locations(Places.ALL, excluded);
    }

    Truth include(Origin origin, List<NamedLocation> known) {
        return include.contain(origin, known).and(exclude.contain(origin, known).negated());
    }

    /**
     * Some places, by any of these marks.
     *
     * @param all Graph: {@code All}; every place, also an unknown one
     * @param allTrusted Graph: {@code AllTrusted}
     * @param named by id; one that the tenant does not have any more says nothing either way
     */
    public record Places(boolean all, boolean allTrusted, Set<LocationId> named) {
        public static final Places NONE = new Places(false, false, Set.of());
        public static final Places ALL = new Places(true, false, Set.of());
        public static final Places TRUSTED = new Places(false, true, Set.of());

        public Places {
            named = Set.copyOf(named);
        }

        public static Places of(LocationId... ids) {
            return new Places(false, false, Set.of(ids));
        }

        public boolean empty() {
            return !all && !allTrusted && named.isEmpty();
        }

        Truth contain(Origin origin, List<NamedLocation> known) {
            if (all) {
                return Truth.TRUE;
            }
            var found = Truth.FALSE;
            for (var location : known) {
                if ((allTrusted && location.trusted()) || named.contains(location.id())) {
                    found = found.or(contains(location, origin));
                }
            }
            var missing = named.stream().anyMatch(id -> known.stream()
                    .noneMatch(location -> location.id().equals(id)));
            return missing ? found.or(Truth.UNKNOWN) : found;
        }

        private static Truth contains(NamedLocation location, Origin origin) {
            return switch (location) {
                case NamedLocation.Ip ip ->
                    ip.ranges().isEmpty()
                            ? Truth.FALSE
                            : origin.address()
                                    .map(address -> Truth.of(ip.contains(address)))
                                    .orElse(Truth.UNKNOWN);
                case NamedLocation.Country country ->
                    origin.country()
                            .map(code -> Truth.of(country.contains(code)))
                            .orElse(Truth.UNKNOWN);
            };
        }
    }
}
