package io.homeward.risk.profile;

import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What share of names fails at each tenant's ordinary sources, by its own last 30 days; fitted anew every hour at most, and only for tenants at whose
 * sources enough fails to ask. Sources that sprayed or guessed are no ordinary ones. Bounded: what is forgotten is read again.
 */
@Singleton
public class FailureShares {
    private static final int MOST_TENANTS = 10_000;
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int DAYS = 30;

    /** Days that can still be summed: their windows are there yet. */
    private static final int SUMMABLE_DAYS = 8;

    /** Of fewer names nobody can say what share fails. */
    private static final int LEAST_NAMES = 5;

    private record Fit(FailureShare share, Instant until) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TenantId, Fit> known = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, Fit> eldest) {
            return size() > MOST_TENANTS;
        }
    };

    FailureShare of(Handle handle, TenantId tenant, Instant now) {
        Fit fit = find(tenant);
        if (fit != null && now.isBefore(fit.until)) {
            return fit.share;
        }
        FailureShare fitted = FailureShare.fitted(sums(handle, tenant, Surroundings.day(now)));
        lock.lock();
        try {
            known.put(tenant, new Fit(fitted, now.plus(FRESH)));
        } finally {
            lock.unlock();
        }
        return fitted;
    }

    private @Nullable Fit find(TenantId tenant) {
        lock.lock();
        try {
            return known.get(tenant);
        } finally {
            lock.unlock();
        }
    }

    private static FailureShare.Sums sums(Handle handle, TenantId tenant, LocalDate today) {
        finish(handle, tenant, today);
        return handle.createQuery("""
                        select coalesce(sum(sources), 0) as sources, coalesce(sum(names), 0) as names,
                            coalesce(sum(failing), 0) as failing, coalesce(sum(squares), 0) as squares, coalesce(sum(sizes), 0) as sizes
                        from source_share where tenant_id = :tenant and day >= :after and day < :today""")
                .bind("tenant", tenant.value())
                .bind("after", today.minusDays(DAYS))
                .bind("today", today)
                .map((row, context) -> new FailureShare.Sums(
                        row.getInt("sources"),
                        row.getDouble("names"),
                        row.getDouble("failing"),
                        row.getDouble("squares"),
                        row.getDouble("sizes")))
                .one();
    }

    /** Sums up the finished days that are not yet, once each: a day nobody came is a row of zeroes. */
    private static void finish(Handle handle, TenantId tenant, LocalDate today) {
        handle.createUpdate("""
                        insert into source_share (tenant_id, day, sources, names, failing, squares, sizes)
                        select :tenant, d.day, coalesce(s.sources, 0), coalesce(s.names, 0), coalesce(s.failing, 0),
                            coalesce(s.squares, 0), coalesce(s.sizes, 0)
                        from (select cast(generate_series(cast(:first as date), cast(:today as date) - 1, interval '1 day') as date) as day) d
                        cross join lateral (
                            select count(*)::int as sources, sum(n) as names, sum(f) as failing, sum(f * f / n) as squares, sum(n * n) as sizes
                            from (
                                select t.ip, count(*)::float8 as n, (count(*) filter (where not t.ok))::float8 as f
                                from (
                                    select w.ip, w.name_key, bool_or(w.succeeded > 0) as ok from source_window w
                                    where w.tenant_id = :tenant and w.bucket >= d.day::timestamp at time zone 'UTC'
                                      and w.bucket < (d.day + 1)::timestamp at time zone 'UTC'
                                    group by w.ip, w.name_key) t
                                where not exists (
                                    select 1 from source_alert a where a.tenant_id = :tenant and a.day = d.day
                                      and t.ip <<= cast(a.source as inet))
                                group by t.ip having count(*) >= :least) e) s
                        where not exists (select 1 from source_share h where h.tenant_id = :tenant and h.day = d.day)
                        on conflict (tenant_id, day) do nothing""")
                .bind("tenant", tenant.value())
                .bind("first", today.minusDays(SUMMABLE_DAYS))
                .bind("today", today)
                .bind("least", LEAST_NAMES)
                .execute();
        handle.createUpdate("delete from source_share where tenant_id = :tenant and day < :before")
                .bind("tenant", tenant.value())
                .bind("before", today.minusDays(2L * DAYS))
                .execute();
    }
}
