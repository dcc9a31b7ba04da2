package io.homeward.tenant.delegation;

import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * What belongs to one relationship: its requests, assignments or operations.
 *
 * @param listing with the parameters {@code tenant} (the partner), {@code relationship} and, where it needs it, {@code settled}
 */
record Part<T>(Listing<T> listing) {

    /**
     * @param from of these tables, one is called as {@code alias} says and names the relationship
     */
    Part(String columns, String from, String alias, Listing.Reader<T> reader) {
        this(new Listing<>(
                columns,
                from,
                "%s.tenant_id = :tenant and %s.relationship_id = :relationship".formatted(alias, alias),
                reader));
    }

    GraphPage<T> page(Handle handle, RelationshipId relationship, GraphQuery query, Instant now) {
        return listing.page(handle, query, sql -> bound(sql, relationship, now));
    }

    /** @param condition which one, with the parameter {@code id} */
    Optional<T> find(Handle handle, RelationshipId relationship, String condition, UUID id, Instant now) {
        return listing.find(
                handle, condition, sql -> bound(sql, relationship, now).bind("id", id));
    }

    private static Query bound(Query sql, RelationshipId relationship, Instant now) {
        return sql.bind("tenant", relationship.partner().value())
                .bind("relationship", relationship.own())
                .bind("settled", Assignments.settled(now));
    }
}
