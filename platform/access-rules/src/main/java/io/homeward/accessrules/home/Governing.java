package io.homeward.accessrules.home;

import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.policy.Control;
import java.util.Optional;

/** Which row of the law a sign-in is about, if it is about more than "nothing required": the strictest one that asks. */
final class Governing {
    private Governing() {}

    static Optional<Rule> rule(Proofs proofs, Registration registration) {
        var demands = proofs.demands();
        if (demands.secureChange()) {
            return Optional.of(demands.signInMfa() ? Rule.H11 : Rule.H8);
        }
        if (proofs.facts().capability().temporaryPasswordPending()) {
            return Optional.of(Rule.H13);
        }
        if (demands.closesListed()) {
            return Optional.of(Rule.D4);
        }
        if (demands.signInMfa()) {
            return Optional.of(Rule.H5);
        }
        if (demands.account().demands(Control.MFA)) {
            return Optional.of(Rule.H19);
        }
        return byOther(proofs, registration);
    }

    private static Optional<Rule> byOther(Proofs proofs, Registration registration) {
        if (proofs.demands().other().demands(Control.MFA) && !skippedForWantOfScore(proofs)) {
            return Optional.of(Rule.H4);
        }
        if (proofs.unscored()) {
            return Optional.of(Rule.H17);
        }
        return switch (registration) {
            case DUE -> Optional.of(Rule.H3);
            case MAY_SKIP, SKIPPED -> Optional.of(Rule.H2);
            case NOT_DUE, FORBIDDEN_BY_RISK, FORBIDDEN_HERE, FORBIDDEN_BY_POLICY, FORBIDDEN_BY_GRANT, TOO_WEAK ->
                // A sign-in that has become too old is another demand for no risk.
                proofs.firstFactorTooOld() ? Optional.of(Rule.H4) : Optional.empty();
        };
    }

    private static boolean skippedForWantOfScore(Proofs proofs) {
        return proofs.unscored() && !proofs.plainMfa() && !proofs.canPassPlainMfa();
    }

    static SignInCode code(Rule rule, boolean registers) {
        return switch (rule) {
            case H8, H11 -> SignInCode.PASSWORD_CHANGE_FOR_RISK;
            case H13 -> SignInCode.TEMPORARY_PASSWORD;
            case H16 -> SignInCode.MFA_NOT_PASSED;
            case H2, H3 -> SignInCode.REGISTRATION_REQUIRED;
            case H4 -> registers ? SignInCode.REGISTRATION_REQUIRED : SignInCode.MFA_REQUIRED;
            case H5, H17, H19, D4 -> SignInCode.MFA_REQUIRED;
            case H1, H6, H7, H9, H10, H12, H14, H15, H18 -> throw new IllegalArgumentException(rule + " asks nothing");
            case D1,
                    D2,
                    D3,
                    D5,
                    D6,
                    D7,
                    D8,
                    D9,
                    D10,
                    D11,
                    D12,
                    D13,
                    D14,
                    D15,
                    D16,
                    D17,
                    D18,
                    D19,
                    D20,
                    D21,
                    D22,
                    D23,
                    D24,
                    D25,
                    D26,
                    D27,
                    D28,
                    D29 -> throw new IllegalArgumentException(rule + " is not about signing in");
        };
    }
}
