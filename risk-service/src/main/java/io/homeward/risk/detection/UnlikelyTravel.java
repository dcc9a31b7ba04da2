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
    private final Limits.Travel limits;

    public UnlikelyTravel(Limits.Travel limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Finding> examine(Facts facts) {
        return Journey.fastest(facts, limits)
                .filter(journey -> journey.kilometresPerHour() >= limits.unlikelyKmh()
                        && journey.kilometresPerHour() < limits.impossibleKmh())
                .filter(journey -> facts.history().ring().stream().noneMatch(before -> near(before, journey)))
                .map(journey -> new Finding(
                                DetectionType.UNLIKELY_TRAVEL,
                                RiskLevel.LOW,
                                journey.evidence(),
                                "Hardly anybody travels " + journey.told())
                        .with("limitKilometresPerHour", limits.unlikelyKmh())
                        .with("limitKilometres", limits.shortestKm()));
    }

    private boolean near(Accepted before, Journey journey) {
        return before.place()
                .coordinates()
                .flatMap(there ->
                        journey.to().coordinates().map(here -> there.kilometresTo(here) <= limits.familiarKm()))
                .orElse(false);
    }
}
