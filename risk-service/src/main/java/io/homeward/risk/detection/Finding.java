package io.homeward.risk.detection;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.Map;

/**
 * Evidence found in one sign-in.
 *
 * @param evidence what it rests on: names and numbers, kept as JSON
 * @param reason the same in one sentence, for an administrator
 */
public record Finding(DetectionType type, RiskLevel level, Map<String, Object> evidence, String reason) {
    public Finding {
        evidence = Map.copyOf(evidence);
    }
}
