package io.homeward.risk.intake;

import io.homeward.risk.standing.Evidence;

/**
 * How a sign-in arrives.
 *
 * @param timing whether what is found was there for the decision
 * @param ended whether its outcome is known; otherwise it is only learned from once {@link TakeIn#ended} says how it ended
 * @param trusted whether the account it names is certain; otherwise the directory decides whose it is
 */
record Manner(Evidence.Timing timing, boolean ended, boolean trusted) {
    /** From our own sign-in pages, before the decision. */
    static final Manner OWN = new Manner(Evidence.Timing.REALTIME, false, true);

    /** Through the API. */
    static final Manner SENT = new Manner(Evidence.Timing.REALTIME, true, false);

    /** From a file. */
    static final Manner IMPORTED = new Manner(Evidence.Timing.OFFLINE, true, false);
}
