package io.homeward.tenant.audit;

import io.homeward.tenant.EveryTenant;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Signs, from time to time, what was added to any trail. Any process may do it, several at once too. */
@Singleton
public class SealTrails {
    private final Seals seals;
    private final EveryTenant tenants;
    private final Clock clock;

    SealTrails(Seals seals, EveryTenant tenants, Clock clock) {
        this.seals = seals;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Scheduled(
            identity = "audit-seals",
            every = "${homeward.audit.seal-every:60s}",
            delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (seals.key().isEmpty()) {
            return;
        }
        tenants.inBatches(batch -> seals.unsealed(batch).forEach(tenant -> seals.seal(tenant, clock.instant())));
    }
}
