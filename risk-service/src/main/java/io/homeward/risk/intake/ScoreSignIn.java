package io.homeward.risk.intake;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.habit.Habits;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.signin.GraphSignIns;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.Months;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.signin.SignIns;
import io.homeward.risk.standing.Detections;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Scores one sign-in while its sender waits. */
@Singleton
public class ScoreSignIn {
    private final TenantDatabase database;
    private final Months months;
    private final Habits habits;
    private final TakeIn takeIn;
    private final SignIns signIns;
    private final Detections detections;
    private final Standings standings;
    private final InstantSource clock;

    ScoreSignIn(
            TenantDatabase database,
            Months months,
            Habits habits,
            TakeIn takeIn,
            SignIns signIns,
            Detections detections,
            Standings standings,
            InstantSource clock) {
        this.database = database;
        this.months = months;
        this.habits = habits;
        this.takeIn = takeIn;
        this.signIns = signIns;
        this.detections = detections;
        this.standings = standings;
        this.clock = clock;
    }

    /**
     * Takes the sign-in in and answers with its score; a second time it only answers.
     *
     * @param body a Graph {@code signIn}
     * @throws Refusal where it cannot be read or kept
     */
    ScoredSignIn score(TenantId tenant, byte[] body, Manner manner) {
        SignIn signIn = read(body);
        Instant now = clock.instant();
        if (!Months.keeps(signIn.at(), now)) {
            throw new Refusal(Fault.BAD_SIGN_IN, "createdDateTime is too long ago, or lies in the future");
        }
        months.prepare(List.of(signIn.at()));
        TenantHabits known = habits.of(tenant);
        return database.in(tenant, handle -> {
            Optional<Kept> kept = signIns.lock(handle, tenant, signIn.id());
            if (kept.isEmpty()) {
                takeIn.take(handle, known, List.of(signIn), manner, now);
                kept = signIns.lock(handle, tenant, signIn.id());
            }
            return answer(handle, tenant, kept.orElseThrow());
        });
    }

    private static SignIn read(byte[] body) {
        return switch (GraphSignIns.one(body)) {
            case Reading.Good good -> good.signIn();
            case Reading.Bad bad ->
                throw new Refusal(Fault.BAD_SIGN_IN, "%s (line %d)".formatted(bad.reason(), bad.line()));
        };
    }

    private ScoredSignIn answer(Handle handle, TenantId tenant, Kept kept) {
        return kept.signIn()
                .person()
                .map(person -> ScoredSignIn.of(
                        kept,
                        detections.ofSignIn(
                                handle, tenant, person, kept.signIn().id()),
                        standings.of(handle, tenant, person)))
                .orElseGet(() -> ScoredSignIn.of(kept, List.of(), UserRisk.CLEAR));
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
