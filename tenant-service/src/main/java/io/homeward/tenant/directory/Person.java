package io.homeward.tenant.directory;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody in a tenant's directory.
 *
 * @param deletedAt of somebody deleted; his roles and groups are kept for his return, and count for nothing
 * @param sessionsValidFrom earlier sessions are over, as far as the directory ends them
 * @param guest where he was invited from another tenant
 * @param predecessors accounts of this tenant whose open standing he inherits (D25); never himself
 * @param roles directory roles held in this tenant
 * @param delegates whether a group of his has delegated access to some other tenant
 */
public record Person(
        TenantId tenant,
        PersonId id,
        Profile profile,
        Instant createdAt,
        Optional<Instant> deletedAt,
        Instant sessionsValidFrom,
        Optional<Guest> guest,
        Set<PersonId> predecessors,
        Set<RoleId> roles,
        Set<GroupId> groups,
        boolean delegates) {
    public Person {
        predecessors = Set.copyOf(predecessors);
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
    }

    public boolean deleted() {
        return deletedAt.isPresent();
    }

    Person with(Profile changed) {
        return new Person(
                tenant,
                id,
                changed,
                createdAt,
                deletedAt,
                sessionsValidFrom,
                guest,
                predecessors,
                roles,
                groups,
                delegates);
    }
}
