package io.homeward.intel;

import io.homeward.accessrules.place.CountryCode;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Where an address is, as far as a database says. Empty texts are unknown.
 *
 * @param radiusKm how far off the point may be, as the database says; else {@link #CITY_KM} or {@link #COUNTRY_KM}
 * @param zone as the database says; else by the longitude, see {@link Point#solarTime}
 */
public record Locality(
        Optional<CountryCode> country,
        String region,
        String city,
        Optional<Point> point,
        int radiusKm,
        Optional<ZoneId> zone) {
    /** Of a database that says no radius: how far off a city's coordinates are taken to be, and a country's middle. */
    public static final int CITY_KM = 50;

    public static final int COUNTRY_KM = 300;

    private static final double DEGREES_AN_HOUR = 15;

    /** Degrees; latitude from -90 to 90, longitude from -180 to 180. */
    public record Point(double latitude, double longitude) {

        /**
         * The whole hour by the sun. DB-IP's databases name no time zones; whoever keeps his hours keeps them by this clock, too, and what the law
         * adds to it is the same for all of a place.
         */
        ZoneId solarTime() {
            return ZoneOffset.ofHours((int) Math.round(longitude / DEGREES_AN_HOUR));
        }

        static Optional<Point> of(double latitude, double longitude) {
            boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
            return onEarth ? Optional.of(new Point(latitude, longitude)) : Optional.empty();
        }
    }
}
