package io.homeward.accessrules.home;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.Obligation;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.accessrules.policy.Strength;
import io.homeward.accessrules.policy.Verdict;
import io.homeward.accessrules.risk.Remediation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The answer to one sign-in at home. Closed on purpose: whoever acts on it switches without a default.
 *
 * <p>{@code because} holds what every policy said, also those in report-only mode.
 */
public sealed interface HomeDecision {
    Rule rule();

    SignInCode code();

    Set<Obligation> obligations();

    List<Verdict> because();

    /**
     * Nothing is unmet.
     *
     * @param rule what the flow came to: H5 after its MFA, H8 after its password, and so on
     * @param remediations what is to be closed, and confirmed by the risk service, before any code or token is issued
     */
    record SignedIn(Rule rule, List<Remediation> remediations, Set<Obligation> obligations, List<Verdict> because)
            implements HomeDecision {
        public SignedIn {
            requireNonNull(rule, "rule");
            remediations = List.copyOf(remediations);
            obligations = Set.copyOf(obligations);
            because = List.copyOf(because);
        }

        @Override
        public SignInCode code() {
            return SignInCode.SUCCESS;
        }
    }

    /**
     * Something is unmet.
     *
     * @param steps what is unmet, in the order to ask; the first one now
     * @param screens what to show, in order; notices come before the step they are about
     * @param mfa which second factors satisfy the MFA asked for
     * @param skip whether it may be skipped
     */
    record Prompt(
            Rule rule,
            SignInCode code,
            List<Step> steps,
            List<Screen> screens,
            MfaDemand mfa,
            Optional<Skip> skip,
            Set<Obligation> obligations,
            List<Verdict> because)
            implements HomeDecision {
        public Prompt {
            requireNonNull(rule, "rule");
            requireNonNull(code, "code");
            steps = List.copyOf(steps);
            screens = List.copyOf(screens);
            requireNonNull(mfa, "mfa");
            requireNonNull(skip, "skip");
            obligations = Set.copyOf(obligations);
            because = List.copyOf(because);
            if (steps.isEmpty() || screens.isEmpty()) {
                throw new IllegalArgumentException("a prompt asks for something");
            }
        }

        /** The strictest built-in strength of what satisfies. */
        public Strength strength() {
            return mfa.strength();
        }

        public Step next() {
            return steps.getFirst();
        }
    }

    /** @param daysLeft whole or begun days of 24 h until it is required; at least 1 */
    record Skip(int daysLeft) {}

    /**
     * No way forward in this flow.
     *
     * @param heading empty where nothing but the sign-in form is shown again (H14, H15)
     */
    record Blocked(
            Rule rule,
            SignInCode code,
            Screen screen,
            Optional<Heading> heading,
            Set<Obligation> obligations,
            List<Verdict> because)
            implements HomeDecision {
        public Blocked {
            requireNonNull(rule, "rule");
            requireNonNull(code, "code");
            requireNonNull(screen, "screen");
            requireNonNull(heading, "heading");
            obligations = Set.copyOf(obligations);
            because = List.copyOf(because);
        }
    }
}
