package io.homeward.risk.upkeep;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.campaign.Alerts;
import io.homeward.risk.campaign.Tries;
import io.homeward.risk.familiarity.InMemoryPopulation;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.budget.DailyScores;
import io.homeward.risk.habit.AttackCounts;
import io.homeward.risk.profile.Sources;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Lets go of what nothing looks at any more, once a day. Several nodes may do it at once: what one has taken the other does not find. */
@Singleton
public class Pruning {
    /** What thresholds are drawn from, what counts as new, and the longest window of any detector lie within; the database refuses less. */
    public static final Duration LEAST = Duration.ofDays(90);

    /** What is left of one sign-in after two and a half years, or of a thousand after seven: no score moves by it. */
    private static final double NOTHING = .03;

    /** Values of a level of a tenant that are kept: four times what a node holds in memory. */
    private static final int MOST = 4 * InMemoryPopulation.BOUND;

    /** Rows of one statement: a transaction stays short. */
    private static final int AT_ONCE = 10_000;

    private final TenantDatabase database;
    private final Tenants tenants;
    private final Sources sources;
    private final Tries tries;
    private final Alerts alerts;
    private final InstantSource clock;
    private final Duration keptFor;

    /** How many rows of each kind a tenant, or all of them, lost. */
    record Gone(int counts, int scores, int attacks, int windows) {
        static final Gone NOTHING = new Gone(0, 0, 0, 0);

        Gone and(Gone other) {
            return new Gone(
                    counts + other.counts, scores + other.scores, attacks + other.attacks, windows + other.windows);
        }
    }

    Pruning(
            TenantDatabase database,
            Tenants tenants,
            Sources sources,
            Tries tries,
            Alerts alerts,
            InstantSource clock,
            RetentionSettings settings) {
        this.database = database;
        this.tenants = tenants;
        this.sources = sources;
        this.tries = tries;
        this.alerts = alerts;
        this.clock = clock;
        this.keptFor = settings.signIns();
        if (keptFor.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("homeward.retention.sign-ins is less than 90 days: " + keptFor);
        }
    }

    @Scheduled(
            identity = "pruning",
            every = "24h",
            delayed = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void prune() {
        Instant now = clock.instant();
        Gone gone = prune(now);
        if (!gone.equals(Gone.NOTHING)) {
            Log.infof(
                    "Forgotten: %d values hardly seen any more, %d days of scores, %d sources of attacks, %d sums of sources",
                    gone.counts(), gone.scores(), gone.attacks(), gone.windows());
        }
        List<String> months = forgetMonths(now);
        if (!months.isEmpty()) {
            Log.infof("Sign-ins older than %s are gone: %s", keptFor, String.join(", ", months));
        }
    }

    Gone prune(Instant now) {
        var sum = new Gone[] {Gone.NOTHING};
        tenants.each(tenant -> sum[0] = sum[0].and(prune(tenant, now)));
        return sum[0];
    }

    Gone prune(TenantId tenant, Instant now) {
        int today = (int) Math.floorDiv(now.getEpochSecond(), 86_400L);
        return new Gone(
                untilNone(tenant, handle -> light(handle, tenant, today))
                        + untilNone(tenant, handle -> tooMany(handle, tenant, today)),
                untilNone(tenant, handle -> scores(handle, tenant, today)),
                untilNone(tenant, handle -> attacks(handle, tenant, today)),
                database.in(
                        tenant,
                        handle -> sources.forgetOld(handle, tenant, now)
                                + tries.forgetOld(handle, tenant, now)
                                + alerts.forgetOld(handle, tenant, now)));
    }

    private interface Step {
        int rows(Handle handle);
    }

    private int untilNone(TenantId tenant, Step step) {
        int all = 0;
        int gone;
        do {
            gone = database.in(tenant, step::rows);
            all += gone;
        } while (gone >= AT_ONCE);
        return all;
    }

    private static int light(Handle handle, TenantId tenant, int today) {
        return handle.createUpdate("""
                        delete from tenant_count where ctid = any (array(
                            select ctid from tenant_count
                            where tenant_id = :tenant and weight * power(0.5, greatest(0, :today - day) / :halfLife) < :nothing
                            limit :most for update skip locked)) and tenant_id = :tenant""")
                .bind("tenant", tenant.value())
                .bind("today", today)
                .bind("halfLife", Tuning.SHIPPED.hazards().tenantHalfLife())
                .bind("nothing", NOTHING)
                .bind("most", AT_ONCE)
                .execute();
    }

    /** The lightest of a level that holds too many; by where the rows lie, as a join by value goes through all of them for each. */
    private static int tooMany(Handle handle, TenantId tenant, int today) {
        return handle.createUpdate("""
                        delete from tenant_count where ctid = any (array(
                            select n.at from (
                                select ctid as at, row_number() over (
                                    partition by level order by weight * power(0.5, greatest(0, :today - day) / :halfLife) desc, value) as place
                                from tenant_count where tenant_id = :tenant) n
                            where n.place > :bound limit :most)) and tenant_id = :tenant""")
                .bind("tenant", tenant.value())
                .bind("today", today)
                .bind("halfLife", Tuning.SHIPPED.hazards().tenantHalfLife())
                .bind("bound", MOST)
                .bind("most", AT_ONCE)
                .execute();
    }

    private static int scores(Handle handle, TenantId tenant, int today) {
        return handle.createUpdate("delete from tenant_score where tenant_id = :tenant and day <= :oldest")
                .bind("tenant", tenant.value())
                .bind("oldest", today - DailyScores.DAYS)
                .execute();
    }

    private static int attacks(Handle handle, TenantId tenant, int today) {
        return handle.createUpdate("""
                        delete from tenant_attack
                        where tenant_id = :tenant and weight * power(0.5, greatest(0, :today - day) / :halfLife) < :nothing""")
                .bind("tenant", tenant.value())
                .bind("today", today)
                .bind("halfLife", AttackCounts.HALF_LIFE)
                .bind("nothing", NOTHING)
                .execute();
    }

    /** @return the months that went */
    List<String> forgetMonths(Instant now) {
        LocalDate before = now.minus(keptFor).atOffset(ZoneOffset.UTC).toLocalDate();
        return database.inEach(List.of(), handle -> handle.createQuery("select sign_in_forget(:before)")
                .bind("before", before)
                .mapTo(String.class)
                .list());
    }
}
