package io.homeward.risk.upkeep;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Closable;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** A low risk that nothing has touched for six months is no risk any more (section 4). Medium and high never age out. */
@Singleton
public class LowRiskAge {
    private static final int MONTHS = 6;
    private static final int AT_ONCE = 20;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final TenantDatabase database;
    private final Tenants tenants;
    private final Standings standings;
    private final InstantSource clock;

    LowRiskAge(TenantDatabase database, Tenants tenants, Standings standings, InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.standings = standings;
        this.clock = clock;
    }

    @Scheduled(
            identity = "low-risk-age",
            every = "6h",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        int closed = lookAt(clock.instant());
        if (closed > 0) {
            Log.infof("The low risk of %d people was untouched for six months and is closed", closed);
        }
    }

    /** @return whose risk was closed, by number */
    int lookAt(Instant now) {
        Instant before = now.atOffset(ZoneOffset.UTC).minusMonths(MONTHS).toInstant();
        int[] closed = {0};
        tenants.eachWithLowRisk(before, tenant -> closed[0] += age(tenant, before, now));
        return closed[0];
    }

    private int age(TenantId tenant, Instant before, Instant now) {
        int closed = 0;
        UUID after = BEFORE_ALL;
        List<UUID> some;
        do {
            UUID last = after;
            var batch = database.in(tenant, handle -> {
                List<UUID> due = due(handle, tenant, before, last);
                return new Aged(due, close(handle, tenant, due, now));
            });
            some = batch.looked();
            closed += batch.closed();
            after = some.isEmpty() ? after : some.getLast();
        } while (some.size() == AT_ONCE);
        return closed;
    }

    private record Aged(List<UUID> looked, int closed) {}

    /** Under their locks, so that what is found meanwhile is seen; whom another node has is left to it. */
    private static List<UUID> due(Handle handle, TenantId tenant, Instant before, UUID after) {
        return handle.createQuery("""
                        select person_id from user_risk
                        where tenant_id = :tenant and person_id > :after and level = 'low' and state = 'atRisk' and updated_at <= :before
                        order by person_id limit :most for update skip locked""")
                .bind("tenant", tenant.value())
                .bind("after", after)
                .bind("before", before.atOffset(ZoneOffset.UTC))
                .bind("most", AT_ONCE)
                .mapTo(UUID.class)
                .list();
    }

    private int close(Handle handle, TenantId tenant, List<UUID> due, Instant now) {
        By by = By.system("a low risk untouched for six months");
        int closed = 0;
        for (UUID person : due) {
            UserRisk after = standings.close(
                    handle, tenant, new PersonId(person), RiskEvent.AGED_OUT, new Closable.Everything(), now, now, by);
            closed += after.open() ? 0 : 1;
        }
        return closed;
    }
}
