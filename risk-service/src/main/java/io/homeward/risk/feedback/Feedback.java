package io.homeward.risk.feedback;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.administrator.Act;
import io.homeward.accessrules.administrator.Actor;
import io.homeward.accessrules.administrator.HomeAdministrator;
import io.homeward.accessrules.administrator.Permission;
import io.homeward.accessrules.administrator.Target;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.Rights;
import io.homeward.risk.directory.Known;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.directory.KnownRelationships;
import io.homeward.risk.event.Feeds;
import io.homeward.risk.habit.Habits;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.habit.Unlearning;
import io.homeward.risk.profile.Profiles;
import io.homeward.risk.score.Score;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Closable;
import io.homeward.risk.standing.Evidence;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.NotForThisCaller;
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
    private final KnownPeople people;
    private final KnownRelationships relationships;
    private final Feeds feeds;
    private final Standings standings;
    private final Profiles profiles;
    private final Habits habits;
    private final Unlearning unlearning;
    private final InstantSource clock;

    Feedback(
            TenantDatabase database,
            KnownPeople people,
            KnownRelationships relationships,
            Feeds feeds,
            Standings standings,
            Profiles profiles,
            Habits habits,
            Unlearning unlearning,
            InstantSource clock) {
        this.database = database;
        this.people = people;
        this.relationships = relationships;
        this.feeds = feeds;
        this.standings = standings;
        this.profiles = profiles;
        this.habits = habits;
        this.unlearning = unlearning;
        this.clock = clock;
    }

    /**
     * @param act one about risk
     * @throws Refusal where the caller may not do it to one of them
     */
    void say(Caller caller, Act act, Collection<PersonId> persons) {
        Actor actor = actor(caller);
        TenantId tenant = actor.actingIn();
        Instant now = clock.instant();
        TenantHabits known = habits.of(tenant);
        database.in(tenant, handle -> {
            for (PersonId person : persons) {
                require(act, actor, handle, tenant, person, now);
            }
            persons.stream()
                    .distinct()
                    .sorted(Comparator.comparing(PersonId::value))
                    .forEach(person -> carryOut(handle, known, act, person, now, by(caller, act)));
            return tenant;
        });
    }

    private static Actor actor(Caller caller) {
        return switch (caller) {
            case Caller.Person person ->
                new Actor.Person(person.id(), person.home(), person.tenant(), Rights.roles(person), person.mfaAt());
            case Caller.Application application ->
                new Actor.Application(
                        application.tenant(),
                        application.permissions().contains(PERMISSION) ? WITH_PERMISSION : Set.of());
            case Caller.Service service -> throw new NotForThisCaller("Services give no feedback");
            case Caller.Anonymous anonymous -> throw new NotForThisCaller("Nobody is signed in");
        };
    }

    private void require(Act act, Actor actor, Handle handle, TenantId tenant, PersonId person, Instant now) {
        Optional<Known> known = people.find(handle, tenant, person);
        if (known.isEmpty()) {
            // Another tenant's person, a group, or nobody at all: the answer tells none from the other (D10).
            throw new Refusal(Fault.PERSON_NOT_AT_HOME_HERE);
        }
        // While it is not known who has access elsewhere, anybody may.
        boolean elsewhere = !feeds.everComplete(KnownRelationships.FEED)
                || relationships.delegateElsewhere(handle, tenant, known.get().groups(), now);
        Target target = new Target(person, tenant, known.get().roles(), elsewhere);
        switch (HomeAdministrator.may(act, actor, target, now)) {
            case Permission.Permitted permitted -> {}
            case Permission.Denied denied -> throw new Refusal(Fault.NOT_ALLOWED, told(denied));
        }
    }

    private static String told(Permission.Denied denied) {
        String why =
                switch (denied.reason()) {
                    case FOREIGN -> "";
                    case HIMSELF -> " Nobody decides about his own risk.";
                    case NOT_A_MEMBER ->
                        " This person has access to other tenants, so only a member of the home tenant may.";
                    case APP_ONLY -> " This person has access to other tenants, so an application may not.";
                    case ROLE ->
                        " It needs the role Security Operator, Security Administrator or Global Administrator.";
                    case RANK -> " This person ranks as high as the caller, or higher.";
                    case MFA -> " It needs a session in which a second factor was passed within the last hour.";
                };
        return Fault.NOT_ALLOWED.title() + why;
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
                standings.raise(
                        handle, tenant, person, RiskEvent.USER_CONFIRMED_COMPROMISED, compromised(now, by), now, by);
            }
            case RESET_PASSWORD -> throw new IllegalArgumentException("A password is not reset here");
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
                    case RESET_PASSWORD -> "password reset by an administrator";
                };
        return By.actor(Rights.id(caller), why);
    }
}
