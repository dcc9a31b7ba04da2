package io.homeward.risk.detection;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.Optional;

/**
 * {@code impossibleTravel}: nobody travels 500 km or more at 900 km/h or more. Silent while the person's history is being learnt, on the same
 * registered device, where either end is only known as a country or hides behind an anonymising address, in a network that colleagues use, and
 * between two networks the person changes between all the time.
 */
public final class ImpossibleTravel implements Detector {
    private final Limits.Travel limits;

    public ImpossibleTravel(Limits.Travel limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Finding> examine(Facts facts) {
        return Journey.fastest(facts, limits)
                .filter(journey -> journey.kilometresPerHour() >= limits.impossibleKmh())
                .map(journey -> new Finding(
                                DetectionType.IMPOSSIBLE_TRAVEL,
                                RiskLevel.MEDIUM,
                                journey.evidence(),
                                "Nobody travels " + journey.told())
                        .with("limitKilometresPerHour", limits.impossibleKmh())
                        .with("limitKilometres", limits.shortestKm()));
    }
}
