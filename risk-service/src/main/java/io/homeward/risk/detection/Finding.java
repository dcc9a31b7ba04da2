package io.homeward.risk.detection;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.HashMap;
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

    /** The same with one more name or number. */
    Finding with(String name, Object value) {
        var more = new HashMap<>(evidence);
        more.put(name, value);
        return new Finding(type, level, more, reason);
    }
}
