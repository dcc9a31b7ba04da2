package io.homeward.risk.score;

import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.detection.Finding;
import java.util.List;

/**
 * What one sign-in was found to be.
 *
 * @param findings the reasons, strongest first
 * @param engine which version of the engine says so
 */
public record Scored(RiskLevel level, List<Finding> findings, String engine) {
    public Scored {
        findings = List.copyOf(findings);
    }
}
