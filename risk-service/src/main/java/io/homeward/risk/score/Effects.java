package io.homeward.risk.score;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.detection.AnomalousToken;
import io.homeward.risk.detection.Finding;
import io.homeward.risk.familiarity.Level;
import io.homeward.risk.familiarity.Likelihood;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.budget.Finding.Group;
import io.homeward.risk.familiarity.budget.Finding.Weight;
import java.util.Optional;

/**
 * What findings add to the score, beside the level they set themselves. All numbers are by design: nobody has measured them on real sign-ins. A finding
 * that is not named here adds nothing; its level says it all.
 */
final class Effects {
    /** Many people use VPNs for good reasons: less than half of what a Tor exit weighs. */
    private static final double VPN = 1;

    /** Somebody has said what the address is: twice what guessing from it weighs. */
    private static final double LISTED = 4;

    /** As strong as a journey nobody makes, and in the same way open to an ordinary explanation. */
    private static final double BROWSER = 2;

    private static final double ISSUER = 3;

    private Effects() {}

    static Optional<Weight> of(Finding finding, Statistics statistics) {
        DetectionType type = finding.type();
        Tuning.Weights weights = statistics.model().tuning().weights();
        if (type.equals(DetectionType.ANONYMIZED_IP_ADDRESS)) {
            return weight(Group.INFRASTRUCTURE, type, finding.level() == RiskLevel.LOW ? VPN : weights.anonymized());
        }
        if (type.equals(DetectionType.MALICIOUS_IP_ADDRESS)) {
            return weight(Group.INFRASTRUCTURE, type, finding.level() == RiskLevel.HIGH ? LISTED : weights.malicious());
        }
        if (type.equals(DetectionType.IMPOSSIBLE_TRAVEL)) {
            return weight(Group.TRAVEL, type, journey(weights.impossible(), statistics));
        }
        if (type.equals(DetectionType.UNLIKELY_TRAVEL)) {
            return weight(Group.TRAVEL, type, journey(weights.unlikely(), statistics));
        }
        if (type.equals(DetectionType.ANOMALOUS_TOKEN)) {
            return weight(Group.SESSION, type, AnomalousToken.weight(finding));
        }
        if (type.equals(DetectionType.SUSPICIOUS_BROWSER)) {
            return weight(Group.SESSION, type, BROWSER);
        }
        return type.equals(DetectionType.TOKEN_ISSUER_ANOMALY)
                ? weight(Group.CREDENTIAL, type, ISSUER)
                : Optional.empty();
    }

    private static Optional<Weight> weight(Group group, DetectionType type, double weight) {
        return Optional.of(new Weight(group, type.wireName(), weight));
    }

    /** A journey ends where the network is new, so that much of it has been counted there. */
    private static double journey(double weight, Statistics statistics) {
        Likelihood likelihood = Likelihood.of(statistics.observation(), statistics.model());
        double moved = Math.max(
                0,
                likelihood.at(Level.COUNTRY).value() + likelihood.at(Level.ASN).value());
        return Math.max(0, weight - moved);
    }
}
