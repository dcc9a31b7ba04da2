package io.homeward.risk.simulation;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.standing.Detections;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes simulations away again: the detections, not what they did. */
@Singleton
class Purge {
    private static final String STAYS =
            "A purge changes nobody's risk. Whoever is still at risk by what was purged stays so"
                    + " until an administrator dismisses the risk or the person remediates it.";

    private final TenantDatabase database;
    private final Simulations simulations;
    private final Detections detections;
    private final Standings standings;
    private final InstantSource clock;

    Purge(
            TenantDatabase database,
            Simulations simulations,
            Detections detections,
            Standings standings,
            InstantSource clock) {
        this.database = database;
        this.simulations = simulations;
        this.detections = detections;
        this.standings = standings;
        this.clock = clock;
    }

    /**
     * @param purged how many there were
     * @param stillAtRisk whom a purged one keeps at risk, alone or beside others
     */
    record Purged(int purged, List<StillAtRisk> stillAtRisk, String note) {}

    record StillAtRisk(String userId, String riskLevel, String riskState) {}

    /**
     * @param one this one; all where it is empty. Purged already, it is answered alike.
     * @throws Refusal where there is no such simulation
     */
    Purged purge(TenantId tenant, Optional<UUID> one, String by) {
        Instant now = clock.instant();
        return database.in(tenant, handle -> {
            if (one.isPresent() && simulations.find(handle, tenant, one.get()).isEmpty()) {
                throw new Refusal(Fault.NO_SUCH_SIMULATION);
            }
            List<Simulation> gone = simulations.purge(handle, tenant, one, by, now);
            Set<DetectionId> ids = gone.stream()
                    .flatMap(each -> detection(each.detectionId()))
                    .collect(Collectors.toUnmodifiableSet());
            detections.purge(handle, tenant, ids);
            return new Purged(gone.size(), still(handle, tenant, gone, ids), STAYS);
        });
    }

    private static Stream<DetectionId> detection(@Nullable String id) {
        return Stream.ofNullable(id).map(UUID::fromString).map(DetectionId::new);
    }

    private List<StillAtRisk> still(Handle handle, TenantId tenant, List<Simulation> gone, Set<DetectionId> ids) {
        return gone.stream()
                .map(Simulation::userId)
                .distinct()
                .flatMap(user -> {
                    UserRisk risk = standings.of(handle, tenant, new PersonId(UUID.fromString(user)));
                    return risk.open() && risk.detections().stream().anyMatch(each -> ids.contains(each.id()))
                            ? Stream.of(new StillAtRisk(
                                    user, risk.level().wireName(), risk.state().wireName()))
                            : Stream.<StillAtRisk>empty();
                })
                .toList();
    }
}
