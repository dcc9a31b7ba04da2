package io.homeward.risk.detection;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.profile.Accepted;
import java.util.Optional;

/**
 * {@code unlikelyTravel}: a journey that only a prompt flight makes, to a place not seen among the last sign-ins. Silent where
 * {@link ImpossibleTravel} is.
 */
public final class UnlikelyTravel implements Detector {
    private static final double HARDLY_POSSIBLE = 450;

    /** Within this distance of an earlier place one is there again. */
    private static final double FAMILIAR_KM = 100;

    @Override
    public Optional<Finding> examine(Facts facts) {
        return Journey.fastest(facts)
                .filter(journey -> journey.kilometresPerHour() >= HARDLY_POSSIBLE
                        && journey.kilometresPerHour() < ImpossibleTravel.FASTER_THAN_A_FLIGHT)
                .filter(journey -> facts.history().ring().stream().noneMatch(before -> near(before, journey)))
                .map(journey -> new Finding(
                        DetectionType.UNLIKELY_TRAVEL,
                        RiskLevel.LOW,
                        journey.evidence(),
                        "Hardly anybody travels " + journey.told()));
    }

    private static boolean near(Accepted before, Journey journey) {
        return before.place()
                .coordinates()
                .flatMap(there -> journey.to().coordinates().map(here -> there.kilometresTo(here) <= FAMILIAR_KM))
                .orElse(false);
    }
}
