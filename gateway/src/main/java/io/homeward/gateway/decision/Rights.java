package io.homeward.gateway.decision;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Chain;
import io.homeward.accessrules.entry.EntryPath;
import io.homeward.accessrules.entry.Hop;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Subject;
import io.homeward.gateway.entry.PublicCaller;
import io.homeward.gateway.replica.DirectoryPerson;
import io.homeward.gateway.replica.Replicas;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * By what right somebody stands at the door of a tenant that is not his: his home's delegated access, or an invitation of his own. Who has both
 * comes as a technician while that lets him in, and as the guest he is otherwise; a suspension stops him either way.
 */
final class Rights {

    /**
     * @param visiting as the policies of the tenant entered see him; a guest is the account that the invitation made
     */
    record Right(EntryPath path, Subject visiting) {}

    private final Replicas replicas;
    private final Ways ways;

    Rights(Replicas replicas) {
        this.replicas = replicas;
        this.ways = new Ways(replicas);
    }

    /** @param groups of the person in his home */
    Right of(PublicCaller.Person caller, Set<GroupId> groups, Instant now) {
        List<Chain> chains = ways.between(caller.tenant(), caller.home(), Optional.of(groups));
        Optional<DirectoryPerson> invitation =
                replicas.invitations(caller.home(), caller.id(), caller.tenant()).stream()
                        .max(Comparator.comparing(DirectoryPerson::invited)
                                .thenComparing(account -> account.id().toString()));
        boolean asGuest = invitation.filter(DirectoryPerson::invited).isPresent()
                && chains.stream().noneMatch(chain -> letsIn(chain, now) || suspended(chain));
        return invitation
                .filter(account -> asGuest || chains.isEmpty())
                .map(account -> guest(caller, account))
                .orElseGet(() -> delegated(caller.id(), caller.home(), chains));
    }

    /** An application is in no group, and nobody invites it. */
    Right ofApplication(PersonId standingFor, TenantId home, TenantId entered) {
        return delegated(standingFor, home, ways.between(entered, home, Optional.empty()));
    }

    private static Right guest(PublicCaller.Person caller, DirectoryPerson account) {
        ExternalKind kind =
                account.member() ? ExternalKind.B2B_COLLABORATION_MEMBER : ExternalKind.B2B_COLLABORATION_GUEST;
        return new Right(
                new EntryPath.Invited(account.invited(), account.roles()),
                Subject.external(account.id(), kind, caller.home(), account.groups(), account.roles()));
    }

    private static Right delegated(PersonId id, TenantId home, List<Chain> chains) {
        EntryPath path = chains.isEmpty() ? new EntryPath.None() : new EntryPath.Delegated(chains);
        return new Right(path, Subject.external(id, ExternalKind.SERVICE_PROVIDER, home, Set.of(), path.roles()));
    }

    private static boolean letsIn(Chain chain, Instant now) {
        boolean lasts = chain.hops().stream()
                .allMatch(hop -> hop.status() == Hop.Status.ACTIVE
                        && hop.endsAt().map(now::isBefore).orElse(true));
        return lasts && !new EntryPath.Delegated(List.of(chain)).roles().isEmpty();
    }

    private static boolean suspended(Chain chain) {
        return chain.hops().stream().anyMatch(hop -> hop.status() == Hop.Status.SUSPENDED);
    }
}
