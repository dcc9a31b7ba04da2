package io.homeward.remediation.directory;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Subject;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody in a tenant's directory, as the feed {@code people} tells it.
 *
 * @param roles directory roles held in that tenant
 * @param guest where he was invited from another tenant; his account is there, and nothing of his is used to sign in here (D11)
 * @param deleted soft-deleted: the record stays, nobody signs in
 */
public record Person(
        PersonId id,
        TenantId tenant,
        String userPrincipalName,
        String displayName,
        boolean accountEnabled,
        boolean deleted,
        Set<RoleId> roles,
        Set<GroupId> groups,
        Optional<Guest> guest) {

    /** What the feed says of an invitation, as far as it matters here. */
    public record Guest(String state) {}

    public Person {
        requireNonNull(id, "id");
        requireNonNull(tenant, "tenant");
        requireNonNull(userPrincipalName, "userPrincipalName");
        requireNonNull(displayName, "displayName");
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
    }

    public boolean mayExist() {
        return accountEnabled && !deleted;
    }

    /** Whether his account is this tenant's own. */
    public boolean signsInHere() {
        return guest.isEmpty();
    }

    /** As the policies of the person's own tenant see him. */
    public Subject asMember() {
        return Subject.member(id, groups, roles);
    }
}
