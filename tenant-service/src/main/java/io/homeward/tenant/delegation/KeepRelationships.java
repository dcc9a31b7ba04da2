package io.homeward.tenant.delegation;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.delegation.Relationship.Active;
import io.homeward.tenant.delegation.Relationship.Created;
import io.homeward.tenant.delegation.Relationship.Expiring;
import io.homeward.tenant.registry.Tenant;
import io.homeward.tenant.registry.Tenants;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/** What the partner writes: offers, changes of their terms, and their withdrawal before anybody was asked. */
@Singleton
public class KeepRelationships {
    private final Relationships relationships;
    private final Operations operations;
    private final RelationshipTrail trail;
    private final Tenants tenants;

    KeepRelationships(Relationships relationships, Operations operations, RelationshipTrail trail, Tenants tenants) {
        this.relationships = relationships;
        this.operations = operations;
        this.trail = trail;
        this.tenants = tenants;
    }

    /** An offer as the partner writes it. */
    public record Offer(
            Optional<TenantId> customer,
            String displayName,
            Lifetime lifetime,
            AutoExtend autoExtend,
            Set<RoleId> roles,
            Optional<TenantId> provider) {}

    /**
     * A relationship after a change.
     *
     * @param operation where it is one that is polled
     */
    record Changed(Kept kept, Optional<Operation> operation) {}

    /** Only what is present changes. */
    public record Change(
            Optional<String> displayName,
            Optional<Lifetime> lifetime,
            Optional<AutoExtend> autoExtend,
            Optional<Set<RoleId>> roles,
            Optional<TenantId> customer,
            Optional<TenantId> provider) {

        boolean onlyExtensionAndRoles() {
            return displayName.isEmpty() && lifetime.isEmpty() && customer.isEmpty() && provider.isEmpty();
        }
    }

    /** @throws Refusal {@link Fault#NAME_TAKEN}, {@link Fault#INVALID}, {@link Fault#TOO_MANY_OFFERS} */
    Kept offer(Authority by, Offer offer, Instant at) {
        offer.customer().ifPresent(customer -> canBeCustomer(by.tenant(), customer));
        Tenant partner = tenants.find(by.tenant()).orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
        var id = new RelationshipId(UUID.randomUUID(), by.tenant());
        Terms terms = valid(() -> new Terms(
                id,
                offer.customer(),
                offer.displayName(),
                offer.lifetime(),
                offer.autoExtend(),
                offer.roles(),
                at,
                offer.provider()));
        return relationships.add(terms, partner.displayName(), at);
    }

    /**
     * Before the lock everything may change. Once active, extension may be agreed or stopped and roles may be dropped, never added: the
     * customer has approved no more.
     *
     * @param precondition is told the present revision under the lock
     */
    Changed change(Authority by, RelationshipId id, Change change, LongConsumer precondition, Instant at) {
        change.customer().ifPresent(customer -> canBeCustomer(by.tenant(), customer));
        return relationships.locked(by.tenant(), id, at, locked -> {
            onlyPartner(by, id);
            precondition.accept(locked.kept().revision());
            Kept before = locked.kept();
            change.customer().ifPresent(customer -> Relationships.hasRoom(locked.handle(), id, customer));
            Kept after = relationships.change(locked, amendment(change), at);
            trail.changed(locked.handle(), Activity.UPDATE_RELATIONSHIP, before.relationship(), after.relationship());
            return new Changed(after, dropped(locked, before, after, at));
        });
    }

    /** Taking roles from a running relationship reaches the gateways a moment later; everything else is done with the call. */
    private Optional<Operation> dropped(Relationships.Locked locked, Kept before, Kept after, Instant at) {
        Set<RoleId> left = after.relationship().terms().roles();
        if (!before.running() || before.relationship().terms().roles().equals(left)) {
            return Optional.empty();
        }
        return Optional.of(operations.begin(
                locked,
                Operation.Type.RELATIONSHIP_UPDATE,
                Map.of("accessDetails", RelationshipJson.AccessDetails.of(left)),
                at));
    }

    /** @param precondition is told the present revision under the lock */
    void delete(Authority by, RelationshipId id, LongConsumer precondition, Instant at) {
        relationships.locked(by.tenant(), id, at, locked -> {
            onlyPartner(by, id);
            precondition.accept(locked.kept().revision());
            if (!(locked.kept().relationship() instanceof Created)) {
                throw refused(locked.kept().relationship());
            }
            relationships.delete(locked);
            return locked;
        });
    }

    private static UnaryOperator<Relationship> amendment(Change change) {
        return relationship -> switch (relationship) {
            case Created created -> created.amended(valid(() -> amended(created.terms(), change)));
            case Active active -> active.amended(valid(() -> reduced(active.terms(), change)));
            case Expiring expiring -> expiring.amended(valid(() -> reduced(expiring.terms(), change)));
            case Relationship.ApprovalPending other -> throw refused(other);
            case Relationship.Approved other -> throw refused(other);
            case Relationship.Activating other -> throw refused(other);
            case Relationship.Expired other -> throw refused(other);
            case Relationship.TerminationRequested other -> throw refused(other);
            case Relationship.Terminating other -> throw refused(other);
            case Relationship.Terminated other -> throw refused(other);
        };
    }

    private static Terms amended(Terms terms, Change change) {
        return new Terms(
                terms.id(),
                change.customer().or(terms::customer),
                change.displayName().orElse(terms.displayName()),
                change.lifetime().orElse(terms.lifetime()),
                change.autoExtend().orElse(terms.autoExtend()),
                change.roles().orElse(terms.roles()),
                terms.createdAt(),
                change.provider().or(terms::provider));
    }

    private static Terms reduced(Terms terms, Change change) {
        Set<RoleId> roles = change.roles().orElse(terms.roles());
        if (!change.onlyExtensionAndRoles()) {
            throw new Refusal(
                    Fault.NOT_IN_THIS_STATE,
                    "Of an active relationship only autoExtendDuration and accessDetails can be changed.");
        }
        if (!terms.roles().containsAll(roles)) {
            throw new Refusal(Fault.NOT_IN_THIS_STATE, "Roles can be taken from an active relationship, not added.");
        }
        return terms.with(roles).with(change.autoExtend().orElse(terms.autoExtend()));
    }

    static void onlyPartner(Authority by, RelationshipId id) {
        if (!by.tenant().equals(id.partner())) {
            throw new Refusal(Fault.NOT_ALLOWED, "Only the partner changes a relationship's terms and assignments.");
        }
    }

    /** Whether a tenant of that id is there is not told: this is no directory of tenants, and an offer to nobody lapses. */
    private static void canBeCustomer(TenantId partner, TenantId customer) {
        if (customer.equals(partner)) {
            throw new Refusal(Fault.INVALID, "Nobody is his own customer.");
        }
    }

    static Refusal refused(Relationship relationship) {
        return new Refusal(
                Fault.NOT_IN_THIS_STATE,
                "The relationship's status is '%s', which does not allow this."
                        .formatted(relationship.status().wire()));
    }

    private interface Making {
        Terms terms();
    }

    private static Terms valid(Making making) {
        try {
            return making.terms();
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.INVALID, String.valueOf(e.getMessage()));
        }
    }
}
