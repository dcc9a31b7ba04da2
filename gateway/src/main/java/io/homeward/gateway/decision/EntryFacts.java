package io.homeward.gateway.decision;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Chain;
import io.homeward.accessrules.entry.EntryPath;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.Hop;
import io.homeward.accessrules.entry.MemberEntry;
import io.homeward.accessrules.entry.Session;
import io.homeward.accessrules.entry.Session.TokenOf;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.Standing;
import io.homeward.gateway.entry.PublicCaller;
import io.homeward.gateway.replica.DirectoryPerson;
import io.homeward.gateway.replica.RegisteredApplication;
import io.homeward.gateway.replica.Relationship;
import io.homeward.gateway.replica.Replicas;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is known about a call, in the words of the law. Reads replicas and nothing else. */
final class EntryFacts {

    /** Calls come with a bearer token; a page in a browser is served by another issue's doors. */
    private static final ClientAppType CLIENT = ClientAppType.MOBILE_APPS_AND_DESKTOP_CLIENTS;

    private final Replicas replicas;

    EntryFacts(Replicas replicas) {
        this.replicas = replicas;
    }

    /** @param application the one called at the apps door */
    MemberEntry member(PublicCaller.Person caller, Optional<ApplicationId> application) {
        Optional<DirectoryPerson> person = replicas.person(caller.home(), caller.id());
        Optional<UserRisk> risk = replicas.risk(caller.home(), caller.id());
        Optional<Capability> capability = replicas.capability(caller.home(), caller.id());
        return new MemberEntry(
                atHome(caller.id(), person),
                replicas.rules(caller.home()),
                risk,
                person.map(DirectoryPerson::disabled).orElse(true),
                epochs(risk, capability),
                session(caller),
                application,
                CLIENT,
                Surroundings.UNKNOWN);
    }

    /** What a member holds in his own tenant. */
    Set<RoleId> directoryRoles(PublicCaller.Person caller) {
        return replicas.person(caller.home(), caller.id())
                .map(DirectoryPerson::roles)
                .orElse(Set.of());
    }

    /** @param application the one called at the apps door */
    ForeignEntry technician(PublicCaller.Person caller, Optional<ApplicationId> application) {
        TenantId home = caller.home();
        Optional<DirectoryPerson> person = replicas.person(home, caller.id());
        Optional<UserRisk> risk = replicas.risk(home, caller.id());
        Optional<Capability> capability = replicas.capability(home, caller.id());
        Freshness freshness = replicas.freshness();
        Set<GroupId> groups = person.map(DirectoryPerson::groups).orElse(Set.of());
        EntryPath path = delegated(home, caller.tenant(), Optional.of(groups));
        return new ForeignEntry(
                atHome(caller.id(), person),
                home,
                replicas.rules(home),
                visiting(caller.id(), home, path),
                caller.tenant(),
                replicas.rules(caller.tenant()),
                path,
                Standing.compose(freshness, risk, false),
                List.of(),
                capability,
                person.map(DirectoryPerson::disabled).orElse(true),
                epochs(risk, capability),
                session(caller),
                freshness,
                Optional.empty(),
                application,
                CLIENT,
                Surroundings.UNKNOWN);
    }

    /**
     * An application in a tenant that is not its own. The law speaks of persons, so the application stands where the person would; it has no
     * groups, no roles, no session, and the law says what follows from that (D21, D28).
     */
    ForeignEntry application(
            PublicCaller.Application caller, RegisteredApplication known, Optional<ApplicationId> called) {
        TenantId home = known.tenant();
        var id = new PersonId(caller.id().value());
        Freshness freshness = replicas.freshness();
        EntryPath path = delegated(home, caller.tenant(), Optional.empty());
        return new ForeignEntry(
                Subject.member(id, Set.of(), Set.of()),
                home,
                replicas.rules(home),
                visiting(id, home, path),
                caller.tenant(),
                replicas.rules(caller.tenant()),
                path,
                Standing.compose(freshness, Optional.empty(), false),
                List.of(),
                Optional.empty(),
                !known.enabled(),
                Epochs.FIRST,
                new Session(
                        Epochs.FIRST,
                        Optional.empty(),
                        false,
                        GrantKind.EXCHANGE_OF_HOME_TOKEN,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        caller.actor().isPresent() ? TokenOf.PORTAL_ALONE : TokenOf.APPLICATION),
                freshness,
                Optional.empty(),
                called,
                CLIENT,
                Surroundings.UNKNOWN);
    }

    /** @param groups of the person; empty for an application, which is in none and is measured against the relationship itself */
    private EntryPath delegated(TenantId home, TenantId customer, Optional<Set<GroupId>> groups) {
        List<Chain> chains = replicas.relationships(home, customer).stream()
                .map(relationship -> hop(relationship, groups))
                .map(Chain::of)
                .toList();
        return chains.isEmpty() ? new EntryPath.None() : new EntryPath.Delegated(chains);
    }

    private static Hop hop(Relationship relationship, Optional<Set<GroupId>> groups) {
        var status = Hop.Status.ofWire(relationship.status());
        Set<RoleId> roles = groups.map(relationship::rolesFor).orElse(relationship.roles());
        return Hop.direct(relationship.customer(), relationship.partner(), status, roles, relationship.endsAt());
    }

    private static Subject atHome(PersonId id, Optional<DirectoryPerson> person) {
        return new Subject(
                id, person.map(DirectoryPerson::groups), person.map(DirectoryPerson::roles), Optional.empty());
    }

    private static Subject visiting(PersonId id, TenantId home, EntryPath path) {
        return Subject.external(id, ExternalKind.SERVICE_PROVIDER, home, Set.of(), path.roles());
    }

    private static Epochs epochs(Optional<UserRisk> risk, Optional<Capability> capability) {
        return new Epochs(
                capability.map(Capability::sessionEpoch).orElse(0L),
                risk.map(UserRisk::riskEpoch).orElse(0L));
    }

    private static Session session(PublicCaller.Person caller) {
        return new Session(
                caller.began(),
                caller.mfaAt()
                        .map(at -> new Session.SessionMfa(
                                at, caller.amr().contains("hwk"), Optional.empty(), Optional.empty())),
                false,
                grant(caller),
                caller.scored(),
                Optional.of(caller.authTime()),
                caller.signInRisk(),
                caller.actor().isPresent() ? TokenOf.PORTAL_FOR_PERSON : TokenOf.PERSON);
    }

    /** A token for another tenant than the home comes by exchange of a home token, and by nothing else. */
    private static GrantKind grant(PublicCaller.Person caller) {
        if (caller.deviceCode()) {
            return GrantKind.DEVICE_CODE;
        }
        return caller.isMember() ? GrantKind.INTERACTIVE : GrantKind.EXCHANGE_OF_HOME_TOKEN;
    }
}
