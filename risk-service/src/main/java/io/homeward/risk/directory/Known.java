package io.homeward.risk.directory;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import java.util.Set;

/** A person of a tenant's directory. */
public record Known(
        PersonId id,
        String userPrincipalName,
        String displayName,
        boolean deleted,
        Set<RoleId> roles,
        Set<GroupId> groups) {
    public Known {
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
    }
}
