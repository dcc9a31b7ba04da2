package io.homeward.accessrules.review;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PolicyId;
import java.util.Set;

/**
 * Something about a tenant's rules that is probably not meant.
 *
 * @param policies the ones it is about; none where it is about what is missing
 * @param message for the administrator: what is the matter
 * @param advice what to do
 */
public record Remark(Kind kind, Severity severity, Set<PolicyId> policies, String message, String advice) {

    public enum Severity {
        /** Somebody cannot work, or a protection is not there. */
        SERIOUS,
        WARNING,
        ADVICE
    }

    public enum Kind {
        /** Both risk conditions on one policy: it applies only where account and sign-in are risky at the same time. */
        AND_TRAP,
        /** H19: MFA alone lets a person at risk in and leaves the risk open for ever. */
        MFA_ALONE_CLOSES_NO_USER_RISK,
        /** It includes nobody, or excludes everybody it includes. */
        CONCERNS_NOBODY,
        /** Its conditions can never hold together. */
        NEVER_APPLIES,
        /** Wherever it applies, another policy blocks. */
        BEHIND_BLOCK,
        /** An enabled block of everyone, always. */
        BLOCKS_EVERYONE,
        /** Somebody at risk cannot help himself. */
        NO_WAY_TO_REMEDIATE,
        /** No Global Administrator could sign in. */
        ADMINISTRATORS_LOCKED_OUT,
        /** A policy about risk or MFA leaves out every guest or every technician. */
        OUTSIDERS_EXCLUDED,
        /** No account is kept for emergencies. */
        NO_BREAK_GLASS,
        /** A policy binds an account kept for emergencies. */
        BREAK_GLASS_BOUND,
        /** It names somebody or something that is gone. */
        NAMES_WHAT_IS_GONE,
        /** In report-only mode for so long that nobody looks any more. */
        REPORT_ONLY_FORGOTTEN,
        /** Milder for a higher risk than for a lower one, or silent about it. */
        THRESHOLDS_CONTRADICT,
        /** A device filter is unknown for everybody, so the policy binds everybody. */
        DEVICE_FILTER_UNKNOWN
    }

    public Remark {
        requireNonNull(kind, "kind");
        requireNonNull(severity, "severity");
        policies = Set.copyOf(policies);
        requireNonNull(message, "message");
        requireNonNull(advice, "advice");
    }
}
