package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

/**
 * What one policy said. Kept with the decision, so that every outcome can be explained.
 *
 * @param applies whether it applies
 * @param appliesWithoutScore the same with the sign-in risk left out of account
 */
public record Verdict(Policy policy, Truth applies, Truth appliesWithoutScore) {
    public Verdict {
        requireNonNull(policy, "policy");
        requireNonNull(applies, "applies");
        requireNonNull(appliesWithoutScore, "appliesWithoutScore");
    }

    /** A restriction binds unless we know that it does not apply. This method is the whole fail-closed stance. */
    public boolean binds() {
        return policy.state() == Policy.State.ENABLED && applies != Truth.FALSE;
    }

    /** A permission, such as an offer to help oneself, holds only if we know that it does. */
    public boolean surelyApplies() {
        return policy.state() == Policy.State.ENABLED && applies == Truth.TRUE;
    }

    /** What report-only would have done. */
    public boolean wouldBind() {
        return policy.state() == Policy.State.REPORT_ONLY && applies != Truth.FALSE;
    }

    /** Binds, and would be decided by nothing but a score that is missing (H17). */
    public boolean bindsForWantOfScore() {
        return binds() && policy.aboutSignInRisk() && applies == Truth.UNKNOWN && appliesWithoutScore == Truth.TRUE;
    }

    public Effect effect() {
        return policy.grant().effect();
    }
}
