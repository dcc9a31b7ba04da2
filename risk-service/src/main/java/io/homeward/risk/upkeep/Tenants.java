package io.homeward.risk.upkeep;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Which tenants scheduled work is about. What fails for one tenant is logged and does not keep the others waiting. */
@Singleton
public class Tenants {
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int PAGE = 500;

    private final TenantDatabase database;

    Tenants(TenantDatabase database) {
        this.database = database;
    }

    /** Everybody whose sign-ins were ever scored here. */
    public void each(Consumer<TenantId> work) {
        each(handle -> handle.createQuery("select tenants_with_habits(:after, :most)"), work);
    }

    /** Those with sign-ins whose quarantine is over. */
    public void eachWithLessonsDue(Instant now, Consumer<TenantId> work) {
        each(
                handle -> handle.createQuery("select tenants_with_lessons_due(:now, :after, :most)")
                        .bind("now", now.atOffset(ZoneOffset.UTC)),
                work);
    }

    /** Those with people whose risk is low and has not changed since. */
    public void eachWithLowRisk(Instant untouchedSince, Consumer<TenantId> work) {
        each(
                handle -> handle.createQuery("select tenants_with_low_risk(:since, :after, :most)")
                        .bind("since", untouchedSince.atOffset(ZoneOffset.UTC)),
                work);
    }

    private void each(Function<Handle, Query> query, Consumer<TenantId> work) {
        UUID after = BEFORE_ALL;
        List<UUID> page;
        do {
            UUID last = after;
            page = database.inEach(List.of(), handle -> query.apply(handle)
                    .bind("after", last)
                    .bind("most", PAGE)
                    .mapTo(UUID.class)
                    .list());
            page.forEach(tenant -> carefully(new TenantId(tenant), work));
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == PAGE);
    }

    private static void carefully(TenantId tenant, Consumer<TenantId> work) {
        try {
            work.accept(tenant);
        } catch (RuntimeException e) {
            Log.errorf(e, "Scheduled work failed for tenant %s; the next run tries again", tenant);
        }
    }
}
