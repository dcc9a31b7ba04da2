package io.homeward.tenant.waiver;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.EveryTenant;
import io.homeward.tenant.policy.Author;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Clears away what has ended: accepted waivers out of customers' rules, ended waivers out of the feed. Nobody is let in by what lies here
 * meanwhile: whoever decides compares the end with his own clock.
 */
@Singleton
class WaiverAge {
    /** Long enough for every reader's clock. */
    private static final Duration LINGERS = Duration.ofHours(1);

    private final TenantDatabase database;
    private final AcceptWaiver accept;
    private final WaiverFeed feed;
    private final EveryTenant tenants;
    private final Clock clock;

    WaiverAge(TenantDatabase database, AcceptWaiver accept, WaiverFeed feed, EveryTenant tenants, Clock clock) {
        this.database = database;
        this.accept = accept;
        this.feed = feed;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Scheduled(
            identity = "waiver-age",
            every = "{homeward.waivers.look-at-time-every}",
            delayed = "15s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        lookAt(clock.instant());
    }

    void lookAt(Instant now) {
        tenants.inBatches(batch -> {
            due(batch, now, "waiver_acceptance", "true")
                    .forEach((customer, ids) -> database.in(customer, handle -> {
                        accept.forget(handle, customer, Author.system("The waivers have ended.", now), ids);
                        return ids;
                    }));
            due(batch, now.minus(LINGERS), "home_waiver", "published is not null")
                    .forEach((home, ids) -> database.in(home, handle -> {
                        ids.forEach(id -> gone(handle, home, id));
                        return ids;
                    }));
        });
    }

    private Map<TenantId, List<WaiverId>> due(List<TenantId> batch, Instant now, String table, String condition) {
        var due = new LinkedHashMap<TenantId, List<WaiverId>>();
        database.inEach(batch, handle -> handle.createQuery(
                        "select tenant_id, waiver_id from %s where tenant_id = any (:tenants) and ends_at <= :now and %s"
                                .formatted(table, condition))
                .bindArray(
                        "tenants",
                        UUID.class,
                        batch.stream().map(TenantId::value).toList())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) -> due.computeIfAbsent(
                                new TenantId(row.getObject("tenant_id", UUID.class)), tenant -> new ArrayList<>())
                        .add(new WaiverId(row.getObject("waiver_id", UUID.class))))
                .list());
        return due;
    }

    private void gone(Handle handle, TenantId home, WaiverId id) {
        int taken = handle.createUpdate("""
                        update home_waiver set published = null
                        where tenant_id = :home and waiver_id = :id and published is not null""")
                .bind("home", home.value())
                .bind("id", id.value())
                .execute();
        if (taken > 0) {
            feed.gone(handle, home, id.value());
        }
    }
}
