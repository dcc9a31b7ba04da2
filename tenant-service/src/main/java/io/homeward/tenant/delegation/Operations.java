package io.homeward.tenant.delegation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The operations of a relationship. They are kept as long as it is. */
@Singleton
class Operations {

    /** Needs {@link Assignments#settled} bound as {@code settled}. */
    static final String STATUS = "(case when o.created_at > :settled then 'running' else 'succeeded' end)";

    private static final Part<Operation> OPERATIONS = new Part<>(
            "o.operation_id, o.type, o.data, o.created_at, " + STATUS + " as status",
            "relationship_operation o",
            "o",
            Operations::read);

    private final Relationships relationships;
    private final TenantDatabase database;
    private final ObjectMapper json;

    Operations(Relationships relationships, TenantDatabase database, ObjectMapper json) {
        this.relationships = relationships;
        this.database = database;
        this.json = json;
    }

    /** @throws Refusal {@link Fault#RELATIONSHIP_UNKNOWN} */
    GraphPage<Operation> list(TenantId tenant, RelationshipId id, GraphQuery query, Instant now) {
        relationships.find(tenant, id);
        return database.inEach(List.of(tenant, id.partner()), handle -> OPERATIONS.page(handle, id, query, now));
    }

    /** @throws Refusal {@link Fault#RELATIONSHIP_UNKNOWN}, {@link Fault#OPERATION_UNKNOWN} */
    Operation find(TenantId tenant, RelationshipId id, Optional<UUID> which, Instant now) {
        relationships.find(tenant, id);
        return which.flatMap(operation -> database.inEach(
                        List.of(tenant, id.partner()),
                        handle -> OPERATIONS.find(handle, id, "o.operation_id = :id", operation, now)))
                .orElseThrow(() -> new Refusal(Fault.OPERATION_UNKNOWN));
    }

    /** Notes what was asked for, in the transaction that does it. */
    Operation begin(Relationships.Locked locked, Operation.Type type, Map<String, Object> asked, Instant at) {
        Terms terms = locked.kept().relationship().terms();
        var operation = new Operation(UUID.randomUUID(), type, text(asked), "running", at);
        locked.handle()
                .createUpdate("""
                        insert into relationship_operation (tenant_id, operation_id, relationship_id, customer_tenant_id, type, data, created_at)
                        values (:tenant, :id, :relationship, :customer, :type, :data, :at)""")
                .bind("tenant", terms.partner().value())
                .bind("id", operation.id())
                .bind("relationship", terms.id().own())
                .bind("customer", terms.customer().orElseThrow().value())
                .bind("type", type.wire())
                .bind("data", operation.data())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute();
        return operation;
    }

    private String text(Map<String, Object> asked) {
        try {
            return json.writeValueAsString(asked);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not an operation's data", e);
        }
    }

    private static Operation read(ResultSet row) throws SQLException {
        String type = row.getString("type");
        return new Operation(
                row.getObject("operation_id", UUID.class),
                Arrays.stream(Operation.Type.values())
                        .filter(known -> known.wire().equals(type))
                        .findFirst()
                        .orElseThrow(),
                row.getString("data"),
                row.getString("status"),
                row.getTimestamp("created_at").toInstant());
    }
}
