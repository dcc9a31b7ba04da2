package io.homeward.tenant.delegation;

import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.delegation.Suspensions.Suspension;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.LongConsumer;

/** Either side stops a running relationship for a while; it goes on when whoever stopped it says so (D22). */
@Singleton
public class SuspendRelationship {
    private final Relationships relationships;
    private final RelationshipTrail trail;

    SuspendRelationship(Relationships relationships, RelationshipTrail trail) {
        this.relationships = relationships;
        this.trail = trail;
    }

    /**
     * Said twice it changes nothing.
     *
     * @param precondition is told the present revision under the lock
     * @throws Refusal {@link Fault#RELATIONSHIP_UNKNOWN}, {@link Fault#NOT_IN_THIS_STATE}
     */
    Kept suspend(Authority by, RelationshipId id, String reason, LongConsumer precondition, Instant at) {
        var suspension = new Suspension(Side.of(by.tenant(), id), at, reason, by.id());
        return relationships.locked(by.tenant(), id, at, locked -> {
            precondition.accept(locked.kept().revision());
            return write(
                    locked,
                    Activity.SUSPEND_RELATIONSHIP,
                    locked.kept().suspensions().with(suspension),
                    at);
        });
    }

    /**
     * Lifts what the asking side has said, never what the other has.
     *
     * @throws Refusal {@link Fault#RELATIONSHIP_UNKNOWN}, {@link Fault#NOT_IN_THIS_STATE} also where only the other side has suspended it
     */
    Kept resume(Authority by, RelationshipId id, LongConsumer precondition, Instant at) {
        Side side = Side.of(by.tenant(), id);
        return relationships.locked(by.tenant(), id, at, locked -> {
            precondition.accept(locked.kept().revision());
            Suspensions present = locked.kept().suspensions();
            if (present.of(side).isEmpty() && !present.all().isEmpty()) {
                throw new Refusal(
                        Fault.NOT_IN_THIS_STATE,
                        "The other side has suspended the relationship; only it can resume it.");
            }
            return write(locked, Activity.RESUME_RELATIONSHIP, present.without(side), at);
        });
    }

    private Kept write(Relationships.Locked locked, Activity activity, Suspensions suspensions, Instant at) {
        Kept kept = locked.kept();
        if (!kept.running()) {
            throw KeepRelationships.refused(kept.relationship());
        }
        if (suspensions.equals(kept.suspensions())) {
            trail.unchanged();
            return kept;
        }
        Kept after = relationships.write(locked.handle(), kept.with(suspensions).now(kept.relationship(), at));
        trail.said(locked.handle(), activity, kept, after);
        return after;
    }
}
