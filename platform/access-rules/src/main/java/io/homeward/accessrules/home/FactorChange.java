package io.homeward.accessrules.home;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.Effect;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.UserAction;
import io.homeward.accessrules.policy.Verdict;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.MfaProof;
import java.util.Optional;

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

    /**
     * The same, and what the tenant's policies say about registering a factor (H7).
     *
     * @param circumstances of the session, where it is now
     * @param mfa what MFA passed in this session satisfies; empty where none was
     */
    static FactorChange decide(
            SignInRisk began,
            UserRisk userRisk,
            GrantKind grant,
            boolean first,
            HomeSignIn.RegistrationGround ground,
            TenantRules rules,
            Circumstances circumstances,
            Optional<MfaProof> mfa) {
        if (decide(began, userRisk, grant, first, ground) instanceof Refused refused) {
            return refused;
        }
        var effect = rules.judge(circumstances.doing(UserAction.REGISTER_SECURITY_INFO)).stream()
                .filter(Verdict::binds)
                .map(Verdict::effect)
                .reduce(new Effect.Nothing(), Effect::and);
        return switch (effect) {
            case Effect.Nothing nothing -> new Allowed();
            case Effect.Block block -> new Refused(Rule.H7, SignInCode.REGISTRATION_RESTRICTED);
            case Effect.Require(var controls, var demanded) ->
                !controls.contains(Control.PASSWORD_CHANGE)
                                && mfa.filter(proof -> Capability.counts(proof.factor(), userRisk, demanded))
                                        .isPresent()
                        ? new Allowed()
                        : new Refused(Rule.H4, SignInCode.MFA_REQUIRED);
        };
    }
}
