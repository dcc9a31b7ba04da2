package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How old an authentication may be. Graph: {@code signInFrequencySessionControl}.
 *
 * @param every empty for {@code everyTime}
 */
public record SignInFrequency(Optional<Duration> every, Covers covers) {
    /** What a client may have lost between two requests of one act; an authentication this young is one of this time. */
    public static final Duration SLACK = Duration.ofMinutes(5);

    public static final Duration SHORTEST = Duration.ofHours(1);
    public static final Duration LONGEST = Duration.ofDays(365);

    /** Graph: {@code authenticationType}. */
    public enum Covers {
        PRIMARY_AND_SECONDARY,
        /** The second factor only. */
        SECONDARY
    }

    public SignInFrequency {
        requireNonNull(every, "every");
        requireNonNull(covers, "covers");
    }

    public static SignInFrequency everyTime() {
        return new SignInFrequency(Optional.empty(), Covers.PRIMARY_AND_SECONDARY);
    }

    public static SignInFrequency every(Duration time) {
        return new SignInFrequency(Optional.of(time), Covers.PRIMARY_AND_SECONDARY);
    }

    /** How old it may be. */
    Duration longest() {
        return every.orElse(SLACK);
    }
}
