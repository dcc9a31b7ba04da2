package io.homeward.gateway.replica;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.util.Set;

/** A person as his home directory knows him: feed {@code people} of tenant-service. */
public record DirectoryPerson(
        PersonId id, TenantId tenant, boolean accountEnabled, boolean deleted, Set<RoleId> roles, Set<GroupId> groups) {
    public DirectoryPerson {
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
    }

    public boolean disabled() {
        return !accountEnabled || deleted;
    }
}
