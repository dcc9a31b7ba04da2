package io.homeward.gateway.decision;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.DirectoryPerson;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.MemberEntry;
import io.homeward.accessrules.entry.Session;
import io.homeward.accessrules.entry.Session.TokenOf;
import io.homeward.accessrules.entry.Visit;
import io.homeward.accessrules.entry.VisitFacts;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.gateway.entry.PublicCaller;
import io.homeward.gateway.replica.RegisteredApplication;
import io.homeward.gateway.replica.Replicas;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What is known about a call, in the words of the law. Reads replicas and nothing else. */
final class EntryFacts {

    private final Replicas replicas;
    private final VisitFacts visits;

    EntryFacts(Replicas replicas) {
        this.replicas = replicas;
        this.visits = new VisitFacts(replicas);
    }

    MemberEntry member(PublicCaller.Person caller, Asked asked) {
        Optional<DirectoryPerson> person = replicas.person(caller.home(), caller.id());
        Optional<UserRisk> risk = replicas.risk(caller.home(), caller.id());
        Optional<Capability> capability = replicas.capability(caller.home(), caller.id());
        return new MemberEntry(
                VisitFacts.atHome(caller.id(), person),
                replicas.rules(caller.home()),
                risk,
                person.map(DirectoryPerson::disabled).orElse(true),
                VisitFacts.epochs(risk, capability),
                Sessions.of(caller),
                asked.application(),
                VisitFacts.CLIENT,
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
        return visits.person(visit(caller.id(), caller.home(), caller.tenant(), Sessions.of(caller), asked), now);
    }

    /** An application in a tenant that is not its own (D21, D28); it has no session. */
    ForeignEntry application(PublicCaller.Application caller, RegisteredApplication known, Asked asked) {
        var session = new Session(
                Epochs.FIRST,
                Optional.empty(),
                false,
                GrantKind.EXCHANGE_OF_HOME_TOKEN,
                true,
                Optional.empty(),
                Optional.empty(),
                caller.actor().isPresent() ? TokenOf.PORTAL_ALONE : TokenOf.APPLICATION);
        var standingFor = new PersonId(caller.id().value());
        return visits.application(
                visit(standingFor, known.tenant(), caller.tenant(), session, asked), !known.enabled());
    }

    private static Visit visit(PersonId person, TenantId home, TenantId entered, Session session, Asked asked) {
        return new Visit(person, home, entered, session, asked.application(), asked.surroundings());
    }

    /**
     * What a call is about, besides who calls.
     *
     * @param application the one called at the apps door; empty at the edge
     */
    record Asked(Optional<ApplicationId> application, Surroundings surroundings) {}
}
