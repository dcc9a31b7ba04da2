package io.homeward.risk.detection;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.profile.History;
import io.homeward.risk.signin.Outcome;
import io.homeward.risk.signin.SignIn;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * {@code mfaFatigue}: somebody who has the password sends prompt after prompt until the owner gives in. Denied or unanswered prompts of one person
 * within minutes are medium, more of them high; an approval after some is high, since then he has given in. Uses of a session prompt nobody.
 */
public final class MfaFatigue implements Detector {
    private final Limits.Fatigue limits;

    public MfaFatigue(Limits.Fatigue limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Finding> examine(Facts facts) {
        SignIn signIn = facts.signIn();
        if (signIn.outcome().secondFactorDenied()) {
            return denied(facts.history(), signIn.at());
        }
        return signIn.interactive() && signIn.outcome().kind() == Outcome.Kind.ACCEPTED
                ? approved(facts.history(), signIn.at())
                : Optional.empty();
    }

    /** @param history without this denial */
    public Optional<Finding> denied(History history, Instant at) {
        int count = history.denied(at).recent().mostDenials(at, limits.within());
        if (count < limits.medium()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                DetectionType.MFA_FATIGUE,
                count >= limits.high() ? RiskLevel.HIGH : RiskLevel.MEDIUM,
                Map.of(
                        "denied", count,
                        "approved", false,
                        "within", limits.within().toString(),
                        "limitMedium", limits.medium(),
                        "limitHigh", limits.high()),
                "%d prompts for a second factor were denied or not answered within %d minutes"
                        .formatted(count, limits.within().toMinutes())));
    }

    /** @param at when the second factor was given, or the sign-in accepted */
    public Optional<Finding> approved(History history, Instant at) {
        int count = history.recent().denials(at.minus(limits.within()), at);
        if (count < limits.approved()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                DetectionType.MFA_FATIGUE,
                RiskLevel.HIGH,
                Map.of(
                        "denied",
                        count,
                        "approved",
                        true,
                        "within",
                        limits.within().toString(),
                        "limitApproved",
                        limits.approved()),
                "Approved after %d prompts that were denied or not answered within %d minutes"
                        .formatted(count, limits.within().toMinutes())));
    }
}
