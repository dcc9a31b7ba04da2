package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * How old authentications may be by all policies that bind: the shortest of their frequencies.
 *
 * @param first of the first factor; empty where nobody limits it
 * @param second of the second factor
 */
public record Reauthentication(Optional<Duration> first, Optional<Duration> second) {
    public static final Reauthentication NONE = new Reauthentication(Optional.empty(), Optional.empty());

    public Reauthentication {
        requireNonNull(first, "first");
        requireNonNull(second, "second");
    }

    /** Of the policies that bind, whatever their grant. */
    public static Reauthentication of(Collection<Verdict> verdicts) {
        return verdicts.stream()
                .filter(Verdict::binds)
                .flatMap(verdict -> verdict.policy().sessionControls().signInFrequency().stream())
                .map(Reauthentication::of)
                .reduce(NONE, Reauthentication::and);
    }

    private static Reauthentication of(SignInFrequency frequency) {
        var longest = Optional.of(frequency.longest());
        return switch (frequency.covers()) {
            case PRIMARY_AND_SECONDARY -> new Reauthentication(longest, longest);
            case SECONDARY -> new Reauthentication(Optional.empty(), longest);
        };
    }

    Reauthentication and(Reauthentication other) {
        return new Reauthentication(shorter(first, other.first), shorter(second, other.second));
    }

    private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().compareTo(other.get()) <= 0 ? one : other;
    }

    /** Abroad, where nobody can be asked at every call. */
    public Reauthentication noShorterThan(Duration time) {
        return new Reauthentication(first.map(each -> longer(each, time)), second.map(each -> longer(each, time)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** @param at when the first factor was proven */
    public boolean firstStillCounts(Instant at, Instant now) {
        return first.map(longest -> !at.plus(longest).isBefore(now)).orElse(true);
    }

    /** @param at when the second factor was passed */
    public boolean secondStillCounts(Instant at, Instant now) {
        return second.map(longest -> !at.plus(longest).isBefore(now)).orElse(true);
    }
}
