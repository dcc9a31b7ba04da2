package io.homeward.accessrules.administrator;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.util.Set;

/**
 * On whom.
 *
 * @param roles held at home
 * @param delegatedElsewhere has delegated access to some other tenant
 */
public record Target(PersonId person, TenantId home, Set<RoleId> roles, boolean delegatedElsewhere) {
    public Target {
        requireNonNull(person, "person");
        requireNonNull(home, "home");
        roles = Set.copyOf(roles);
    }
}
