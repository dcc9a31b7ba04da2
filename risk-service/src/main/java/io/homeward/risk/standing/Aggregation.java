package io.homeward.risk.standing;

import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How detections add up to a person's level. One low is low, one medium is medium, one high is high; two mediums of different kinds are high.
 *
 * <p>Each counts by its severity, a low one less the older it is; of the same kind within a day the first counts in full, the others a quarter.
 * The sum never makes less of a person than his severest detection.
 */
final class Aggregation {
    private static final double LOW = 2;
    private static final double MEDIUM = 4;
    private static final double HIGH = 7;
    private static final double REPETITION = 0.25;

    private static final double MEDIUM_FROM = 4;
    private static final double HIGH_FROM = 7;

    private static final Duration SAME = Duration.ofHours(24);
    private static final double LOW_HALF_LIFE_DAYS = 30;

    private Aggregation() {}

    static RiskLevel level(List<ActiveDetection> active, Instant now) {
        RiskLevel severest = active.stream().map(ActiveDetection::level).reduce(RiskLevel.NONE, RiskLevel::higher);
        double sum = 0;
        Map<DetectionType, List<ActiveDetection>> kinds =
                active.stream().collect(Collectors.groupingBy(ActiveDetection::type));
        for (List<ActiveDetection> kind : kinds.values()) {
            sum += sum(kind, now);
        }
        return severest.higher(bySum(severest, sum));
    }

    /** Low detections alone, however many, say at most that somebody should look. */
    private static RiskLevel bySum(RiskLevel severest, double sum) {
        if (severest == RiskLevel.NONE) {
            return RiskLevel.NONE;
        }
        if (sum >= HIGH_FROM && severest.atLeast(RiskLevel.MEDIUM)) {
            return RiskLevel.HIGH;
        }
        return sum >= MEDIUM_FROM ? RiskLevel.MEDIUM : RiskLevel.LOW;
    }

    /** The severest of a day leads; the rest of that day are its repetitions. */
    private static double sum(List<ActiveDetection> kind, Instant now) {
        var waiting = new ArrayList<>(kind);
        waiting.sort(Comparator.comparing(ActiveDetection::level)
                .reversed()
                .thenComparing(ActiveDetection::earliestActivity)
                .thenComparing(each -> each.id().value()));
        double sum = 0;
        while (!waiting.isEmpty()) {
            ActiveDetection leading = waiting.removeFirst();
            sum += weight(leading, now);
            for (var others = waiting.iterator(); others.hasNext(); ) {
                ActiveDetection other = others.next();
                if (Duration.between(leading.earliestActivity(), other.earliestActivity())
                                .abs()
                                .compareTo(SAME)
                        < 0) {
                    sum += REPETITION * weight(other, now);
                    others.remove();
                }
            }
        }
        return sum;
    }

    private static double weight(ActiveDetection detection, Instant now) {
        return switch (detection.level()) {
            case NONE -> 0;
            case LOW -> LOW * Math.pow(2, -ageInDays(detection, now) / LOW_HALF_LIFE_DAYS);
            case MEDIUM -> MEDIUM;
            case HIGH -> HIGH;
        };
    }

    private static double ageInDays(ActiveDetection detection, Instant now) {
        return Math.max(0, Duration.between(detection.earliestActivity(), now).toMillis() / 86_400_000.0);
    }
}
