package io.homeward.risk.standing;

import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How detections add up to a person's level. One low is low, one medium is medium, one high is high; two mediums of different kinds are high.
 *
 * <p>Each counts by its severity, a low one less the older it is; of the same kind within a day the first counts in full, the others a quarter.
 * The sum never makes less of a person than his severest detection.
 */
public final class Aggregation {
    private static final double LOW = 2;
    private static final double MEDIUM = 4;
    private static final double HIGH = 7;
    private static final double REPETITION = 0.25;

    /** From which sum on a person is at medium, or at high where one detection is medium. */
    public static final double MEDIUM_FROM = 4;

    public static final double HIGH_FROM = 7;

    private static final Duration SAME = Duration.ofHours(24);
    private static final double LOW_HALF_LIFE_DAYS = 30;

    private Aggregation() {}

    public static RiskLevel level(List<ActiveDetection> active, Instant now) {
        RiskLevel severest = active.stream().map(ActiveDetection::level).reduce(RiskLevel.NONE, RiskLevel::higher);
        double sum = 0;
        for (Part part : parts(active, now)) {
            sum += part.counts();
        }
        return severest.higher(bySum(severest, sum));
    }

    /**
     * What one detection counts.
     *
     * @param repeated whether it is one of the same kind within a day of a severer one, or an earlier one
     */
    public record Part(ActiveDetection detection, double weight, boolean repeated) {
        public double counts() {
            return repeated ? REPETITION * weight : weight;
        }
    }

    /** In the order in which they are added up: by kind, the leading ones before their repetitions. */
    public static List<Part> parts(List<ActiveDetection> active, Instant now) {
        Map<String, List<ActiveDetection>> kinds = active.stream()
                .collect(Collectors.groupingBy(each -> each.type().wireName(), TreeMap::new, Collectors.toList()));
        return kinds.values().stream()
                .flatMap(kind -> partsOfKind(kind, now).stream())
                .toList();
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
    private static List<Part> partsOfKind(List<ActiveDetection> kind, Instant now) {
        var waiting = new ArrayList<>(kind);
        waiting.sort(Comparator.comparing(ActiveDetection::level)
                .reversed()
                .thenComparing(ActiveDetection::earliestActivity)
                .thenComparing(each -> each.id().value()));
        var parts = new ArrayList<Part>();
        while (!waiting.isEmpty()) {
            ActiveDetection leading = waiting.removeFirst();
            parts.add(new Part(leading, weight(leading, now), false));
            for (var others = waiting.iterator(); others.hasNext(); ) {
                ActiveDetection other = others.next();
                if (Duration.between(leading.earliestActivity(), other.earliestActivity())
                                .abs()
                                .compareTo(SAME)
                        < 0) {
                    parts.add(new Part(other, weight(other, now), true));
                    others.remove();
                }
            }
        }
        return parts;
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
