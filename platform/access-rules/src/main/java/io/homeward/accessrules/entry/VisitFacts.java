package io.homeward.accessrules.entry;

import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.HomeWaiver;
import io.homeward.accessrules.standing.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts together what is known about somebody who comes from outside, in the words of the law. Whoever lets people in asks here, so that they
 * all see the same ways (D20), invitations (D11), inherited risks (D25) and waivers (D14).
 */
public final class VisitFacts {

    /** Who enters comes with a bearer token; a page in a browser is served by another issue's doors. */
    public static final ClientAppType CLIENT = ClientAppType.MOBILE_APPS_AND_DESKTOP_CLIENTS;

    private final Known known;
    private final Rights rights;

    public VisitFacts(Known known) {
        this.known = known;
        this.rights = new Rights(known);
    }

    /** Of a technician or a guest. */
    public ForeignEntry person(Visit visit, Instant now) {
        TenantId home = visit.home();
        Optional<DirectoryPerson> person = known.person(home, visit.person());
        Optional<UserRisk> risk = known.risk(home, visit.person());
        Optional<Capability> capability = known.capability(home, visit.person());
        Optional<TenantRules> resource = known.rules(visit.entered());
        var freshness = known.freshness();
        Set<GroupId> groups = person.map(DirectoryPerson::groups).orElse(Set.of());
        Rights.Right right = rights.of(visit, groups, now);
        return new ForeignEntry(
                atHome(visit.person(), person),
                home,
                known.rules(home),
                right.visiting(),
                visit.entered(),
                resource,
                right.path(),
                Standing.compose(freshness, risk, false),
                person.map(this::inherited).orElse(List.of()),
                capability,
                person.map(DirectoryPerson::disabled).orElse(true),
                epochs(risk, capability),
                visit.session(),
                freshness,
                risk.flatMap(
                        open -> HomeWaiver.against(open, known.waivers(home, visit.person()), accepted(resource), now)),
                visit.application(),
                CLIENT,
                visit.surroundings());
    }

    /**
     * Of an application in a tenant that is not its own. The law speaks of persons, so the application stands where the person would; it has no
     * groups, no roles, no risk, and the law says what follows from that (D21, D28).
     */
    public ForeignEntry application(Visit visit, boolean disabled) {
        var freshness = known.freshness();
        Rights.Right right = rights.ofApplication(visit);
        return new ForeignEntry(
                Subject.member(visit.person(), Set.of(), Set.of()),
                visit.home(),
                known.rules(visit.home()),
                right.visiting(),
                visit.entered(),
                known.rules(visit.entered()),
                right.path(),
                Standing.compose(freshness, Optional.empty(), false),
                List.of(),
                Optional.empty(),
                disabled,
                Epochs.FIRST,
                visit.session(),
                freshness,
                Optional.empty(),
                visit.application(),
                CLIENT,
                visit.surroundings());
    }

    /** As the policies of his own tenant see him. */
    public static Subject atHome(PersonId id, Optional<DirectoryPerson> person) {
        return new Subject(
                id, person.map(DirectoryPerson::groups), person.map(DirectoryPerson::roles), Optional.empty());
    }

    /** His epochs now; a session that began with older ones has ended (D9). */
    public static Epochs epochs(Optional<UserRisk> risk, Optional<Capability> capability) {
        return new Epochs(
                capability.map(Capability::sessionEpoch).orElse(0L),
                risk.map(UserRisk::riskEpoch).orElse(0L));
    }

    /** D25: what is open of accounts that this one came after or is linked with; they are of the same tenant. */
    private List<UserRisk> inherited(DirectoryPerson person) {
        return person.predecessors().stream()
                .flatMap(before -> known.risk(person.tenant(), before).stream())
                .filter(UserRisk::open)
                .toList();
    }

    private static Set<WaiverId> accepted(Optional<TenantRules> resource) {
        return resource.map(rules -> rules.externalAccess().acceptedWaivers()).orElse(Set.of());
    }
}
