package io.homeward.accessrules.home;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;

/**
 * Whether a second factor may be registered or changed, or a recovery address set, from a session (invariant 6): not
 * inside a risky sign-in, not by a person at risk, not from H17's session, not through a device code (D27).
 */
public sealed interface FactorChange {

    record Allowed() implements FactorChange {}

    record Refused(Rule rule, SignInCode code) implements FactorChange {
        public Refused {
            requireNonNull(rule, "rule");
            requireNonNull(code, "code");
        }
    }

    /**
     * @param began the risk of the sign-in that began the session
     * @param first whether it would be the person's first second factor
     */
    static FactorChange decide(
            SignInRisk began, UserRisk userRisk, GrantKind grant, boolean first, HomeSignIn.RegistrationGround ground) {
        if (began instanceof SignInRisk.NotScored) {
            return new Refused(Rule.H17, SignInCode.REGISTRATION_RESTRICTED);
        }
        if (began.risky() || userRisk.open()) {
            return new Refused(Rule.H6, SignInCode.REGISTRATION_BLOCKED_BY_RISK);
        }
        if (grant == GrantKind.DEVICE_CODE) {
            return new Refused(Rule.D27, SignInCode.MFA_REQUIRED);
        }
        if (first && !ground.solid()) {
            return new Refused(Rule.D18, SignInCode.REGISTRATION_RESTRICTED);
        }
        return new Allowed();
    }
}
