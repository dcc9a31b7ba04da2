package io.homeward.remediation.flow;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.HomeRules;
import io.homeward.accessrules.home.HomeSignIn;
import io.homeward.accessrules.home.Step;
import io.homeward.accessrules.standing.MfaProof;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.remediation.credential.RecoveryCodes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Which of a person's methods count for what is asked of him now, and which he may register: what the law would take, found by asking it. So a
 * code is not offered where only a passkey answers (H18), nor a recovery code where a risk is to be answered.
 */
@Singleton
class Offers {
    /** The strongest first: it is what a screen offers before the others. */
    private static final List<FactorKind> REGISTRABLE = List.of(FactorKind.PASSKEY, FactorKind.TOTP);

    private final Decide decide;
    private final RecoveryCodes recoveryCodes;

    Offers(Decide decide, RecoveryCodes recoveryCodes) {
        this.decide = decide;
        this.recoveryCodes = recoveryCodes;
    }

    /** With which of them MFA would not be asked again, the strongest first. */
    List<SecondFactor> answering(Handle handle, TenantId tenant, Opening opening, Evidence evidence, Instant now) {
        return decide.facts(handle, tenant, opening, evidence).stream()
                .flatMap(facts -> held(handle, tenant, evidence, facts)
                        .filter(factor -> opening.recovering().isPresent()
                                ? resets(handle, tenant, opening, evidence, factor, now)
                                : taken(facts, factor, now)))
                .toList();
    }

    /** Where a password was forgotten, other questions are asked. */
    private boolean resets(
            Handle handle, TenantId tenant, Opening opening, Evidence evidence, SecondFactor factor, Instant now) {
        var proven = evidence.with(evidence.progress().passed(new MfaProof(factor, now)));
        return decide.reset(handle, tenant, opening, proven) instanceof Decide.Reset.MayChange;
    }

    private Stream<SecondFactor> held(Handle handle, TenantId tenant, Evidence evidence, HomeSignIn facts) {
        var held = new ArrayList<>(facts.capability().factors());
        recoveryCodes.factor(handle, tenant, evidence.person()).ifPresent(held::add);
        return Stream.concat(
                held.stream().filter(factor -> factor.kind() == FactorKind.PASSKEY),
                held.stream().filter(factor -> factor.kind() != FactorKind.PASSKEY));
    }

    private static boolean taken(HomeSignIn facts, SecondFactor factor, Instant now) {
        var proven = facts.with(facts.progress().passed(new MfaProof(factor, now)));
        return switch (HomeRules.decide(proven, now)) {
            case HomeDecision.SignedIn signedIn -> true;
            case HomeDecision.Prompt prompt -> !prompt.steps().contains(Step.MFA);
            case HomeDecision.Blocked blocked -> false;
        };
    }

    /** What may be registered now; nothing, where the law does not ask for it at this moment. */
    List<FactorKind> registrable(Handle handle, TenantId tenant, Opening opening, Evidence evidence, Instant now) {
        return decide.by(handle, tenant, opening, evidence, now).stream()
                .filter(HomeDecision.Prompt.class::isInstance)
                .map(HomeDecision.Prompt.class::cast)
                .filter(prompt -> prompt.next() == Step.REGISTER)
                .flatMap(prompt ->
                        REGISTRABLE.stream().filter(kind -> prompt.mfa().satisfiedBy(kind, kind.mayResistPhishing())))
                .toList();
    }
}
