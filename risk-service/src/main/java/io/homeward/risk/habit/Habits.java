package io.homeward.risk.habit;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.familiarity.InMemoryPopulation.Row;
import io.homeward.risk.familiarity.Level;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.Novelty;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.ValueKey;
import io.homeward.risk.familiarity.budget.Budgets;
import io.homeward.risk.familiarity.budget.DailyScores;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What this node knows of tenants' habits, read from the database when first asked for and refreshed while it is asked for. */
@Singleton
public class Habits {
    /** Transactions commit later than their rows say: whatever changed so shortly before is read once more. Putting it twice changes nothing. */
    private static final long OVERLAP_MICROS = 10_000_000;

    private static final int DAY_SECONDS = 86_400;

    /** The last fifth of the time. */
    private static final int AHEAD = 5;

    private static final List<Level> LEVELS = List.of(Level.values());

    private final TenantDatabase database;
    private final HabitSettings settings;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<Double, Model> models = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<TenantId, TenantHabits> known;

    public Habits(TenantDatabase database, HabitSettings settings, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.known = new LinkedHashMap<>(16, .75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<TenantId, TenantHabits> eldest) {
                return size() > settings.tenants();
            }
        };
    }

    /** Call it outside of any transaction: it may take one of its own. */
    public TenantHabits of(TenantId tenant) {
        Instant now = clock.instant();
        TenantHabits habits = find(tenant);
        if (habits == null) {
            habits = keep(database.in(tenant, handle -> read(handle, tenant)));
        }
        if (!current(habits, now)) {
            return refreshed(habits, now, now);
        }
        if (!habits.fresh(now.plus(ahead()))) {
            refreshAhead(habits, now);
        }
        return habits;
    }

    /** Counts that are asked for so long before they are too old are read anew while everybody goes on with them. */
    private Duration ahead() {
        return settings.fresh().dividedBy(AHEAD);
    }

    private void refreshAhead(TenantHabits habits, Instant now) {
        if (!habits.refreshing().isLocked() && habits.askAhead(now)) {
            Thread.ofVirtual().name("habits-" + habits.tenant()).start(() -> {
                try {
                    refreshed(habits, now, now.plus(ahead()));
                } catch (RuntimeException e) {
                    // Whoever asks once they are too old finds out.
                    Log.debugf(e, "The counts of tenant %s could not be read ahead", habits.tenant());
                }
            });
        }
    }

    private static boolean current(TenantHabits habits, Instant now) {
        return habits.fresh(now) && habits.drawn(now);
    }

    /**
     * By one caller; the others go on with what was known, where anything was: the database is asked once, and nobody waits in line to ask it again.
     *
     * @param until when what is known has to be good enough for
     */
    private TenantHabits refreshed(TenantHabits habits, Instant now, Instant until) {
        ReentrantLock refreshing = habits.refreshing();
        if (!refreshing.tryLock()) {
            if (habits.known()) {
                return habits;
            }
            refreshing.lock();
        }
        try {
            return current(habits, until)
                    ? habits
                    : database.in(habits.tenant(), handle -> refresh(handle, renewed(handle, habits), now, until));
        } finally {
            refreshing.unlock();
        }
    }

    /** Whoever asks next gets what is in the database by then, not what was known some seconds ago. */
    public void outdated(TenantId tenant) {
        TenantHabits habits = find(tenant);
        if (habits != null) {
            habits.outdated();
        }
    }

    /** The tenant's settings were changed here: the next sign-in is scored by them. Other nodes see it when they refresh. */
    public void forget(TenantId tenant) {
        lock.lock();
        try {
            known.remove(tenant);
        } finally {
            lock.unlock();
        }
    }

    /** Begun anew where the tenant has other settings by now. Whoever works with what was known before ends with it. */
    private TenantHabits renewed(Handle handle, TenantHabits habits) {
        long version = handle.createQuery("select version from tenant_model where tenant_id = :tenant")
                .bind("tenant", habits.tenant().value())
                .mapTo(Long.class)
                .findOne()
                .orElse(habits.settings());
        if (version == habits.settings()) {
            return habits;
        }
        TenantHabits renewed = read(handle, habits.tenant());
        lock.lock();
        try {
            known.put(habits.tenant(), renewed);
        } finally {
            lock.unlock();
        }
        return renewed;
    }

    private @Nullable TenantHabits find(TenantId tenant) {
        lock.lock();
        try {
            return known.get(tenant);
        } finally {
            lock.unlock();
        }
    }

    private TenantHabits keep(TenantHabits habits) {
        lock.lock();
        try {
            TenantHabits before = known.putIfAbsent(habits.tenant(), habits);
            return before == null ? habits : before;
        } finally {
            lock.unlock();
        }
    }

    /** The model with these shares, made once: tables of decay are dear. */
    public Model model(double targeted) {
        return models.computeIfAbsent(
                targeted,
                share -> new Model(
                        share == Tuning.SHIPPED.attackers().targeted()
                                ? Tuning.SHIPPED
                                : Tuning.SHIPPED.withTargeted(share)));
    }

    private TenantHabits read(Handle handle, TenantId tenant) {
        byte[] fresh = new byte[ValueKey.BYTES];
        random.nextBytes(fresh);
        handle.createUpdate("""
                        insert into tenant_model (tenant_id, value_key) values (:tenant, :key) on conflict do nothing""")
                .bind("tenant", tenant.value())
                .bind("key", fresh)
                .execute();
        return handle.createQuery("""
                        select value_key, coalesce(targeted, :targeted) as targeted, coalesce(low, :low) as low,
                            coalesce(medium, :medium) as medium, coalesce(high, :high) as high, version
                        from tenant_model where tenant_id = :tenant""")
                .bind("tenant", tenant.value())
                .bind("targeted", Tuning.SHIPPED.attackers().targeted())
                .bind("low", Budgets.SHIPPED.low())
                .bind("medium", Budgets.SHIPPED.medium())
                .bind("high", Budgets.SHIPPED.high())
                .map((row, context) -> new TenantHabits(
                        tenant,
                        ValueKey.of(row.getBytes("value_key")),
                        model(row.getDouble("targeted")),
                        new Budgets(row.getDouble("low"), row.getDouble("medium"), row.getDouble("high")),
                        row.getLong("version")))
                .one();
    }

    private TenantHabits refresh(Handle handle, TenantHabits habits, Instant now, Instant until) {
        if (!habits.fresh(until)) {
            long state = handle.createQuery("""
                            select coalesce(max((extract(epoch from changed_at) * 1000000)::bigint), 0)
                            from tenant_count where tenant_id = :tenant""")
                    .bind("tenant", habits.tenant().value())
                    .mapTo(Long.class)
                    .one();
            habits.refresh(
                    state == 0 ? List.of() : changed(handle, habits),
                    novelty(handle, habits),
                    state,
                    now.plus(settings.fresh()));
            habits.attacked(Attacks.read(handle, habits.tenant()));
        }
        if (!habits.drawn(until)) {
            int today = (int) Math.floorDiv(now.getEpochSecond(), DAY_SECONDS);
            habits.draw(scores(handle, habits.tenant(), habits.model(), today), today, now.plus(settings.thresholds()));
        }
        return habits;
    }

    private static List<Row> changed(Handle handle, TenantHabits habits) {
        return handle.createQuery("""
                        select level, parent, value, weight, day from tenant_count
                        where tenant_id = :tenant and changed_at >= to_timestamp(:since / 1000000.0)
                        order by level, weight desc, value""")
                .bind("tenant", habits.tenant().value())
                .bind("since", Math.max(0, habits.populationVersion() - OVERLAP_MICROS))
                .map((row, context) -> new Row(
                        LEVELS.get(row.getInt("level")),
                        row.getLong("parent"),
                        row.getLong("value"),
                        row.getDouble("weight"),
                        row.getInt("day")))
                .list();
    }

    private static List<Novelty.Cell> novelty(Handle handle, TenantHabits habits) {
        return handle.createQuery("""
                        select level, gap, history, fresh, occasions from tenant_novelty where tenant_id = :tenant""")
                .bind("tenant", habits.tenant().value())
                .map((row, context) -> new Novelty.Cell(
                        LEVELS.get(row.getInt("level")),
                        row.getInt("gap"),
                        row.getInt("history"),
                        row.getDouble("fresh"),
                        row.getDouble("occasions")))
                .list();
    }

    /** How the tenant's accepted sign-ins have scored under a model, of the days that count. */
    public static DailyScores scores(Handle handle, TenantId tenant, Model model, int today) {
        var scores = new DailyScores(model.tuning());
        handle.createQuery("""
                        select day, bin, sign_ins from tenant_score
                        where tenant_id = :tenant and model = :model and day > :oldest and day <= :today""")
                .bind("tenant", tenant.value())
                .bind("model", model.version())
                .bind("oldest", today - DailyScores.DAYS)
                .bind("today", today)
                .map((row, context) -> {
                    scores.add(row.getInt("day"), row.getInt("bin"), row.getLong("sign_ins"));
                    return scores;
                })
                .list();
        return scores;
    }
}
