package io.homeward.risk.intake;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.signin.SignIns;
import io.homeward.risk.standing.Detections;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;

/** Takes in sign-ins of whichever tenants in one commit, which sees exactly these tenants, and answers each. */
@Singleton
class ScoreTogether implements Batches.Work<ScoreTogether.Asked, ScoredSignIn> {
    private final TenantDatabase database;
    private final TakeIn takeIn;
    private final Detections detections;
    private final Standings standings;
    private final InstantSource clock;

    /** A sign-in whose sender waits for its score. */
    record Asked(TenantHabits habits, SignIn signIn, Manner manner) {
        TenantId tenant() {
            return habits.tenant();
        }

        /** Sign-ins of one person are taken in by one writer, one after the other. */
        Object account() {
            return List.of(
                    tenant(), signIn.userName().isEmpty() ? signIn.person().toString() : signIn.userName());
        }
    }

    ScoreTogether(
            TenantDatabase database, TakeIn takeIn, Detections detections, Standings standings, InstantSource clock) {
        this.database = database;
        this.takeIn = takeIn;
        this.detections = detections;
        this.standings = standings;
        this.clock = clock;
    }

    @Override
    public List<ScoredSignIn> together(List<Asked> all) {
        Instant now = clock.instant();
        // What comes in different manners is judged differently, so that each is a commit of its own; all of it is one
        // most of the time.
        var answers = new LinkedHashMap<Asked, ScoredSignIn>();
        all.stream()
                .collect(Collectors.groupingBy(Asked::manner, LinkedHashMap::new, Collectors.toList()))
                .forEach((manner, some) -> answers.putAll(commit(manner, some, now)));
        return all.stream().map(answers::get).toList();
    }

    @Override
    public boolean meetsAll(RuntimeException thrown) {
        return thrown instanceof ConnectionException;
    }

    private Map<Asked, ScoredSignIn> commit(Manner manner, List<Asked> some, Instant now) {
        Set<TenantId> tenants = some.stream().map(Asked::tenant).collect(Collectors.toSet());
        return Attempts.of(() -> database.inEach(tenants, handle -> {
            Map<TenantId, Taken> taken = takeIn.take(handle, parts(some), manner, now);
            var answers = new LinkedHashMap<Asked, ScoredSignIn>();
            some.forEach(asked ->
                    answers.put(asked, answer(handle, asked, taken.getOrDefault(asked.tenant(), Taken.NOTHING))));
            return answers;
        }));
    }

    private static List<Part> parts(Collection<Asked> some) {
        var byTenant = new LinkedHashMap<TenantId, List<Asked>>();
        some.forEach(asked -> byTenant.computeIfAbsent(asked.tenant(), tenant -> new ArrayList<>())
                .add(asked));
        return byTenant.values().stream()
                .map(each -> new Part(
                        each.getFirst().habits(),
                        each.stream().map(Asked::signIn).toList()))
                .toList();
    }

    private ScoredSignIn answer(Handle handle, Asked asked, Taken taken) {
        Kept kept = Stream.concat(taken.known().stream(), taken.fresh().stream())
                .filter(each -> SignIns.Key.of(each.signIn()).equals(SignIns.Key.of(asked.signIn())))
                .findFirst()
                .orElseThrow();
        Optional<PersonId> person = kept.signIn().person();
        if (person.isEmpty()) {
            return ScoredSignIn.of(kept, List.of(), UserRisk.CLEAR);
        }
        boolean fresh = !taken.known().contains(kept);
        TenantId tenant = asked.tenant();
        // Without a reason there is no detection; what was there before may have been found guilty since.
        List<Detections.Summary> found = fresh && kept.reasons().isEmpty()
                ? List.of()
                : detections.ofSignIn(
                        handle, tenant, person.get(), kept.signIn().id());
        UserRisk risk = fresh
                ? taken.risks().getOrDefault(person.get(), UserRisk.CLEAR)
                : standings.of(handle, tenant, person.get());
        return ScoredSignIn.of(kept, found, risk);
    }
}
