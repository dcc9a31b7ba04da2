package io.homeward.tenant.delegation;

import io.homeward.tenant.EveryTenant;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Applies what time does to relationships: extension, expiry, lapsed invitations. Nobody's access waits for it: whoever decides compares the
 * end with his own clock. Any process may do it, several at once too.
 */
@Singleton
public class RelationshipAge {
    private static final Logger LOG = Logger.getLogger(RelationshipAge.class);

    private final Relationships relationships;
    private final EveryTenant tenants;
    private final Clock clock;

    RelationshipAge(Relationships relationships, EveryTenant tenants, Clock clock) {
        this.relationships = relationships;
        this.tenants = tenants;
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
        var due = new AtomicInteger();
        tenants.inBatches(partners -> {
            for (RelationshipId id : relationships.due(partners, now)) {
                relationships.age(id, now);
                due.incrementAndGet();
            }
        });
        return due.get();
    }
}
