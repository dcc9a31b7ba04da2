package io.homeward.intel;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import io.homeward.accessrules.place.CountryCode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What records of databases in MaxMind's format hold, in the two layouts there are: nested (GeoLite2, GeoIP2: {@code country.iso_code},
 * {@code city.names.en}, {@code location.latitude}) and flat (DB-IP as {@code ip-location-db} packs it: {@code country_code}, {@code city},
 * {@code latitude}). A member that means another thing in each is read as whatever is there. The reader keeps decoded records, so each is
 * understood once. It makes them by reflection, hence they are public.
 */
final class Records {
    private static final int LONGEST = 120;

    private Records() {}

    /** Of a database of places. */
    public static final class PlaceRecord {
        final Locality locality;

        @MaxMindDbConstructor
        public PlaceRecord(
                @MaxMindDbParameter(name = "country") @Nullable Object country,
                @MaxMindDbParameter(name = "city") @Nullable Object city,
                @MaxMindDbParameter(name = "subdivisions") @Nullable Object subdivisions,
                @MaxMindDbParameter(name = "location") @Nullable Object location,
                @MaxMindDbParameter(name = "country_code") @Nullable Object countryCode,
                @MaxMindDbParameter(name = "state1") @Nullable Object state,
                @MaxMindDbParameter(name = "latitude") @Nullable Object latitude,
                @MaxMindDbParameter(name = "longitude") @Nullable Object longitude,
                @MaxMindDbParameter(name = "timezone") @Nullable Object timezone) {
            Object place = location instanceof Map<?, ?> ? location : Map.of();
            Object first = subdivisions instanceof List<?> list && !list.isEmpty() ? list.getFirst() : null;
            String named = city instanceof String flat ? fit(flat) : english(city);
            Optional<Locality.Point> point =
                    point(member(place, "latitude"), member(place, "longitude")).or(() -> point(latitude, longitude));
            Object radius = member(place, "accuracy_radius");
            this.locality = new Locality(
                    code(text(member(country, "iso_code")))
                            .or(() -> code(text(country)))
                            .or(() -> code(text(countryCode))),
                    first == null ? text(state) : english(first),
                    named,
                    point,
                    radius instanceof Number known
                            ? known.intValue()
                            : named.isEmpty() ? Locality.COUNTRY_KM : Locality.CITY_KM,
                    zone(text(member(place, "time_zone")))
                            .or(() -> zone(text(timezone)))
                            .or(() -> point.map(Locality.Point::solarTime)));
        }
    }

    /** Of a database of autonomous systems. */
    public static final class NetworkRecord {
        final Optional<Network> network;

        @MaxMindDbConstructor
        public NetworkRecord(
                @MaxMindDbParameter(name = "autonomous_system_number") @Nullable Object number,
                @MaxMindDbParameter(name = "autonomous_system_organization") @Nullable Object organisation) {
            this.network = number instanceof Number asn
                    ? Optional.of(new Network(asn.longValue(), text(organisation)))
                    : Optional.empty();
        }
    }

    /** Of a database of flags. */
    public static final class AnonymityRecord {
        final List<SourceKind> kinds;

        @MaxMindDbConstructor
        public AnonymityRecord(
                @MaxMindDbParameter(name = "is_tor_exit_node") @Nullable Object tor,
                @MaxMindDbParameter(name = "is_anonymous_vpn") @Nullable Object vpn,
                @MaxMindDbParameter(name = "is_public_proxy") @Nullable Object proxy,
                @MaxMindDbParameter(name = "is_residential_proxy") @Nullable Object residential,
                @MaxMindDbParameter(name = "is_hosting_provider") @Nullable Object hosting) {
            var found = new ArrayList<SourceKind>();
            if (Boolean.TRUE.equals(tor)) {
                found.add(SourceKind.TOR);
            }
            if (Boolean.TRUE.equals(vpn) || Boolean.TRUE.equals(proxy) || Boolean.TRUE.equals(residential)) {
                found.add(SourceKind.VPN);
            }
            if (Boolean.TRUE.equals(hosting)) {
                found.add(SourceKind.HOSTING);
            }
            this.kinds = List.copyOf(found);
        }
    }

    private static @Nullable Object member(@Nullable Object of, String name) {
        return of instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static String english(@Nullable Object named) {
        return text(member(member(named, "names"), "en"));
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? fit(text) : "";
    }

    /** A database is a file from outside: its texts go into evidence. */
    private static String fit(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return cut.replaceAll("[\\p{Cntrl}\\p{Cs}]", "");
    }

    private static Optional<CountryCode> code(String text) {
        return CountryCode.parse(text.toUpperCase(Locale.ROOT));
    }

    private static Optional<Locality.Point> point(@Nullable Object latitude, @Nullable Object longitude) {
        return latitude instanceof Number north && longitude instanceof Number east
                ? Locality.Point.of(north.doubleValue(), east.doubleValue())
                : Optional.empty();
    }

    private static Optional<ZoneId> zone(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
