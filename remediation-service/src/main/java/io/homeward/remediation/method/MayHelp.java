package io.homeward.remediation.method;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.administrator.Act;
import io.homeward.accessrules.administrator.Actor;
import io.homeward.accessrules.administrator.HomeAdministrator;
import io.homeward.accessrules.administrator.Permission;
import io.homeward.accessrules.administrator.Target;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.graph.refusal.Rejection;
import io.homeward.remediation.directory.IdentityProviders;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.directory.Relationships;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may help whom: a home administrator somebody of his own tenant whom he outranks. Somebody who is not of the tenant entered, and whoever is
 * not there at all, cannot be told apart (D10).
 */
@Singleton
class MayHelp {
    private final TenantDatabase database;
    private final People people;
    private final IdentityProviders providers;
    private final Relationships relationships;
    private final InstantSource clock;

    MayHelp(
            TenantDatabase database,
            People people,
            IdentityProviders providers,
            Relationships relationships,
            InstantSource clock) {
        this.database = database;
        this.people = people;
        this.providers = providers;
        this.relationships = relationships;
        this.clock = clock;
    }

    /**
     * Somebody who may be helped.
     *
     * @param by who helps, for the record
     */
    record Permitted(TenantId tenant, Person person, String by) {}

    /** @throws GraphRefusal 403 where the caller may not */
    Permitted permitted(Caller caller, String idOrName) {
        Actor actor = actor(caller);
        return new Permitted(actor.actingIn(), permitted(actor, idOrName), name(caller));
    }

    /**
     * The same for what only somebody of this tenant's can be helped with.
     *
     * @throws GraphRefusal 400 for a guest, whose account is another tenant's (D11)
     */
    Permitted permittedHere(Caller caller, String idOrName) {
        Permitted permitted = permitted(caller, idOrName);
        if (!permitted.person().signsInHere()) {
            throw GraphRefusal.badRequest("A guest signs in at home.");
        }
        return permitted;
    }

    /**
     * The same for what is done with a password.
     *
     * @throws GraphRefusal 400 also for somebody whom his organisation's own provider signs in: he has no password here
     */
    Permitted permittedPassword(Caller caller, String idOrName) {
        Permitted permitted = permittedHere(caller, idOrName);
        boolean elsewhere = database.in(
                        permitted.tenant(),
                        handle -> providers.ofName(
                                handle, permitted.tenant(), permitted.person().userPrincipalName()))
                .isPresent();
        if (elsewhere) {
            throw GraphRefusal.badRequest("An identity provider of the organisation keeps this person's password.");
        }
        return permitted;
    }

    /** The caller himself, where it is he who is named. */
    Optional<Person> himself(Caller caller, String idOrName) {
        return caller instanceof Caller.Person person && person.isMember()
                ? find(person.tenant(), idOrName).filter(found -> found.id().equals(person.id()))
                : Optional.empty();
    }

    private Person permitted(Actor actor, String idOrName) {
        Person person = find(actor.actingIn(), idOrName)
                .orElseThrow(() -> refusal(new Permission.Denied(Permission.Reason.FOREIGN)));
        boolean delegated =
                database.in(actor.actingIn(), handle -> relationships.ofPartner(handle, actor.actingIn()).stream()
                        .anyMatch(relationship -> relationship.assigns(person.groups())));
        var target = new Target(person.id(), person.tenant(), person.roles(), delegated);
        return switch (HomeAdministrator.may(Act.RESET_PASSWORD, actor, target, clock.instant())) {
            case Permission.Permitted permitted -> person;
            case Permission.Denied denied -> throw refusal(denied);
        };
    }

    private Optional<Person> find(TenantId tenant, String idOrName) {
        return database.in(tenant, handle -> parse(idOrName)
                .flatMap(id -> people.find(handle, tenant, id))
                .filter(person -> !person.deleted())
                .or(() -> people.named(handle, tenant, idOrName)));
    }

    private static Optional<PersonId> parse(String id) {
        try {
            return Optional.of(PersonId.of(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static GraphRefusal refusal(Permission.Denied denied) {
        var rejection = Rejection.of(
                403,
                "not-allowed",
                "This caller may not do that",
                "Insufficient privileges to complete the operation.");
        var named = denied.rule()
                .map(rule -> rejection.withMember("rule", rule.name()).withHeader("Homeward-Rule", rule.name()))
                .orElse(rejection);
        return new GraphRefusal(
                denied.reason() == Permission.Reason.MFA
                        ? named.withInner("Sign in again with a second factor: this needs a fresh one.")
                        : named);
    }

    static Actor actor(Caller caller) {
        return switch (caller) {
            case Caller.Person person ->
                new Actor.Person(
                        person.id(),
                        person.home(),
                        person.tenant(),
                        person.roles().stream().map(RoleId::of).collect(Collectors.toUnmodifiableSet()),
                        person.mfaAt());
            case Caller.Application application ->
                new Actor.Application(
                        application.tenant(),
                        application.permissions().contains(HelpPerson.PERMISSION)
                                ? Set.of(Act.RESET_PASSWORD)
                                : Set.of());
            case Caller.Service service -> throw GraphRefusal.forbidden();
            case Caller.Anonymous anonymous -> throw GraphRefusal.forbidden();
        };
    }

    private static String name(Caller caller) {
        return switch (caller) {
            case Caller.Person person -> person.id().toString();
            case Caller.Application application -> application.id().toString();
            case Caller.Service service -> service.name();
            case Caller.Anonymous anonymous -> "anonymous";
        };
    }
}
