package io.homeward.remediation.method;

import io.homeward.accessrules.Rule;

/** Whether somebody may change what he proves himself with, from one session, at one moment (invariant 6). */
public sealed interface FactorLeave {

    record Granted() implements FactorLeave {}

    /** What was proven in the session is too long ago, or too little: he signs in once more. */
    record Stale() implements FactorLeave {}

    /** Not from this session, or not by him now. He is not told why. */
    record Withheld(Rule rule) implements FactorLeave {}

    /** risk-service is away: nothing is changed then (H17). */
    record Unknown() implements FactorLeave {}
}
