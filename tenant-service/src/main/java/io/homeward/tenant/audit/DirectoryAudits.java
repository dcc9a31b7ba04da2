package io.homeward.tenant.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSql;
import io.homeward.graph.query.Listed;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The trails as they are read. */
@Singleton
class DirectoryAudits {
    private static final String COLUMNS = "e.number, encode(e.hash, 'hex') as hash, e.entry";

    private final TenantDatabase database;

    DirectoryAudits(TenantDatabase database) {
        this.database = database;
    }

    /**
     * @param number its place in the trail
     * @param hash as hex digits
     */
    record Recorded(long number, String hash, JsonNode entry) {}

    GraphPage<Recorded> list(TenantId tenant, GraphQuery query) {
        GraphSql sql = query.sql(COLUMNS, "audit_entry e", "e.tenant_id = :tenant");
        return database.in(
                tenant,
                handle -> query.page(
                        handle.createQuery(sql.page().sql())
                                .bindMap(sql.page().bindings())
                                .bind("tenant", tenant.value())
                                .map((row, context) -> new Listed<>(read(row), row.getString(GraphSql.CURSOR)))
                                .list(),
                        () -> handle.createQuery(sql.count().sql())
                                .bindMap(sql.count().bindings())
                                .bind("tenant", tenant.value())
                                .mapTo(Long.class)
                                .one()));
    }

    Optional<Recorded> find(TenantId tenant, UUID id) {
        return database.in(tenant, handle -> handle.createQuery(
                        "select " + COLUMNS + " from audit_entry e where e.tenant_id = :tenant and e.entry_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne());
    }

    private static Recorded read(ResultSet row) throws SQLException {
        try {
            return new Recorded(
                    row.getLong("number"),
                    row.getString("hash"),
                    FeedJson.mapper().readTree(row.getString("entry")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An entry is no JSON", e);
        }
    }
}
