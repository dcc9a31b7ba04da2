package io.homeward.risk.habit;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.familiarity.Lesson;
import io.homeward.risk.familiarity.budget.DailyScores;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

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

        record Scored(TenantId tenant, Gains.Bin bin) implements Gain {}
    }

    private final TenantDatabase database;
    private final LinkedBlockingQueue<Gain> waiting = new LinkedBlockingQueue<>(MOST);
    private final ReentrantLock writing = new ReentrantLock();

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
            offer(new Gain.Scored(habits.tenant(), new Gains.Bin(stored.model(), day, bin)));
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
        var some = new ArrayList<Gain>();
        waiting.drainTo(some);
        if (some.isEmpty()) {
            return;
        }
        var gains = new HashMap<TenantId, Gains>();
        for (Gain gain : some) {
            Gains sums = gains.computeIfAbsent(gain.tenant(), tenant -> new Gains());
            switch (gain) {
                case Gain.Learned learned -> sums.learned(learned.lesson(), learned.sign());
                case Gain.Scored scored -> sums.scored(scored.bin());
            }
        }
        try {
            write(gains);
        } catch (RuntimeException e) {
            Log.debug("What tenants have learned cannot be written together", e);
            gains.forEach(this::writeAlone);
        }
    }

    /** One commit for all tenants: with one for each, twenty of them would keep the disk busy once a second, while sign-ins wait for it. */
    private void write(Map<TenantId, Gains> gains) {
        database.inEach(gains.keySet(), handle -> {
            TenantCounts.add(handle, gains);
            return gains;
        });
    }

    /** A tenant whose counts cannot be written keeps nobody else from learning. */
    private void writeAlone(TenantId tenant, Gains gains) {
        try {
            write(Map.of(tenant, gains));
        } catch (RuntimeException e) {
            Log.warnf(e, "What %d sign-ins of tenant %s would have taught its counts is lost", gains.signIns(), tenant);
        }
    }
}
