package io.homeward.tenant.delegation;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongConsumer;

/** The customer says by name whose people may come through its partner (D20). */
@Singleton
public class AllowSubDelegates {

    /** Who needs more has not chosen them by name. */
    static final int MOST = 50;

    private final Relationships relationships;
    private final RelationshipTrail trail;

    AllowSubDelegates(Relationships relationships, RelationshipTrail trail) {
        this.relationships = relationships;
        this.trail = trail;
    }

    /**
     * Replaces the list. Whether a tenant of such an id exists, or has anything to do with the partner, is not told: an id of nobody lets
     * nobody in.
     *
     * @param precondition is told the present revision under the lock
     * @throws Refusal {@link Fault#RELATIONSHIP_UNKNOWN}, {@link Fault#NOT_ALLOWED} to the partner, {@link Fault#NOT_IN_THIS_STATE},
     *     {@link Fault#INVALID}
     */
    Kept replace(Authority by, RelationshipId id, Set<TenantId> named, LongConsumer precondition, Instant at) {
        return relationships.locked(by.tenant(), id, at, locked -> {
            if (Side.of(by.tenant(), id) == Side.PARTNER) {
                throw new Refusal(Fault.NOT_ALLOWED, "Only the customer says who may come through its partner.");
            }
            precondition.accept(locked.kept().revision());
            Kept kept = locked.kept();
            if (!kept.running()) {
                throw KeepRelationships.refused(kept.relationship());
            }
            if (named.size() > MOST) {
                throw new Refusal(Fault.INVALID, "At most %d tenants can be named.".formatted(MOST));
            }
            if (named.contains(by.tenant()) || named.contains(id.partner())) {
                throw new Refusal(Fault.INVALID, "Neither side of the relationship is a sub-delegate of it.");
            }
            if (named.equals(kept.subDelegates())) {
                trail.unchanged();
                return kept;
            }
            Kept after = relationships.write(locked.handle(), kept.with(named).now(kept.relationship(), at));
            trail.said(locked.handle(), Activity.ALLOW_SUB_DELEGATION, kept, after);
            return after;
        });
    }
}
