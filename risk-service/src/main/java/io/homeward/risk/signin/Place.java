package io.homeward.risk.signin;

import java.util.Optional;

/** Where a sign-in came from, as its source says. Empty texts are unknown. */
public record Place(String city, String state, String country, Optional<Coordinates> coordinates) {
    public static final Place UNKNOWN = new Place("", "", "", Optional.empty());

    /** Coordinates of a country's middle say nothing about how far somebody has travelled. */
    public boolean countryOnly() {
        return city.isEmpty() && state.isEmpty() && !country.isEmpty();
    }
}
