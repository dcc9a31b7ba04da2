package io.homeward.accessrules.risk;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One piece of evidence that still counts.
 *
 * @param earliestActivity when what it is evidence of began, which may be long before it was found
 */
public record ActiveDetection(DetectionId id, DetectionType type, RiskLevel level, Instant earliestActivity) {
    public ActiveDetection {
        requireNonNull(id, "id");
        requireNonNull(type, "type");
        requireNonNull(level, "level");
        requireNonNull(earliestActivity, "earliestActivity");
    }
}
