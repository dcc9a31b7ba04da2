package io.homeward.risk.habit;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.familiarity.Decay;
import io.homeward.risk.familiarity.InMemoryPopulation;
import io.homeward.risk.familiarity.InMemoryPopulation.Row;
import io.homeward.risk.familiarity.Lesson;
import io.homeward.risk.familiarity.Level;
import io.homeward.risk.familiarity.Novelty;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.budget.DailyScores;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * What tenants' counts gain by sign-ins that were committed: collected, added up and written once a second, so that nobody waits for the row of his
 * country. Additions of all nodes add up in any order.
 */
@Singleton
public class Learnt {
    /** More waits only while the database is away; statistics are then lost sooner than memory. */
    private static final int MOST = 200_000;

    private static final long DAY_SECONDS = 86_400;

    /** One sign-in's part. */
    private sealed interface Gain {
        TenantId tenant();

        /** @param sign 1, or -1 where it is taken back */
        record Learned(TenantId tenant, Lesson lesson, int sign) implements Gain {}

        record Scored(TenantId tenant, Bin bin) implements Gain {}
    }

    private record Bin(String model, int day, int bin) {}

    private record Value(Level level, long value) {}

    private record Occasion(Level level, int gap, int history) {}

    private final TenantDatabase database;
    private final LinkedBlockingQueue<Gain> waiting = new LinkedBlockingQueue<>(MOST);
    private final ReentrantLock writing = new ReentrantLock();
    private final Decay decay = new Decay(Tuning.SHIPPED.hazards().tenantHalfLife());

    Learnt(TenantDatabase database) {
        this.database = database;
    }

    /** A lesson of a sign-in whose transaction has committed. */
    public void add(TenantId tenant, Lesson lesson) {
        offer(new Gain.Learned(tenant, lesson, 1));
    }

    /** One that was taken back. */
    public void takeBack(TenantId tenant, Lesson lesson) {
        offer(new Gain.Learned(tenant, lesson, -1));
    }

    /** The score of a sign-in that was accepted: thresholds are drawn from those that statistics could judge. */
    public void accepted(TenantHabits habits, Instant at, Scores.Stored stored) {
        if (stored.model().equals(habits.model().version()) && stored.grounds().sufficient()) {
            int day = (int) Math.floorDiv(at.getEpochSecond(), DAY_SECONDS);
            int bin = DailyScores.bin(stored.score(), habits.model().tuning());
            offer(new Gain.Scored(habits.tenant(), new Bin(stored.model(), day, bin)));
        }
    }

    private void offer(Gain gain) {
        if (!waiting.offer(gain)) {
            Log.debug("Too much to learn at once: a tenant's counts miss a sign-in");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        write();
    }

    /** Writes what has come together; when it returns, whatever was learned before the call is in the database. */
    @Scheduled(identity = "learnt", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void write() {
        writing.lock();
        try {
            writeAll();
        } finally {
            writing.unlock();
        }
    }

    private void writeAll() {
        var gains = new ArrayList<Gain>();
        waiting.drainTo(gains);
        var byTenant = new HashMap<TenantId, List<Gain>>();
        gains.forEach(gain -> byTenant.computeIfAbsent(gain.tenant(), each -> new ArrayList<>())
                .add(gain));
        byTenant.forEach((tenant, some) -> {
            try {
                database.in(tenant, handle -> {
                    write(handle, tenant, some);
                    return tenant;
                });
            } catch (RuntimeException e) {
                Log.warnf(e, "What %d sign-ins of tenant %s would have taught its counts is lost", some.size(), tenant);
            }
        });
    }

    private void write(Handle handle, TenantId tenant, List<Gain> gains) {
        var rows = new HashMap<Value, Row>();
        var cells = new HashMap<Occasion, Novelty.Cell>();
        var bins = new HashMap<Bin, Long>();
        for (Gain gain : gains) {
            switch (gain) {
                case Gain.Learned learned -> {
                    InMemoryPopulation.rows(learned.lesson(), learned.sign())
                            .forEach(row -> rows.merge(new Value(row.level(), row.value()), row, this::sum));
                    List<Novelty.Cell> novelty = learned.sign() > 0
                            ? learned.lesson().novelty()
                            : learned.lesson().noveltyTakenBack();
                    novelty.forEach(cell ->
                            cells.merge(new Occasion(cell.level(), cell.gap(), cell.history()), cell, Learnt::sum));
                }
                case Gain.Scored scored -> bins.merge(scored.bin(), 1L, Long::sum);
            }
        }
        // Everybody locks in this order.
        counts(handle, tenant, rows.values());
        novelty(handle, tenant, cells.values());
        scores(handle, tenant, bins);
    }

    private Row sum(Row one, Row other) {
        Row early = one.day() <= other.day() ? one : other;
        Row late = one.day() <= other.day() ? other : one;
        return new Row(
                late.level(),
                late.parent(),
                late.value(),
                late.weight() + early.weight() * decay.after(late.day() - early.day()),
                late.day());
    }

    private static Novelty.Cell sum(Novelty.Cell one, Novelty.Cell other) {
        return new Novelty.Cell(
                one.level(),
                one.gap(),
                one.history(),
                one.fresh() + other.fresh(),
                one.occasions() + other.occasions());
    }

    private static void counts(Handle handle, TenantId tenant, Collection<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Row> sorted = rows.stream()
                .sorted(Comparator.comparing(Row::level).thenComparing(Row::value))
                .toList();
        handle.createUpdate("""
                        insert into tenant_count (tenant_id, level, value, parent, weight, day)
                        select :tenant, n.level, n.value, n.parent, n.weight, n.day
                        from unnest(:levels, :values, :parents, :weights, :days) as n(level, value, parent, weight, day)
                        order by n.level, n.value
                        on conflict (tenant_id, level, value) do update set
                            weight = greatest(0,
                                tenant_count.weight * power(0.5, greatest(0, excluded.day - tenant_count.day) / :halfLife)
                                + excluded.weight * power(0.5, greatest(0, tenant_count.day - excluded.day) / :halfLife)),
                            day = greatest(tenant_count.day, excluded.day), changed_at = clock_timestamp()""")
                .bind("tenant", tenant.value())
                .bind("halfLife", Tuning.SHIPPED.hazards().tenantHalfLife())
                .bind("levels", array(sorted, row -> row.level().place()))
                .bind("values", sorted.stream().map(Row::value).toArray(Long[]::new))
                .bind("parents", sorted.stream().map(Row::parent).toArray(Long[]::new))
                .bind("weights", sorted.stream().map(Row::weight).toArray(Double[]::new))
                .bind("days", array(sorted, Row::day))
                .execute();
    }

    private static void novelty(Handle handle, TenantId tenant, Collection<Novelty.Cell> cells) {
        if (cells.isEmpty()) {
            return;
        }
        List<Novelty.Cell> all = List.copyOf(cells);
        handle.createUpdate("""
                        insert into tenant_novelty as t (tenant_id, level, gap, history, fresh, occasions)
                        select :tenant, n.level, n.gap, n.history, n.fresh, n.occasions
                        from unnest(:levels, :gaps, :histories, :fresh, :occasions) as n(level, gap, history, fresh, occasions)
                        order by n.level, n.gap, n.history
                        on conflict (tenant_id, level, gap, history) do update set
                            fresh = greatest(0, t.fresh + excluded.fresh), occasions = greatest(0, t.occasions + excluded.occasions)""")
                .bind("tenant", tenant.value())
                .bind("levels", array(all, cell -> cell.level().place()))
                .bind("gaps", array(all, Novelty.Cell::gap))
                .bind("histories", array(all, Novelty.Cell::history))
                .bind("fresh", all.stream().map(Novelty.Cell::fresh).toArray(Double[]::new))
                .bind("occasions", all.stream().map(Novelty.Cell::occasions).toArray(Double[]::new))
                .execute();
    }

    private static void scores(Handle handle, TenantId tenant, Map<Bin, Long> bins) {
        if (bins.isEmpty()) {
            return;
        }
        List<Map.Entry<Bin, Long>> all = List.copyOf(bins.entrySet());
        handle.createUpdate("""
                        insert into tenant_score as t (tenant_id, model, day, bin, sign_ins)
                        select :tenant, n.model, n.day, n.bin, n.sign_ins
                        from unnest(:models, :days, :bins, :signIns) as n(model, day, bin, sign_ins)
                        order by n.model, n.day, n.bin
                        on conflict (tenant_id, model, day, bin) do update set sign_ins = t.sign_ins + excluded.sign_ins""")
                .bind("tenant", tenant.value())
                .bind("models", all.stream().map(each -> each.getKey().model()).toArray(String[]::new))
                .bind("days", array(all, each -> each.getKey().day()))
                .bind("bins", array(all, each -> each.getKey().bin()))
                .bind("signIns", all.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                .execute();
    }

    private static <T> Integer[] array(List<T> all, Function<T, Integer> of) {
        return all.stream().map(of).toArray(Integer[]::new);
    }
}
