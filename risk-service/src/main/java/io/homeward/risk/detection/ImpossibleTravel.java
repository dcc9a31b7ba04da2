package io.homeward.risk.detection;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.Optional;

/**
 * {@code impossibleTravel}: nobody travels 500 km or more at 900 km/h or more. Silent while the person's history is being learnt, on the same
 * registered device, where either end is only known as a country or hides behind an anonymising address.
 */
public final class ImpossibleTravel implements Detector {
    static final double FASTER_THAN_A_FLIGHT = 900;

    @Override
    public Optional<Finding> examine(Facts facts) {
        return Journey.fastest(facts)
                .filter(journey -> journey.kilometresPerHour() >= FASTER_THAN_A_FLIGHT)
                .map(journey -> new Finding(
                        DetectionType.IMPOSSIBLE_TRAVEL,
                        RiskLevel.MEDIUM,
                        journey.evidence(),
                        "Nobody travels " + journey.told()));
    }
}
