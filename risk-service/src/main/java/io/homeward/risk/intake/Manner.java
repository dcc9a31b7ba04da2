package io.homeward.risk.intake;

import io.homeward.risk.standing.Evidence;

/**
 * How a sign-in arrives.
 *
 * @param timing whether what is found was there for the decision
 * @param ended whether its outcome is known; otherwise it is only learned from once {@link TakeIn#ended} says how it ended
 * @param trusted whether the account it names is certain; otherwise the directory decides whose it is
 * @param bearing whether what is found in it bears on anybody's risk
 */
record Manner(Evidence.Timing timing, boolean ended, boolean trusted, Bearing bearing) {
    /** From our own sign-in pages, before the decision. */
    static final Manner OWN = new Manner(Evidence.Timing.REALTIME, false, true, Bearing.LIVE);

    /** Through the API. */
    static final Manner SENT = new Manner(Evidence.Timing.REALTIME, true, false, Bearing.LIVE);

    /** From a file or a stream. */
    static Manner together(Bearing bearing) {
        return new Manner(Evidence.Timing.OFFLINE, true, false, bearing);
    }

    /** Whether somebody waits for the score. */
    boolean awaited() {
        return timing == Evidence.Timing.REALTIME;
    }
}
