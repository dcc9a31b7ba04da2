package io.homeward.risk.feedback;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.administrator.Act;
import io.homeward.accessrules.administrator.Actor;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.Refusal;
import io.homeward.risk.Rights;
import io.homeward.risk.habit.Habits;
import io.homeward.risk.habit.Teaching;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.habit.Unlearning;
import io.homeward.risk.profile.Profiles;
import io.homeward.risk.score.Score;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Closable;
import io.homeward.risk.standing.Evidence;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Carries out what a home administrator says about people's risk: for all that are named, or for none. */
@Singleton
public class Feedback {
    private static final String PERMISSION = "IdentityRiskyUser.ReadWrite.All";
    private static final Set<Act> WITH_PERMISSION = Set.of(Act.DISMISS, Act.CONFIRM_COMPROMISED, Act.CONFIRM_SAFE);

    private final TenantDatabase database;
    private final Administrators administrators;
    private final Standings standings;
    private final Profiles profiles;
    private final Habits habits;
    private final Unlearning unlearning;
    private final Teaching teaching;
    private final InstantSource clock;

    Feedback(
            TenantDatabase database,
            Administrators administrators,
            Standings standings,
            Profiles profiles,
            Habits habits,
            Unlearning unlearning,
            Teaching teaching,
            InstantSource clock) {
        this.database = database;
        this.administrators = administrators;
        this.standings = standings;
        this.profiles = profiles;
        this.habits = habits;
        this.unlearning = unlearning;
        this.teaching = teaching;
        this.clock = clock;
    }

    /**
     * @param act one about risk
     * @throws Refusal where the caller may not do it to one of them
     */
    void say(Caller caller, Act act, Collection<PersonId> persons) {
        Actor actor = Administrators.actor(caller, PERMISSION, WITH_PERMISSION);
        TenantId tenant = actor.actingIn();
        Instant now = clock.instant();
        TenantHabits known = habits.of(tenant);
        database.in(tenant, handle -> {
            for (PersonId person : persons) {
                administrators.require(handle, act, actor, person, now);
            }
            persons.stream()
                    .distinct()
                    .sorted(Comparator.comparing(PersonId::value))
                    .forEach(person -> carryOut(handle, known, act, person, now, by(caller, act)));
            return tenant;
        });
    }

    private void carryOut(Handle handle, TenantHabits known, Act act, PersonId person, Instant now, By by) {
        TenantId tenant = known.tenant();
        switch (act) {
            case DISMISS ->
                standings.close(
                        handle, tenant, person, RiskEvent.USER_DISMISSED, new Closable.Everything(), now, now, by);
            case CONFIRM_SAFE -> {
                // Before the standing: whoever takes sign-ins in locks in this order.
                profiles.forget(handle, tenant, person);
                standings.close(
                        handle, tenant, person, RiskEvent.USER_CONFIRMED_SAFE, new Closable.Everything(), now, now, by);
            }
            case CONFIRM_COMPROMISED -> {
                unlearning.compromised(handle, known, person);
                teaching.vouchNoMore(handle, tenant, person);
                standings.raise(
                        handle, tenant, person, RiskEvent.USER_CONFIRMED_COMPROMISED, compromised(now, by), now, by);
            }
            case RESET_PASSWORD, SIMULATE_RISK -> throw new IllegalArgumentException(act + " is no feedback");
        }
    }

    private static Evidence compromised(Instant now, By by) {
        return new Evidence(
                DetectionType.ADMIN_CONFIRMED_USER_COMPROMISED,
                UUID.randomUUID().toString(),
                RiskLevel.HIGH,
                Evidence.Timing.OFFLINE,
                Optional.empty(),
                now,
                Map.of("by", by.actor().orElse("")),
                "An administrator confirmed that the account is compromised",
                Score.ENGINE,
                true);
    }

    private static By by(Caller caller, Act act) {
        String why =
                switch (act) {
                    case DISMISS -> "dismissed by an administrator";
                    case CONFIRM_SAFE -> "confirmed safe by an administrator";
                    case CONFIRM_COMPROMISED -> "confirmed compromised by an administrator";
                    case RESET_PASSWORD, SIMULATE_RISK -> throw new IllegalArgumentException(act + " is no feedback");
                };
        return By.actor(Rights.id(caller), why);
    }
}
