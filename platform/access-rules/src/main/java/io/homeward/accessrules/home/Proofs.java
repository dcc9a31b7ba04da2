package io.homeward.accessrules.home;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.MfaProof;
import io.homeward.accessrules.standing.SecondFactor;
import java.time.Instant;

/** What a person has proven, and could prove, measured against what is demanded. */
record Proofs(HomeSignIn facts, Demands demands, Instant now) {
    Proofs {
        requireNonNull(facts, "facts");
        requireNonNull(demands, "demands");
        requireNonNull(now, "now");
    }

    boolean riskySignIn() {
        return !unscored() && facts.risk().risky();
    }

    boolean unscored() {
        return facts.risk() instanceof SignInRisk.NotScored;
    }

    /** MFA in this flow, with a factor that was there before it, strong enough for the risk. */
    boolean answersRisk() {
        return facts.progress().mfa().filter(this::fresh).isPresent();
    }

    /** Some second factor that could answer the risk. */
    boolean canAnswerRisk() {
        return facts.capability().factors().stream()
                .anyMatch(factor -> old(factor) && Capability.counts(factor, facts.userRisk(), riskStrength()));
    }

    /** The only thing missing is that no factor is strong enough (H18). */
    boolean onlyTooWeak(MfaDemand demanded) {
        return !demanded.any()
                && facts.capability().factors().stream()
                        .anyMatch(factor -> old(factor) && Capability.precedes(factor, facts.userRisk()));
    }

    MfaDemand riskStrength() {
        var demanded = Capability.against(facts.userRisk(), demands.riskStrength());
        return facts.risk().threatensSecondFactor() ? demanded.and(MfaDemand.PHISHING_RESISTANT) : demanded;
    }

    /**
     * How strong MFA must be where no risk asks for it. What only a missing score might have demanded is demanded of
     * whoever has it, and makes nobody else unable (H17).
     */
    MfaDemand plainStrength() {
        var demanded = demands.other().demandedMfa();
        var stronger = demanded.and(demands.unscored());
        return unscored() && holds(demands.riskMfa() ? stronger.and(riskStrength()) : stronger) ? stronger : demanded;
    }

    /** MFA at any time in this session that is not too old by now, also by a factor registered in this flow, or what stands in for it. */
    boolean plainMfa() {
        return facts.progress()
                .mfa()
                .filter(proof ->
                        Capability.counts(proof.factor(), facts.userRisk(), plainStrength()) || standsIn(proof))
                .filter(this::youngEnough)
                .isPresent();
    }

    /**
     * A recovery code is no second factor, and stands in for a lost one where MFA is asked as a matter of course (NIST SP 800-63B-4 section
     * 4.2.1.1): in this flow, by somebody who has a factor registered, nothing stronger being demanded, with no risk in sight, and never to
     * replace a temporary password. What cannot be scored may be risky.
     */
    private boolean standsIn(MfaProof proof) {
        return proof.factor().kind() == FactorKind.RECOVERY_CODE
                && inThisFlow(proof.at())
                && plainStrength().any()
                && facts.capability().registered()
                && !facts.capability().temporaryPasswordPending()
                && !unscored()
                && !facts.risk().risky()
                && !facts.userRisk().open();
    }

    /** MFA was passed in this session, and longer ago than the tenant allows. */
    boolean mfaTooOld() {
        return facts.progress().mfa().filter(proof -> !youngEnough(proof)).isPresent();
    }

    private boolean youngEnough(MfaProof proof) {
        return inThisFlow(proof.at()) || demands.age().secondStillCounts(proof.at(), now);
    }

    /** The session that is continued began longer ago than the tenant allows. */
    boolean firstFactorTooOld() {
        return facts.signedInAt()
                .filter(at -> !inThisFlow(at) && !demands.age().firstStillCounts(at, now))
                .isPresent();
    }

    private boolean inThisFlow(Instant at) {
        return !at.isBefore(facts.progress().began());
    }

    boolean canPassPlainMfa() {
        return holds(plainStrength());
    }

    /** What MFA has to satisfy, whoever asks for it: it is passed once, so one factor answers all. */
    MfaDemand strength(boolean plain) {
        var forRisk = demands.riskMfa() ? riskStrength() : MfaDemand.ANY;
        return forRisk.and(plain ? plainStrength() : MfaDemand.ANY);
    }

    /** He could answer the risk, and could pass the rest, and has no factor that does both (H18). */
    boolean noFactorForBoth() {
        return demands.riskMfa()
                && plainMfaAsked()
                && !(answersRisk() && plainMfa())
                && facts.capability().factors().stream()
                        .noneMatch(
                                factor -> old(factor) && Capability.counts(factor, facts.userRisk(), strength(true)));
    }

    /** Whether any registered factor counts with this strength. */
    boolean holds(MfaDemand strength) {
        return facts.capability().factors().stream()
                .anyMatch(factor -> Capability.counts(factor, facts.userRisk(), strength));
    }

    /** Some policy other than one about risk demands MFA, or a temporary password does (H13). */
    boolean plainMfaDemanded() {
        return demands.other().demands(Control.MFA) || facts.capability().temporaryPasswordPending();
    }

    /** H17: asked of whoever can. */
    boolean askedForWantOfScore() {
        return unscored() && canPassPlainMfa();
    }

    /** Somebody other than a risk asks for MFA that this person can pass. */
    boolean plainMfaAsked() {
        return (plainMfaDemanded() && (canPassPlainMfa() || !unscored())) || askedForWantOfScore();
    }

    /** H8, H11, H13. */
    boolean newPasswordDemanded() {
        return demands.secureChange() || facts.capability().temporaryPasswordPending();
    }

    /**
     * A new password was set in this flow, and not before the MFA it depends on. Only a temporary password replaced while
     * nothing can be scored, by somebody without a second factor, does without (H17: never a block for want of a score).
     */
    boolean newPasswordSet() {
        var needsMfa = demands.riskMfa() || plainMfaAsked();
        return facts.progress()
                .passwordChangedAt()
                .filter(at -> !at.isBefore(facts.progress().began()))
                .filter(at -> !needsMfa || passedBy(at))
                .isPresent();
    }

    private boolean passedBy(Instant at) {
        return facts.progress().mfa().filter(proof -> !proof.at().isAfter(at)).isPresent();
    }

    private boolean fresh(MfaProof proof) {
        return !proof.at().isBefore(facts.progress().began())
                && old(proof.factor())
                && Capability.counts(proof.factor(), facts.userRisk(), riskStrength());
    }

    /** Registered before this flow: a risk is never answered with a factor made while it was being asked for. */
    private boolean old(SecondFactor factor) {
        return factor.registeredAt().isBefore(facts.progress().began());
    }
}
