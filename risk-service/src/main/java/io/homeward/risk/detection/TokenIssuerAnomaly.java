package io.homeward.risk.detection;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.profile.Around;
import io.homeward.risk.signin.SignIn;
import java.util.Map;
import java.util.Optional;

/**
 * {@code tokenIssuerAnomaly}: somebody nobody knows vouches for the person: the issuer was never named in the tenant, although many sign-ins named
 * one. Medium. Whoever moves to another issuer hears of it from the first few people; then it is known.
 */
public final class TokenIssuerAnomaly implements Detector {
    private final Limits.Issuer limits;

    public TokenIssuerAnomaly(Limits.Issuer limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Finding> examine(Facts facts) {
        SignIn signIn = facts.signIn();
        Around.IssuerPast past = facts.around().issuer();
        boolean known = past.harmless() || past.people() >= limits.people();
        if (signIn.session().issuer().isEmpty() || known || past.named() < limits.learntAfter()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                DetectionType.TOKEN_ISSUER_ANOMALY,
                RiskLevel.MEDIUM,
                Map.of(
                        "issuer", signIn.session().issuer(),
                        "peopleBefore", past.people(),
                        "limitLearntAfter", limits.learntAfter(),
                        "limitPeople", limits.people()),
                "The token is from %s, which this tenant has never used"
                        .formatted(signIn.session().issuer())));
    }
}
