package io.homeward.risk.intake;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.habit.Habits;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.signin.GraphSignIns;
import io.homeward.risk.signin.Months;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.SignIn;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Scores one sign-in while its sender waits. Those that wait at the same time are taken in together, whosever they are. */
@Singleton
public class ScoreSignIn {
    private final TenantDatabase database;
    private final Months months;
    private final Habits habits;
    private final TakeIn takeIn;
    private final ScoreTogether together;
    private final IntakeSettings settings;
    private final InstantSource clock;
    private @Nullable Batches<ScoreTogether.Asked, ScoredSignIn> batches;

    ScoreSignIn(
            TenantDatabase database,
            Months months,
            Habits habits,
            TakeIn takeIn,
            ScoreTogether together,
            IntakeSettings settings,
            InstantSource clock) {
        this.database = database;
        this.months = months;
        this.habits = habits;
        this.takeIn = takeIn;
        this.together = together;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        int writers = settings.writers();
        batches = new Batches<>(
                "sign-ins", writers, settings.together(), Math.ceilDiv(settings.waiting(), writers), together);
    }

    void stop(@Observes ShutdownEvent event) {
        batches().close();
    }

    /**
     * Takes the sign-in in and answers with its score; a second time it only answers.
     *
     * @param body a Graph {@code signIn}
     * @throws Refusal where it cannot be read or kept, or where too many wait already
     */
    ScoredSignIn score(TenantId tenant, byte[] body, Manner manner) {
        SignIn signIn = read(body);
        if (!Months.keeps(signIn.at(), clock.instant())) {
            throw new Refusal(Fault.BAD_SIGN_IN, "createdDateTime is too long ago, or lies in the future");
        }
        months.prepare(List.of(signIn.at()));
        var asked = new ScoreTogether.Asked(habits.of(tenant), signIn, manner);
        return batches().submit(asked, asked.account());
    }

    private Batches<ScoreTogether.Asked, ScoredSignIn> batches() {
        return Objects.requireNonNull(batches, "The service has not started yet");
    }

    private static SignIn read(byte[] body) {
        return switch (GraphSignIns.one(body)) {
            case Reading.Good good -> good.signIn();
            case Reading.Bad bad ->
                throw new Refusal(Fault.BAD_SIGN_IN, "%s (line %d)".formatted(bad.reason(), bad.line()));
        };
    }

    /** @throws Refusal where there is no such sign-in */
    void ended(TenantId tenant, String id, Ending ending) {
        TenantHabits known = habits.of(tenant);
        Instant now = clock.instant();
        boolean found = database.in(tenant, handle -> takeIn.ended(handle, known, id, ending, now));
        if (!found) {
            throw new Refusal(Fault.NO_SUCH_SIGN_IN);
        }
    }
}
