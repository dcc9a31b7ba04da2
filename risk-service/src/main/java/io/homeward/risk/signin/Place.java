package io.homeward.risk.signin;

import io.homeward.accessrules.place.CountryCode;
import io.homeward.intel.Locality;
import io.homeward.risk.intel.Enrichment;
import java.util.Locale;
import java.util.Optional;

/** Where a sign-in came from, as its source says. Empty texts are unknown. */
public record Place(String city, String state, String country, Optional<Coordinates> coordinates) {
    public static final Place UNKNOWN = new Place("", "", "", Optional.empty());

    /** Where a database says an address is. */
    static Place of(Locality locality) {
        return new Place(
                locality.city(),
                locality.region(),
                locality.country().map(CountryCode::value).orElse(""),
                locality.point().map(point -> new Coordinates(point.latitude(), point.longitude())));
    }

    /** The same in the words of databases; a country that is not written as two letters is not known there. */
    Locality locality() {
        return new Locality(
                CountryCode.parse(country.toUpperCase(Locale.ROOT)),
                state,
                city,
                coordinates.map(point -> new Locality.Point(point.latitude(), point.longitude())),
                countryOnly() ? Locality.COUNTRY_KM : Locality.CITY_KM,
                Optional.empty());
    }

    Enrichment.PlacedBy placedBy() {
        return equals(UNKNOWN) ? Enrichment.PlacedBy.NOBODY : Enrichment.PlacedBy.SOURCE;
    }

    /** Coordinates of a country's middle say nothing about how far somebody has travelled. */
    public boolean countryOnly() {
        return city.isEmpty() && state.isEmpty() && !country.isEmpty();
    }
}
