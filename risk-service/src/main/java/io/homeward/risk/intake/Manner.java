package io.homeward.risk.intake;

import io.homeward.risk.standing.Evidence;
import java.time.Duration;

/**
 * How a sign-in arrives.
 *
 * @param timing whether what is found was there for the decision
 * @param ended whether its outcome is known; otherwise it is only learned from once {@link TakeIn#ended} says how it ended
 * @param trusted whether the account it names is certain; otherwise the directory decides whose it is
 * @param apart two with the same id are the same sign-in where their times differ by no more than this
 */
record Manner(Evidence.Timing timing, boolean ended, boolean trusted, Duration apart) {
    /** Whoever waits for an answer may ask again with another time, but does not do so tomorrow. */
    private static final Duration ASKED_AGAIN = Duration.ofHours(24);

    /** From our own sign-in pages, before the decision. */
    static final Manner OWN = new Manner(Evidence.Timing.REALTIME, false, true, ASKED_AGAIN);

    /** Through the API. */
    static final Manner SENT = new Manner(Evidence.Timing.REALTIME, true, false, ASKED_AGAIN);

    /** From a file. */
    static final Manner IMPORTED = new Manner(Evidence.Timing.OFFLINE, true, false, Duration.ZERO);
}
