package io.homeward.risk.quarantine;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.habit.Habits;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.upkeep.Tenants;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Ends quarantines whose time is over. Any node may; those that look at once share the work. */
@Singleton
public class QuarantineAge {
    private final TenantDatabase database;
    private final Tenants tenants;
    private final Habits habits;
    private final Quarantine quarantine;
    private final InstantSource clock;

    /** How many sign-ins were learned from, and how many were not. */
    record Ended(int learned, int dropped) {}

    QuarantineAge(TenantDatabase database, Tenants tenants, Habits habits, Quarantine quarantine, InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.habits = habits;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    @Scheduled(
            identity = "quarantine-age",
            every = "{homeward.habits.look-at-quarantine-every}",
            delayed = "45s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        Ended ended = lookAt(clock.instant());
        if (ended.learned() + ended.dropped() > 0) {
            Log.infof(
                    "Quarantine is over: %d sign-ins were learned from, %d were not", ended.learned(), ended.dropped());
        }
    }

    Ended lookAt(Instant now) {
        int[] sums = new int[2];
        tenants.eachWithLessonsDue(now, tenant -> {
            TenantHabits known = habits.of(tenant);
            boolean more = true;
            while (more) {
                more = switch (decide(tenant, known, now)) {
                    case NOTHING_DUE -> false;
                    case LEARNED -> ++sums[0] > 0;
                    case DROPPED -> ++sums[1] > 0;
                };
            }
        });
        return new Ended(sums[0], sums[1]);
    }

    private Quarantine.Decided decide(TenantId tenant, TenantHabits known, Instant now) {
        try {
            return database.in(tenant, handle -> quarantine.decide(handle, known, now));
        } catch (RuntimeException e) {
            Log.errorf(e, "A sign-in of tenant %s cannot be taken out of quarantine; it is tried again later", tenant);
            database.in(tenant, handle -> {
                quarantine.postpone(handle, tenant, now);
                return tenant;
            });
            return Quarantine.Decided.NOTHING_DUE;
        }
    }
}
