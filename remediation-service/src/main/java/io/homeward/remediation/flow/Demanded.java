package io.homeward.remediation.flow;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.Obligation;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.HomeSignIn;
import io.homeward.accessrules.home.Screen;
import io.homeward.accessrules.home.Step;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.MfaProof;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The second factor that is asked for beyond what the policies of the home want: for entering another tenant (D23; a guest is asked as well, so that
 * D16 finds it passed), or because the application wants it. Who has none that would do is asked for none: what then becomes of him is decided where
 * he wants to go (D18), or told to the application.
 */
final class Demanded {
    private Demanded() {}

    static Optional<HomeDecision> beyond(TenantId home, Opening opening, HomeSignIn facts, HomeDecision decision) {
        if (opening.demanded().isEmpty() || !(decision instanceof HomeDecision.SignedIn)) {
            return Optional.empty();
        }
        MfaDemand demand = opening.demanded().get();
        boolean passed = facts.progress()
                .mfa()
                .filter(proof ->
                        Capability.counts(proof.factor(), facts.userRisk(), demand) || recovers(opening, proof))
                .isPresent();
        return passed || !facts.capability().mfaRegistered(facts.userRisk(), demand)
                ? Optional.empty()
                : Optional.of(prompt(home, opening, facts, demand, decision));
    }

    /** Who has lost his factor goes to his own account to take it away: there a recovery code does, where no policy wants more. */
    private static boolean recovers(Opening opening, MfaProof proof) {
        return opening.ownPage().isPresent() && proof.factor().kind() == FactorKind.RECOVERY_CODE;
    }

    private static HomeDecision prompt(
            TenantId home, Opening opening, HomeSignIn facts, MfaDemand demand, HomeDecision decision) {
        boolean again = facts.progress().challengeFailed();
        boolean abroad = opening.request()
                .filter(request -> !request.tenant().equals(home))
                .isPresent();
        Rule asking = abroad ? Rule.D23 : Rule.H4;
        return new HomeDecision.Prompt(
                again ? Rule.H16 : asking,
                again ? SignInCode.MFA_NOT_PASSED : SignInCode.MFA_REQUIRED,
                List.of(Step.MFA),
                List.of(Screen.VERIFY_IDENTITY),
                demand,
                Optional.empty(),
                again ? Set.of(Obligation.COUNT_FOR_FATIGUE) : Set.of(),
                decision.because());
    }
}
