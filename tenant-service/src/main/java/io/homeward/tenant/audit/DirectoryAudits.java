package io.homeward.tenant.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The trails as they are read. */
@Singleton
class DirectoryAudits {
    private static final Listing<Recorded> ENTRIES = new Listing<>(
            "e.number, encode(e.hash, 'hex') as hash, e.entry",
            "audit_entry e",
            "e.tenant_id = :tenant",
            DirectoryAudits::read);

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
        return database.in(tenant, handle -> ENTRIES.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    Optional<Recorded> find(TenantId tenant, UUID id) {
        return database.in(
                tenant,
                handle -> ENTRIES.find(handle, "e.entry_id = :id", sql -> sql.bind("tenant", tenant.value())
                        .bind("id", id)));
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
