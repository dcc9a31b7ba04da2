package io.homeward.accessrules.entry;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A delegated admin relationship, as the feed {@code relationships} of tenant-service tells it.
 *
 * @param id two GUIDs joined by a hyphen, as Graph has it
 * @param status Graph's {@code delegatedAdminRelationshipStatus}
 * @param roles what the customer granted at most
 * @param assignments to which of the partner's groups which of the roles were given
 * @param suspended while one side, or both, has suspended it (D22); a writer that knows no suspension says nothing
 * @param subDelegates partners of the partner whom the customer allowed by name to come through it (D20)
 */
public record Relationship(
        String id,
        TenantId partner,
        TenantId customer,
        String status,
        Set<RoleId> roles,
        Optional<Instant> endsAt,
        List<Assignment> assignments,
        Optional<Suspension> suspended,
        Set<TenantId> subDelegates) {

    /** @param by {@code partner}, {@code customer} or {@code both} */
    public record Suspension(String by, Optional<Instant> since) {}

    /** The members of one of the partner's groups get these roles. */
    public record Assignment(GroupId group, Set<RoleId> roles) {
        public Assignment {
            requireNonNull(group, "group");
            roles = Set.copyOf(roles);
        }
    }

    public Relationship {
        requireNonNull(id, "id");
        requireNonNull(partner, "partner");
        requireNonNull(customer, "customer");
        requireNonNull(status, "status");
        roles = Set.copyOf(roles);
        requireNonNull(endsAt, "endsAt");
        assignments = List.copyOf(assignments);
        requireNonNull(suspended, "suspended");
        subDelegates = Set.copyOf(subDelegates);
    }

    /** Whether it runs: agreed, neither over nor suspended by a side. Whether the customer is still there is not asked. */
    public boolean runs(Instant now) {
        return Hop.Status.ofWire(status) == Hop.Status.ACTIVE
                && suspended.isEmpty()
                && endsAt.map(now::isBefore).orElse(true);
    }

    /** Whether somebody in these groups has a share in it, be it active or not. */
    public boolean assigns(Set<GroupId> groups) {
        return assignments.stream().anyMatch(assignment -> groups.contains(assignment.group()));
    }

    /** What it gives to a member of these groups: never more than the relationship itself. */
    public Set<RoleId> rolesFor(Set<GroupId> groups) {
        var given = new HashSet<RoleId>();
        assignments.stream()
                .filter(assignment -> groups.contains(assignment.group()))
                .forEach(assignment -> given.addAll(assignment.roles()));
        given.retainAll(roles);
        return Set.copyOf(given);
    }
}
