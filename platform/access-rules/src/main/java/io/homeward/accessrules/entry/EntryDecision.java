package io.homeward.accessrules.entry;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.Obligation;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.accessrules.policy.Strength;
import io.homeward.accessrules.policy.Verdict;
import io.homeward.accessrules.standing.StandingNotice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The answer to one attempt to enter a tenant. Closed on purpose: whoever acts on it switches without a default.
 *
 * <p>{@code with} names further rows of the law that had a part: D11 for a guest, D15 where a live token is refused, D20
 * for a chain, D12, D24, D25. {@code because} holds what every policy said that was asked, home's and resource's, also
 * those in report-only mode.
 */
public sealed interface EntryDecision {
    Rule rule();

    Set<Rule> with();

    SignInCode code();

    List<Verdict> because();

    /**
     * In, with these roles and nothing more.
     *
     * @param rule D2, D9 (released not long ago) or D14 (waived); for members H1
     */
    record Admitted(Rule rule, Set<Rule> with, Set<RoleId> roles, Set<Obligation> obligations, List<Verdict> because)
            implements EntryDecision {
        public Admitted {
            requireNonNull(rule, "rule");
            with = Set.copyOf(with);
            roles = Set.copyOf(roles);
            obligations = Set.copyOf(obligations);
            because = List.copyOf(because);
        }

        @Override
        public SignInCode code() {
            return SignInCode.SUCCESS;
        }
    }

    /** Not with this session as it is; something done at home first helps. */
    record StepUp(Rule rule, Set<Rule> with, SignInCode code, Need need, MfaDemand mfa, List<Verdict> because)
            implements EntryDecision {
        public StepUp {
            requireNonNull(rule, "rule");
            with = Set.copyOf(with);
            requireNonNull(code, "code");
            requireNonNull(need, "need");
            requireNonNull(mfa, "mfa");
            because = List.copyOf(because);
        }

        /** The strictest built-in strength of what satisfies. */
        public Strength strength() {
            return mfa.strength();
        }
    }

    /** What helps. */
    enum Need {
        /** MFA at home in this session (D23, D29). */
        MFA_AT_HOME,
        /** Fresh MFA at home for entering this tenant (D16). */
        MFA_FOR_THIS_ENTRY,
        /** A new session, begun interactively (D9, D27, H17, and members whose session is old). */
        NEW_SESSION
    }

    /**
     * No.
     *
     * @param notice for people and machines alike, wherever the standing is the reason
     * @param retryAfter where trying again later may help by itself
     */
    record Refused(
            Rule rule,
            Set<Rule> with,
            SignInCode code,
            Optional<StandingNotice> notice,
            Optional<Duration> retryAfter,
            List<Verdict> because)
            implements EntryDecision {
        public Refused {
            requireNonNull(rule, "rule");
            with = Set.copyOf(with);
            requireNonNull(code, "code");
            requireNonNull(notice, "notice");
            requireNonNull(retryAfter, "retryAfter");
            because = List.copyOf(because);
        }
    }
}
