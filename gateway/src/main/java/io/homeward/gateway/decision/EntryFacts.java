package io.homeward.gateway.decision;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.MemberEntry;
import io.homeward.accessrules.entry.Session;
import io.homeward.accessrules.entry.Session.TokenOf;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.Standing;
import io.homeward.accessrules.standing.Waiver;
import io.homeward.gateway.entry.PublicCaller;
import io.homeward.gateway.replica.DirectoryPerson;
import io.homeward.gateway.replica.RegisteredApplication;
import io.homeward.gateway.replica.Replicas;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is known about a call, in the words of the law. Reads replicas and nothing else. */
final class EntryFacts {

    /** Calls come with a bearer token; a page in a browser is served by another issue's doors. */
    private static final ClientAppType CLIENT = ClientAppType.MOBILE_APPS_AND_DESKTOP_CLIENTS;

    private final Replicas replicas;
    private final Rights rights;

    EntryFacts(Replicas replicas) {
        this.replicas = replicas;
        this.rights = new Rights(replicas);
    }

    MemberEntry member(PublicCaller.Person caller, Asked asked) {
        Optional<DirectoryPerson> person = replicas.person(caller.home(), caller.id());
        Optional<UserRisk> risk = replicas.risk(caller.home(), caller.id());
        Optional<Capability> capability = replicas.capability(caller.home(), caller.id());
        return new MemberEntry(
                atHome(caller.id(), person),
                replicas.rules(caller.home()),
                risk,
                person.map(DirectoryPerson::disabled).orElse(true),
                epochs(risk, capability),
                Sessions.of(caller),
                asked.application(),
                CLIENT,
                asked.surroundings());
    }

    /** What a member holds in his own tenant. */
    Set<RoleId> directoryRoles(PublicCaller.Person caller) {
        return replicas.person(caller.home(), caller.id())
                .map(DirectoryPerson::roles)
                .orElse(Set.of());
    }

    /** Of a technician or a guest. */
    ForeignEntry visitor(PublicCaller.Person caller, Asked asked, Instant now) {
        TenantId home = caller.home();
        Optional<DirectoryPerson> person = replicas.person(home, caller.id());
        Optional<UserRisk> risk = replicas.risk(home, caller.id());
        Optional<Capability> capability = replicas.capability(home, caller.id());
        Optional<TenantRules> resource = replicas.rules(caller.tenant());
        Freshness freshness = replicas.freshness();
        Set<GroupId> groups = person.map(DirectoryPerson::groups).orElse(Set.of());
        Rights.Right right = rights.of(caller, groups, now);
        return new ForeignEntry(
                atHome(caller.id(), person),
                home,
                replicas.rules(home),
                right.visiting(),
                caller.tenant(),
                resource,
                right.path(),
                Standing.compose(freshness, risk, false),
                person.map(this::inherited).orElse(List.of()),
                capability,
                person.map(DirectoryPerson::disabled).orElse(true),
                epochs(risk, capability),
                Sessions.of(caller),
                freshness,
                risk.flatMap(open -> waiver(caller, open, resource, now)),
                asked.application(),
                CLIENT,
                asked.surroundings());
    }

    /**
     * An application in a tenant that is not its own. The law speaks of persons, so the application stands where the person would; it has no
     * groups, no roles, no session, and the law says what follows from that (D21, D28).
     */
    ForeignEntry application(PublicCaller.Application caller, RegisteredApplication known, Asked asked) {
        TenantId home = known.tenant();
        var id = new PersonId(caller.id().value());
        Freshness freshness = replicas.freshness();
        Rights.Right right = rights.ofApplication(id, home, caller.tenant());
        return new ForeignEntry(
                Subject.member(id, Set.of(), Set.of()),
                home,
                replicas.rules(home),
                right.visiting(),
                caller.tenant(),
                replicas.rules(caller.tenant()),
                right.path(),
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
                asked.application(),
                CLIENT,
                asked.surroundings());
    }

    /** D25: what is open of accounts that this one came after or is linked with; they are of the same tenant. */
    private List<UserRisk> inherited(DirectoryPerson person) {
        return person.predecessors().stream()
                .flatMap(before -> replicas.risk(person.tenant(), before).stream())
                .filter(UserRisk::open)
                .toList();
    }

    /** D14: of those that name this very risk, one that the law would count, where there is one. */
    private Optional<Waiver> waiver(
            PublicCaller.Person caller, UserRisk risk, Optional<TenantRules> resource, Instant now) {
        Set<WaiverId> accepted =
                resource.map(rules -> rules.externalAccess().acceptedWaivers()).orElse(Set.of());
        return replicas.waivers(caller.home(), caller.id()).stream()
                .filter(waiver -> waiver.riskEpoch() == risk.riskEpoch())
                .max(Comparator.comparing((Waiver waiver) -> accepted.contains(waiver.id()))
                        .thenComparing(waiver -> waiver.wellFormed() && waiver.lasts(now))
                        .thenComparing(Waiver::until)
                        .thenComparing(waiver -> waiver.id().toString()));
    }

    private static Subject atHome(PersonId id, Optional<DirectoryPerson> person) {
        return new Subject(
                id, person.map(DirectoryPerson::groups), person.map(DirectoryPerson::roles), Optional.empty());
    }

    private static Epochs epochs(Optional<UserRisk> risk, Optional<Capability> capability) {
        return new Epochs(
                capability.map(Capability::sessionEpoch).orElse(0L),
                risk.map(UserRisk::riskEpoch).orElse(0L));
    }

    /**
     * What a call is about, besides who calls.
     *
     * @param application the one called at the apps door; empty at the edge
     */
    record Asked(Optional<ApplicationId> application, Surroundings surroundings) {}
}
