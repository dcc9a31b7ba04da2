package io.homeward.tenant.delegation;

import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSql;
import io.homeward.graph.query.Listed;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * What belongs to one relationship: its requests, assignments or operations.
 *
 * @param where with the parameters {@code tenant} (the partner), {@code relationship} and, where it needs it, {@code settled}
 */
record Part(String columns, String from, String where, RelationshipId relationship, Instant now) {

    <T> GraphPage<T> page(Handle handle, GraphQuery query, RowMapper<T> read) {
        GraphSql sql = query.sql(columns, from, where);
        return query.page(
                bound(handle.createQuery(sql.page().sql()).bindMap(sql.page().bindings()))
                        .map((row, context) -> new Listed<>(read.map(row, context), row.getString(GraphSql.CURSOR)))
                        .list(),
                () -> bound(handle.createQuery(sql.count().sql())
                                .bindMap(sql.count().bindings()))
                        .mapTo(Long.class)
                        .one());
    }

    private <T extends SqlStatement<T>> T bound(T statement) {
        return statement
                .bind("tenant", relationship.partner().value())
                .bind("relationship", relationship.own())
                .bind("settled", Assignments.settled(now));
    }
}
