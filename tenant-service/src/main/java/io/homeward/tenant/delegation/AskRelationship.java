package io.homeward.tenant.delegation;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.crosstenant.ProviderConstraints;
import io.homeward.tenant.registry.PlatformTenant;
import io.homeward.tenant.registry.Tenant;
import io.homeward.tenant.registry.Tenants;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** What either side asks of a relationship: lock, approve, reject, terminate. The request is kept with who asked. */
@Singleton
public class AskRelationship {
    private static final Part<Request> REQUESTS = new Part<>(
            "q.request_id, q.action, q.status, q.created_at", "relationship_request q", "q", AskRelationship::read);

    private final Relationships relationships;
    private final RelationshipTrail trail;
    private final Tenants tenants;
    private final PlatformTenant platform;
    private final TenantDatabase database;

    AskRelationship(
            Relationships relationships,
            RelationshipTrail trail,
            Tenants tenants,
            PlatformTenant platform,
            TenantDatabase database) {
        this.relationships = relationships;
        this.trail = trail;
        this.tenants = tenants;
        this.platform = platform;
        this.database = database;
    }

    /** @param status always {@code succeeded} today: what cannot be done is refused */
    record Request(UUID id, Action action, String status, Instant createdAt) {}

    /** @throws Refusal {@link Fault#RELATIONSHIP_UNKNOWN}, or as {@link Action#on} */
    Request ask(Authority by, RelationshipId id, Action action, Instant at) {
        Optional<String> ownName = tenants.find(by.tenant()).map(Tenant::displayName);
        Consumer<Handle> constraints =
                action == Action.APPROVE ? handle -> ProviderConstraints.hold(handle, by.tenant()) : handle -> {};
        return relationships.locked(by.tenant(), id, at, constraints, locked -> {
            if (action == Action.APPROVE && by.tenant().equals(platform.id())) {
                throw new Refusal(Fault.NOT_ALLOWED);
            }
            Relationship after = action.on(locked.kept().relationship(), by.tenant(), at);
            if (action == Action.APPROVE) {
                within(ProviderConstraints.of(locked.handle(), by.tenant(), id.partner()), after.terms());
            }
            Kept named = action == Action.APPROVE ? approved(locked.kept(), ownName) : locked.kept();
            var request = new Request(UUID.randomUUID(), action, "succeeded", at);
            insert(locked.handle(), by, id, after, request);
            relationships.write(locked.handle(), named.now(after, at));
            trail.asked(locked.handle(), action, locked.kept().relationship(), after);
            return request;
        });
    }

    /** @throws Refusal {@link Fault#RELATIONSHIP_UNKNOWN} */
    GraphPage<Request> requests(TenantId tenant, RelationshipId id, GraphQuery query, Instant now) {
        relationships.find(tenant, id);
        return database.inEach(List.of(tenant, id.partner()), handle -> REQUESTS.page(handle, id, query, now));
    }

    /** @throws Refusal {@link Fault#RELATIONSHIP_UNKNOWN}, {@link Fault#REQUEST_UNKNOWN} */
    Request request(TenantId tenant, RelationshipId id, Optional<UUID> which, Instant now) {
        relationships.find(tenant, id);
        return which.flatMap(request -> database.inEach(
                        List.of(tenant, id.partner()),
                        handle -> REQUESTS.find(handle, id, "q.request_id = :id", request, now)))
                .orElseThrow(() -> new Refusal(Fault.REQUEST_UNKNOWN));
    }

    private static void within(Optional<Set<RoleId>> constraints, Terms terms) {
        if (constraints.filter(allowed -> !allowed.containsAll(terms.roles())).isPresent()) {
            throw new Refusal(Fault.BEYOND_CONSTRAINTS);
        }
    }

    /** Whoever approves an offer that names an indirect provider allows that provider by name (D20). */
    private static Kept approved(Kept kept, Optional<String> customerName) {
        Terms terms = kept.relationship().terms();
        return kept.with(customerName).with(terms.provider().map(Set::of).orElse(Set.of()));
    }

    private static void insert(Handle handle, Authority by, RelationshipId id, Relationship after, Request request) {
        handle.createUpdate("""
                        insert into relationship_request (tenant_id, request_id, relationship_id, customer_tenant_id, asked_by_tenant, asked_by,
                            action, status, created_at)
                        values (:tenant, :id, :relationship, :customer, :askedByTenant, :askedBy, :action, :status, :at)""")
                .bind("tenant", id.partner().value())
                .bind("id", request.id())
                .bind("relationship", id.own())
                .bind("customer", after.terms().customer().map(TenantId::value).orElse(null))
                .bind("askedByTenant", by.tenant().value())
                .bind("askedBy", by.id())
                .bind("action", request.action().wire())
                .bind("status", request.status())
                .bind("at", request.createdAt().atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static Request read(ResultSet row) throws SQLException {
        return new Request(
                row.getObject("request_id", UUID.class),
                Action.of(row.getString("action")).orElseThrow(),
                row.getString("status"),
                row.getTimestamp("created_at").toInstant());
    }
}
