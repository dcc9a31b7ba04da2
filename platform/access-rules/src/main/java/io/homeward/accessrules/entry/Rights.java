package io.homeward.accessrules.entry;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Subject;
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

    private final Known known;
    private final Ways ways;

    Rights(Known known) {
        this.known = known;
        this.ways = new Ways(known);
    }

    /** @param groups of the person in his home */
    Right of(Visit visit, Set<GroupId> groups, Instant now) {
        List<Chain> chains = ways.between(visit.entered(), visit.home(), Optional.of(groups));
        Optional<DirectoryPerson> invitation = known.invitations(visit.home(), visit.person(), visit.entered()).stream()
                .max(Comparator.comparing(DirectoryPerson::invited)
                        .thenComparing(account -> account.id().toString()));
        boolean asGuest = invitation.filter(DirectoryPerson::invited).isPresent()
                && chains.stream().noneMatch(chain -> letsIn(chain, now) || chain.suspended());
        return invitation
                .filter(account -> asGuest || chains.isEmpty())
                .map(account -> guest(visit, account))
                .orElseGet(() -> delegated(visit.person(), visit.home(), chains));
    }

    /** An application is in no group, and nobody invites it. */
    Right ofApplication(Visit visit) {
        return delegated(visit.person(), visit.home(), ways.between(visit.entered(), visit.home(), Optional.empty()));
    }

    private static Right guest(Visit visit, DirectoryPerson account) {
        ExternalKind kind =
                account.member() ? ExternalKind.B2B_COLLABORATION_MEMBER : ExternalKind.B2B_COLLABORATION_GUEST;
        return new Right(
                new EntryPath.Invited(account.invited(), account.roles()),
                Subject.external(account.id(), kind, visit.home(), account.groups(), account.roles()));
    }

    private static Right delegated(PersonId id, TenantId home, List<Chain> chains) {
        EntryPath path = chains.isEmpty() ? new EntryPath.None() : new EntryPath.Delegated(chains);
        return new Right(path, Subject.external(id, ExternalKind.SERVICE_PROVIDER, home, Set.of(), path.roles()));
    }

    private static boolean letsIn(Chain chain, Instant now) {
        return chain.active(now) && !chain.roles().isEmpty();
    }
}
