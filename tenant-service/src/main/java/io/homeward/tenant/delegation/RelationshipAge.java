package io.homeward.tenant.delegation;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.registry.PlatformTenant;
import io.homeward.tenant.registry.Tenant;
import io.homeward.tenant.registry.Tenants;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Applies what time does to relationships: extension, expiry, lapsed invitations. Nobody's access waits for it: whoever decides compares the
 * end with his own clock. Any process may do it, several at once too.
 */
@Singleton
public class RelationshipAge {
    private static final Logger LOG = Logger.getLogger(RelationshipAge.class);

    /** Tenants bound at once: exactly these, never all. */
    private static final int BATCH = 500;

    private final Relationships relationships;
    private final Tenants tenants;
    private final PlatformTenant platform;
    private final Clock clock;

    RelationshipAge(Relationships relationships, Tenants tenants, PlatformTenant platform, Clock clock) {
        this.relationships = relationships;
        this.tenants = tenants;
        this.platform = platform;
        this.clock = clock;
    }

    @Scheduled(
            identity = "relationship-age",
            every = "{homeward.relationships.look-at-time-every}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        int changed = lookAt(clock.instant());
        if (changed > 0) {
            LOG.infof("Time has changed %d relationships", changed);
        }
    }

    /** @return how many were due */
    int lookAt(Instant now) {
        int due = 0;
        @Nullable TenantId after = null;
        while (true) {
            List<TenantId> partners = tenants.list(platform.id(), after, BATCH).stream()
                    .map(Tenant::id)
                    .toList();
            if (partners.isEmpty()) {
                return due;
            }
            for (RelationshipId id : relationships.due(partners, now)) {
                relationships.age(id, now);
                due++;
            }
            after = partners.getLast();
        }
    }
}
