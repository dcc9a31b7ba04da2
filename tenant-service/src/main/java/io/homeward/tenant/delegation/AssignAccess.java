package io.homeward.tenant.delegation;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.delegation.Relationship.Active;
import io.homeward.tenant.delegation.Relationship.Expiring;
import io.homeward.tenant.directory.Groups;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Which of the partner's groups uses which of the relationship's roles. It takes effect with the commit. */
@Singleton
public class AssignAccess {
    private final Relationships relationships;
    private final RelationshipTrail trail;
    private final TenantDatabase database;

    AssignAccess(Relationships relationships, RelationshipTrail trail, TenantDatabase database) {
        this.relationships = relationships;
        this.trail = trail;
        this.database = database;
    }

    List<Assignment> list(TenantId tenant, RelationshipId id) {
        relationships.find(tenant, id);
        return database.inEach(List.of(tenant, id.partner()), handle -> Assignments.of(handle, id));
    }

    /** @throws Refusal {@link Fault#GROUP_UNKNOWN}, {@link Fault#INVALID}, {@link Fault#NOT_IN_THIS_STATE}, {@link Fault#ALREADY_THERE} */
    Assignment assign(Authority by, RelationshipId id, GroupId group, Set<RoleId> roles, Instant at) {
        return relationships.locked(by.tenant(), id, at, locked -> {
            TenantId customer = usable(by, id, locked.kept().relationship(), roles);
            var assignment = new Assignment(UUID.randomUUID(), group, roles, at, at, 1);
            Groups.known(locked.handle(), id.partner(), group);
            Assignments.insert(locked.handle(), id, customer, assignment);
            publish(locked, at);
            trail.assigned(
                    locked.handle(),
                    Activity.ADD_ACCESS_ASSIGNMENT,
                    locked.kept().relationship(),
                    null,
                    assignment);
            return assignment;
        });
    }

    /** @param precondition is told the assignment's present revision under the lock */
    Assignment change(
            Authority by, RelationshipId id, UUID which, Set<RoleId> roles, LongConsumer precondition, Instant at) {
        return relationships.locked(by.tenant(), id, at, locked -> {
            usable(by, id, locked.kept().relationship(), roles);
            Assignment before = find(locked, id, which);
            precondition.accept(before.revision());
            var after =
                    new Assignment(before.id(), before.group(), roles, before.createdAt(), at, before.revision() + 1);
            Assignments.update(locked.handle(), id, after);
            publish(locked, at);
            trail.assigned(
                    locked.handle(),
                    Activity.UPDATE_ACCESS_ASSIGNMENT,
                    locked.kept().relationship(),
                    before,
                    after);
            return after;
        });
    }

    /** @param precondition is told the assignment's present revision under the lock */
    void remove(Authority by, RelationshipId id, UUID which, LongConsumer precondition, Instant at) {
        relationships.locked(by.tenant(), id, at, locked -> {
            KeepRelationships.onlyPartner(by, id);
            Assignment assignment = find(locked, id, which);
            precondition.accept(assignment.revision());
            Assignments.delete(locked.handle(), id, which);
            Kept kept = publish(locked, at);
            relationships.noteGroups(locked.handle(), kept, List.of(assignment.group()));
            trail.assigned(locked.handle(), Activity.REMOVE_ACCESS_ASSIGNMENT, kept.relationship(), assignment, null);
            return kept;
        });
    }

    /** The same relationship with other assignments is another state of it. */
    private Kept publish(Relationships.Locked locked, Instant at) {
        return relationships.change(locked, relationship -> relationship, at);
    }

    private static Assignment find(Relationships.Locked locked, RelationshipId id, UUID which) {
        return Assignments.find(locked.handle(), id, which).orElseThrow(() -> new Refusal(Fault.ASSIGNMENT_UNKNOWN));
    }

    private static TenantId usable(Authority by, RelationshipId id, Relationship relationship, Set<RoleId> roles) {
        KeepRelationships.onlyPartner(by, id);
        if (!(relationship instanceof Active || relationship instanceof Expiring)) {
            throw KeepRelationships.refused(relationship);
        }
        if (roles.isEmpty() || !relationship.terms().roles().containsAll(roles)) {
            throw new Refusal(
                    Fault.INVALID, "accessDetails.unifiedRoles names roles of the relationship, at least one.");
        }
        return relationship.terms().customer().orElseThrow();
    }
}
