package io.homeward.risk.score;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.detection.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What one sign-in was found to be.
 *
 * @param findings the reasons, strongest first
 * @param engine which version of the engine says so
 * @param assessed what the statistics made of it, where it is somebody's
 * @param suppressed what would have been found, had not an administrator confirmed a sign-in like it safe
 */
public record Scored(
        RiskLevel level,
        List<Finding> findings,
        String engine,
        Optional<Assessed> assessed,
        List<DetectionType> suppressed) {
    public Scored {
        suppressed = List.copyOf(suppressed);
        findings = List.copyOf(findings);
    }
}
