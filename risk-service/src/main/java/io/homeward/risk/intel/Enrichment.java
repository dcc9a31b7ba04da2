package io.homeward.risk.intel;

import io.homeward.intel.Edition;
import io.homeward.intel.Locality;
import io.homeward.intel.Network;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was known about a sign-in when it was taken in. It is kept with the sign-in, so that whatever rests on it can be replayed.
 *
 * @param evaluable whether anything can be said by the address: there is one, and it is a public one
 * @param place where it came from; {@link #NOWHERE} where nobody knows
 * @param placedBy who says so
 * @param placeData whether there was a database of places at all: without one, what is not known says nothing about anybody
 * @param network whose network the address is in; empty where no database is there, or it does not know
 * @param networkData whether there was a source of networks at all
 * @param flags the lists the address is on
 * @param trusted whether the tenant has said that it trusts the place (a trusted named location)
 * @param editions which files all of this rests on
 */
public record Enrichment(
        boolean evaluable,
        Locality place,
        PlacedBy placedBy,
        boolean placeData,
        Optional<Network> network,
        boolean networkData,
        List<Flagged> flags,
        boolean trusted,
        Agent agent,
        List<Edition> editions) {
    public static final Locality NOWHERE =
            new Locality(Optional.empty(), "", "", Optional.empty(), Locality.COUNTRY_KM, Optional.empty());

    /** Of a sign-in of which nothing more is known than its source says. */
    public static final Enrichment NONE = new Enrichment(
            false,
            NOWHERE,
            PlacedBy.NOBODY,
            false,
            Optional.empty(),
            false,
            List.of(),
            false,
            Agent.UNKNOWN,
            List.of());

    private static final int HOURS_A_DAY = 24;

    /** Who says where a sign-in came from. */
    public enum PlacedBy {
        /** A database here. */
        DATABASE,
        /** Whoever sent the sign-in, as there is no database here that knows the address. */
        SOURCE,
        NOBODY
    }

    public Enrichment {
        flags = List.copyOf(flags);
        editions = List.copyOf(editions);
    }

    public Optional<Flagged> flagged(AddressFlag flag) {
        return flags.stream().filter(each -> each.flag() == flag).findFirst();
    }

    /** Whether the address hides where somebody is. */
    public boolean hides() {
        return flags.stream().anyMatch(each -> each.flag().hides());
    }

    /** The hour of the week where the person is: 0 is Monday from midnight to one. Empty where the time zone is not known. */
    public OptionalInt hourOfWeek(Instant at) {
        return place.zone().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(hour(at.atZone(place.zone().get())));
    }

    private static int hour(ZonedDateTime local) {
        return (local.getDayOfWeek().getValue() - 1) * HOURS_A_DAY + local.getHour();
    }
}
