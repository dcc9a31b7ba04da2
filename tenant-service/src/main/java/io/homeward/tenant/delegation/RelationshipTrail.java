package io.homeward.tenant.delegation;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.registry.Tenants;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Records what happens to relationships, in the trails of both sides as soon as the second has been asked: a draft is its partner's. */
@Singleton
class RelationshipTrail {
    private final AuditTrail audit;

    RelationshipTrail(AuditTrail audit) {
        this.audit = audit;
    }

    /** What of a relationship is told when it changes. */
    private record State(
            String displayName,
            String status,
            String duration,
            String autoExtendDuration,
            Optional<TenantId> customer,
            List<String> roles,
            Optional<Instant> endDateTime) {

        static State of(Relationship relationship) {
            Terms terms = relationship.terms();
            return new State(
                    terms.displayName(),
                    relationship.status().wire(),
                    terms.lifetime().toString(),
                    terms.autoExtend().wire(),
                    terms.customer(),
                    terms.roles().stream().map(Object::toString).sorted().toList(),
                    relationship.endsAt());
        }
    }

    /** @param before null for one that was made */
    void changed(Handle handle, Activity activity, @Nullable Relationship before, Relationship after) {
        audit.recordInEach(
                handle,
                sides(handle, after),
                activity.on(target(after).changed(before == null ? null : State.of(before), State.of(after))));
    }

    void asked(Handle handle, Action action, Relationship before, Relationship after) {
        audit.recordInEach(
                handle,
                sides(handle, after),
                activity(action).on(target(after).changed(State.of(before), State.of(after))));
    }

    /** What one side alone has said of a relationship: its suspension, or who may come through the partner. */
    void said(Handle handle, Activity activity, Kept before, Kept after) {
        audit.recordInEach(
                handle,
                sides(handle, after.relationship()),
                activity.on(target(after.relationship())
                        .changed("suspensions", Said.of(before.suspensions()), Said.of(after.suspensions()))
                        .changed("subDelegates", before.subDelegates(), after.subDelegates())));
    }

    /** A suspension as the other side may know it: who of a side's people said it is not told. */
    private record Said(String by, Instant since, String reason) {
        static List<Said> of(Suspensions suspensions) {
            return suspensions.all().stream()
                    .map(one -> new Said(one.by().wire(), one.since(), one.reason()))
                    .toList();
        }
    }

    /** Asked for what is so already. */
    void unchanged() {
        audit.unchanged();
    }

    void deleted(Handle handle, Relationship gone) {
        audit.recordInEach(handle, sides(handle, gone), Activity.DELETE_RELATIONSHIP.on(target(gone)));
    }

    void assigned(
            Handle handle,
            Activity activity,
            Relationship relationship,
            @Nullable Assignment before,
            @Nullable Assignment after) {
        Assignment known = after == null ? before : after;
        if (known != null) {
            audit.recordInEach(
                    handle,
                    sides(handle, relationship),
                    activity.on(
                            Target.of(
                                            "AccessAssignment",
                                            known.id(),
                                            known.group().toString())
                                    .changed("roles", roles(before), roles(after)),
                            target(relationship)));
        }
    }

    private static @Nullable List<String> roles(@Nullable Assignment assignment) {
        return assignment == null
                ? null
                : assignment.roles().stream().map(Object::toString).sorted().toList();
    }

    /** An offer may name a tenant that is not there: nobody's trail learns of it but the partner's. */
    private static Set<TenantId> sides(Handle handle, Relationship relationship) {
        var sides = new LinkedHashSet<TenantId>();
        sides.add(relationship.terms().partner());
        if (!(relationship instanceof Relationship.Created)) {
            relationship
                    .terms()
                    .customer()
                    .filter(customer -> Tenants.find(handle, customer).isPresent())
                    .ifPresent(sides::add);
        }
        return sides;
    }

    private static Target target(Relationship relationship) {
        Terms terms = relationship.terms();
        return Target.of("DelegatedAdminRelationship", terms.id(), terms.displayName());
    }

    private static Activity activity(Action action) {
        return switch (action) {
            case LOCK_FOR_APPROVAL -> Activity.LOCK_RELATIONSHIP;
            case APPROVE -> Activity.APPROVE_RELATIONSHIP;
            case REJECT -> Activity.REJECT_RELATIONSHIP;
            case TERMINATE -> Activity.TERMINATE_RELATIONSHIP;
        };
    }
}
