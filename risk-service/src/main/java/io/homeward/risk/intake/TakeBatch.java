package io.homeward.risk.intake;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.habit.Habits;
import io.homeward.risk.habit.Learnt;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.signin.Months;
import io.homeward.risk.signin.SignIn;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Takes in sign-ins nobody waits for, a batch a transaction: what files and streams have in common. */
@Singleton
public class TakeBatch {
    private final TenantDatabase database;
    private final Months months;
    private final Habits habits;
    private final Learnt learnt;
    private final TakeIn takeIn;
    private final InstantSource clock;

    TakeBatch(
            TenantDatabase database, Months months, Habits habits, Learnt learnt, TakeIn takeIn, InstantSource clock) {
        this.database = database;
        this.months = months;
        this.habits = habits;
        this.learnt = learnt;
        this.takeIn = takeIn;
        this.clock = clock;
    }

    /**
     * All of the batch or nothing of it; committed when this returns. What is there already changes nothing.
     *
     * @param batch sign-ins whose times {@link Months#keeps}, in any order
     */
    public Taken take(TenantId tenant, List<SignIn> batch, Bearing bearing) {
        return batch.isEmpty() ? Taken.NOTHING : take(tenant, batch, bearing, (handle, taken) -> {});
    }

    /**
     * A batch is judged by everything that batches before have taught. A file is months in seconds: by counts of some seconds ago the same file
     * would be judged otherwise each time, depending on how fast it came.
     */
    private void catchUp(TenantId tenant) {
        learnt.write();
        habits.outdated(tenant);
    }

    /** What else belongs into the transaction of a batch. */
    public interface Within {
        void write(Handle handle, Taken taken);
    }

    /** The same; the batch may be empty, what belongs to it is written all the same. */
    public Taken take(TenantId tenant, List<SignIn> batch, Bearing bearing, Within within) {
        if (!batch.isEmpty()) {
            catchUp(tenant);
        }
        months.prepare(batch.stream().map(SignIn::at).toList());
        Instant now = clock.instant();
        TenantHabits known = habits.of(tenant);
        return Attempts.of(() -> database.in(tenant, handle -> {
            Taken taken = batch.isEmpty()
                    ? Taken.NOTHING
                    : takeIn.take(handle, known, List.copyOf(batch), Manner.together(bearing), now);
            within.write(handle, taken);
            return taken;
        }));
    }
}
