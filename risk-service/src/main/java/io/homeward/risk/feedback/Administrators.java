package io.homeward.risk.feedback;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.administrator.Act;
import io.homeward.accessrules.administrator.Actor;
import io.homeward.accessrules.administrator.HomeAdministrator;
import io.homeward.accessrules.administrator.Permission;
import io.homeward.accessrules.administrator.Target;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.Rights;
import io.homeward.risk.directory.Known;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.directory.KnownRelationships;
import io.homeward.risk.event.Feeds;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.NotForThisCaller;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Asks the law ({@link HomeAdministrator}) whether a caller may act on somebody's risk, with what is known here about both. */
@Singleton
public class Administrators {
    private final KnownPeople people;
    private final KnownRelationships relationships;
    private final Feeds feeds;

    Administrators(KnownPeople people, KnownRelationships relationships, Feeds feeds) {
        this.people = people;
        this.relationships = relationships;
        this.feeds = feeds;
    }

    /**
     * @param permission with which an application may do any of {@code permitted}
     * @throws NotForThisCaller for a service or nobody
     */
    public static Actor actor(Caller caller, String permission, Set<Act> permitted) {
        return actor(caller, Set.of(permission), permitted);
    }

    /**
     * @param permissions all of which an application needs to do any of {@code permitted}
     * @throws NotForThisCaller for a service or nobody
     */
    static Actor actor(Caller caller, Set<String> permissions, Set<Act> permitted) {
        return switch (caller) {
            case Caller.Person person ->
                new Actor.Person(person.id(), person.home(), person.tenant(), Rights.roles(person), person.mfaAt());
            case Caller.Application application ->
                new Actor.Application(
                        application.tenant(),
                        application.permissions().containsAll(permissions) ? permitted : Set.of());
            case Caller.Service service -> throw new NotForThisCaller("Services do nothing to people's risk");
            case Caller.Anonymous anonymous -> throw new NotForThisCaller("Nobody is signed in");
        };
    }

    /**
     * Whoever could do it to nobody is told so before anything is looked up for him.
     *
     * @throws Refusal where no person makes a difference
     */
    static void requireAnyRight(Act act, Actor actor) {
        boolean has =
                switch (actor) {
                    case Actor.Person person -> !Collections.disjoint(DirectoryRole.known(person.roles()), act.roles());
                    case Actor.Application application ->
                        application.permitted().contains(act);
                };
        if (!has) {
            throw new Refusal(Fault.NOT_ALLOWED, told(act, new Permission.Denied(Permission.Reason.ROLE)));
        }
    }

    /** @throws Refusal where the caller may not do it to this person */
    public void require(Handle handle, Act act, Actor actor, PersonId person, Instant now) {
        TenantId tenant = actor.actingIn();
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
            case Permission.Denied denied -> throw new Refusal(Fault.NOT_ALLOWED, told(act, denied));
        }
    }

    private static String told(Act act, Permission.Denied denied) {
        String why =
                switch (denied.reason()) {
                    case FOREIGN -> "";
                    case HIMSELF -> " Nobody decides about his own risk.";
                    case NOT_A_MEMBER ->
                        " This person has access to other tenants, so only a member of the home tenant may.";
                    case APP_ONLY -> " This person has access to other tenants, so an application may not.";
                    case ROLE -> " It needs the role %s.".formatted(roles(act));
                    case RANK -> " This person ranks as high as the caller, or higher.";
                    case MFA -> " It needs a session in which a second factor was passed within the last hour.";
                };
        return Fault.NOT_ALLOWED.title() + why;
    }

    private static String roles(Act act) {
        return switch (act) {
            case DISMISS, CONFIRM_COMPROMISED, CONFIRM_SAFE ->
                "Security Operator, Security Administrator or Global Administrator";
            case SIMULATE_RISK -> "Security Administrator or Global Administrator";
            case RESET_PASSWORD -> throw new IllegalArgumentException("A password is not reset here");
        };
    }
}
