package io.homeward.remediation.directory;

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
 * A delegated admin relationship, as the feed {@code relationships} tells it.
 *
 * @param status Graph's word, {@code active}, {@code expiring}, {@code terminated}, ...
 * @param roles the most that can be assigned
 * @param assignments who of the partner's people has which of them
 */
public record Relationship(
        String id,
        TenantId partner,
        TenantId customer,
        String status,
        Set<RoleId> roles,
        Optional<Instant> endsAt,
        List<Assignment> assignments) {

    /** Members of this group of the partner's act with these roles. */
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
    }

    /** Its end is decided by the clock, not by an event. */
    public boolean active(Instant now) {
        return (status.equals("active") || status.equals("expiring"))
                && endsAt.map(now::isBefore).orElse(true);
    }

    /** Whether somebody in these groups has a share in it, be it active or not. */
    public boolean assigns(Set<GroupId> groups) {
        return assignments.stream().anyMatch(assignment -> groups.contains(assignment.group()));
    }

    /** The roles somebody in these groups has through it: what is assigned and never more than was granted. */
    public Set<RoleId> rolesOf(Set<GroupId> groups) {
        var held = new HashSet<RoleId>();
        for (Assignment assignment : assignments) {
            if (groups.contains(assignment.group())) {
                held.addAll(assignment.roles());
            }
        }
        held.retainAll(roles);
        return Set.copyOf(held);
    }
}
