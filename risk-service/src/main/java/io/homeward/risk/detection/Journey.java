package io.homeward.risk.detection;

import io.homeward.risk.intel.Flagged;
import io.homeward.risk.profile.Accepted;
import io.homeward.risk.signin.Coordinates;
import io.homeward.risk.signin.Place;
import io.homeward.risk.signin.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody would have had to travel between an accepted sign-in and this one.
 *
 * @param kilometres as the crow flies, less what the two places may be off
 * @param time between the two, whichever came first; never zero
 */
record Journey(Accepted from, Place to, double kilometres, Duration time) {

    private static final Duration AT_LEAST = Duration.ofSeconds(1);

    double kilometresPerHour() {
        return kilometres / (time.toMillis() / 3_600_000.0);
    }

    /** The fastest journey this sign-in would have taken; empty where none speaks. */
    static Optional<Journey> fastest(Facts facts, Limits.Travel limits) {
        SignIn signIn = facts.signIn();
        boolean ownExit = facts.around().colleagues() >= limits.colleagues();
        if (facts.history().learning(signIn.at()) || hidden(signIn) || ownExit) {
            return Optional.empty();
        }
        return facts.history().ring().stream()
                .filter(from -> !sameDevice(from, signIn) && !hidden(facts, from))
                .filter(from -> !toggled(facts, from, limits))
                .flatMap(from -> between(from, signIn).stream())
                .filter(journey ->
                        journey.kilometres >= limits.shortestKm() && journey.time.compareTo(limits.longest()) <= 0)
                .max((one, other) -> Double.compare(one.kilometresPerHour(), other.kilometresPerHour()));
    }

    /** A place given only as a country is no place. */
    private static Optional<Journey> between(Accepted from, SignIn signIn) {
        Place to = signIn.place();
        if (from.place().countryOnly() || to.countryOnly()) {
            return Optional.empty();
        }
        return from.place().coordinates().flatMap(start -> to.coordinates()
                .map(end -> new Journey(
                        from,
                        to,
                        Math.max(0, start.kilometresTo(end) - from.radiusKm() - signIn.radiusKm()),
                        apart(from.at(), signIn.at()))));
    }

    /** Whoever changes between two networks again and again switches a VPN on and off. */
    private static boolean toggled(Facts facts, Accepted from, Limits.Travel limits) {
        SignIn signIn = facts.signIn();
        return signIn.enrichment()
                .network()
                .filter(here -> from.asn() != Accepted.UNKNOWN
                        && facts.history().recent().toggles(from.asn(), here.asn(), signIn.at()) >= limits.toggles())
                .isPresent();
    }

    private static Duration apart(Instant one, Instant other) {
        Duration between = Duration.between(one, other).abs();
        return between.compareTo(AT_LEAST) < 0 ? AT_LEAST : between;
    }

    private static boolean sameDevice(Accepted from, SignIn signIn) {
        return !from.deviceId().isEmpty()
                && from.deviceId().equals(signIn.device().id());
    }

    /**
     * Where an end is in a data centre or hides behind an anonymising address its place is not the person's; {@link AnonymizedAddress} speaks
     * then. A place the tenant trusts says nothing about travel either: whole offices come out of it.
     */
    private static boolean hidden(SignIn signIn) {
        return signIn.enrichment().hides() || signIn.enrichment().trusted();
    }

    private static boolean hidden(Facts facts, Accepted from) {
        return from.address().stream()
                .flatMap(address -> facts.known().listings(address).stream())
                .flatMap(listing -> Flagged.of(listing).stream())
                .anyMatch(listed -> listed.flag().hides());
    }

    Map<String, Object> evidence() {
        return Map.of(
                "from", name(from.place()),
                "fromIp", from.address().map(Object::toString).orElse(""),
                "fromTime", from.at().toString(),
                "to", name(to),
                "kilometres", Math.round(kilometres),
                "minutes", time.toMinutes(),
                "kilometresPerHour", Math.round(Math.min(kilometresPerHour(), 1_000_000)));
    }

    String told() {
        return "from %s to %s in %d minutes: %d km at %d km/h"
                .formatted(
                        name(from.place()),
                        name(to),
                        time.toMinutes(),
                        Math.round(kilometres),
                        Math.round(Math.min(kilometresPerHour(), 1_000_000)));
    }

    private static String name(Place place) {
        String named = Stream.of(place.city(), place.state(), place.country())
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
        return named.isEmpty() ? place.coordinates().map(Journey::degrees).orElse("somewhere") : named;
    }

    private static String degrees(Coordinates at) {
        return at.latitude() + ", " + at.longitude();
    }
}
