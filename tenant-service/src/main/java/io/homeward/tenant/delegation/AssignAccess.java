package io.homeward.tenant.delegation;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.directory.Groups;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Which of the partner's groups uses which of the relationship's roles. It takes effect with the commit. */
@Singleton
public class AssignAccess {
    private final Relationships relationships;
    private final Operations operations;
    private final RelationshipTrail trail;
    private final TenantDatabase database;

    AssignAccess(Relationships relationships, Operations operations, RelationshipTrail trail, TenantDatabase database) {
        this.relationships = relationships;
        this.operations = operations;
        this.trail = trail;
        this.database = database;
    }

    /**
     * An assignment after a change.
     *
     * @param operation empty where nothing was to be changed
     */
    record Changed(Assignment assignment, Optional<Operation> operation) {}

    GraphPage<Assignment> list(TenantId tenant, RelationshipId id, GraphQuery query, Instant now) {
        relationships.find(tenant, id);
        return database.inEach(List.of(tenant, id.partner()), handle -> Assignments.PART.page(handle, id, query, now));
    }

    /** @throws Refusal {@link Fault#RELATIONSHIP_UNKNOWN}, {@link Fault#ASSIGNMENT_UNKNOWN} */
    Assignment find(TenantId tenant, RelationshipId id, Optional<UUID> which, Instant now) {
        relationships.find(tenant, id);
        return which.flatMap(one -> database.inEach(
                        List.of(tenant, id.partner()), handle -> Assignments.find(handle, id, one, now)))
                .orElseThrow(() -> new Refusal(Fault.ASSIGNMENT_UNKNOWN));
    }

    /** @throws Refusal {@link Fault#GROUP_UNKNOWN}, {@link Fault#INVALID}, {@link Fault#NOT_IN_THIS_STATE}, {@link Fault#ALREADY_THERE} */
    Assignment assign(Authority by, RelationshipId id, GroupId group, Set<RoleId> roles, Instant at) {
        return relationships.locked(by.tenant(), id, at, locked -> {
            TenantId customer = usable(by, id, locked.kept(), roles);
            var assignment = new Assignment(UUID.randomUUID(), group, roles, Assignment.PENDING, at, at, 1);
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
    Changed change(
            Authority by,
            RelationshipId id,
            Optional<UUID> which,
            Set<RoleId> roles,
            LongConsumer precondition,
            Instant at) {
        return relationships.locked(by.tenant(), id, at, locked -> {
            usable(by, id, locked.kept(), roles);
            Assignment before = counting(locked, id, which, at);
            precondition.accept(before.revision());
            if (before.roles().equals(roles)) {
                trail.unchanged();
                return new Changed(before, Optional.empty());
            }
            Assignment after = before.with(roles, at);
            Assignments.update(locked.handle(), id, after);
            publish(locked, at);
            trail.assigned(
                    locked.handle(),
                    Activity.UPDATE_ACCESS_ASSIGNMENT,
                    locked.kept().relationship(),
                    before,
                    after);
            Map<String, Object> asked = Map.of(
                    "accessAssignmentId", before.id(), "accessDetails", RelationshipJson.AccessDetails.of(roles));
            return new Changed(
                    after, Optional.of(operations.begin(locked, Operation.Type.ACCESS_ASSIGNMENT_UPDATE, asked, at)));
        });
    }

    /** @param precondition is told the assignment's present revision under the lock */
    void remove(Authority by, RelationshipId id, Optional<UUID> which, LongConsumer precondition, Instant at) {
        relationships.locked(by.tenant(), id, at, locked -> {
            KeepRelationships.onlyPartner(by, id);
            Assignment assignment = counting(locked, id, which, at);
            precondition.accept(assignment.revision());
            Assignments.delete(locked.handle(), id, assignment.id(), at);
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

    /** One that has been deleted cannot be changed any more. */
    private static Assignment counting(
            Relationships.Locked locked, RelationshipId id, Optional<UUID> which, Instant now) {
        Assignment found = which.flatMap(one -> Assignments.find(locked.handle(), id, one, now))
                .orElseThrow(() -> new Refusal(Fault.ASSIGNMENT_UNKNOWN));
        if (found.status().startsWith("delet")) {
            throw new Refusal(
                    Fault.NOT_IN_THIS_STATE,
                    "The assignment's status is '%s', which does not allow this.".formatted(found.status()));
        }
        return found;
    }

    private static TenantId usable(Authority by, RelationshipId id, Kept kept, Set<RoleId> roles) {
        KeepRelationships.onlyPartner(by, id);
        if (!kept.running()) {
            throw KeepRelationships.refused(kept.relationship());
        }
        Terms terms = kept.relationship().terms();
        if (roles.isEmpty() || !terms.roles().containsAll(roles)) {
            throw new Refusal(
                    Fault.INVALID, "accessDetails.unifiedRoles names roles of the relationship, at least one.");
        }
        return terms.customer().orElseThrow();
    }
}
