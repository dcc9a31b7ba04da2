package io.homeward.tenant.directory;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody in a tenant's directory.
 *
 * @param roles directory roles held in this tenant
 * @param delegates whether a group of his has delegated access to some other tenant
 */
public record Person(
        TenantId tenant,
        PersonId id,
        Profile profile,
        Instant createdAt,
        boolean deleted,
        Set<RoleId> roles,
        Set<GroupId> groups,
        boolean delegates) {
    public Person {
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
    }
}
