package io.homeward.tenant.audit;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs, from time to time, what was added to any trail. Any process may do it, several at once too. */
@Singleton
public class SealTrails {

    /** Tenants bound at once: exactly these, never all. */
    private static final int BATCH = 500;

    private final Seals seals;
    private final TenantDatabase database;
    private final TenantId platform;
    private final Clock clock;

    SealTrails(
            Seals seals,
            TenantDatabase database,
            @ConfigProperty(name = "homeward.platform-tenant") UUID platform,
            Clock clock) {
        this.seals = seals;
        this.database = database;
        this.platform = new TenantId(platform);
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
        List<TenantId> tenants = tenants(new TenantId(new UUID(0, 0)));
        while (!tenants.isEmpty()) {
            seals.unsealed(tenants).forEach(tenant -> seals.seal(tenant, clock.instant()));
            tenants = tenants(tenants.getLast());
        }
    }

    /** In the platform's session, which alone lists them all. */
    private List<TenantId> tenants(TenantId after) {
        return database.in(platform, handle -> handle.createQuery(
                        "select tenant_id from tenant where tenant_id > :after order by tenant_id limit :batch")
                .bind("after", after.value())
                .bind("batch", BATCH)
                .map((row, context) -> new TenantId(row.getObject("tenant_id", UUID.class)))
                .list());
    }
}
