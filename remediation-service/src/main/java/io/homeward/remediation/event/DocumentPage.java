package io.homeward.remediation.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.outbox.SnapshotSource.Row;
import io.homeward.outbox.SnapshotSource.RowKey;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** A page of a table that keeps the body of its feed. */
final class DocumentPage {
    private DocumentPage() {}

    /** @param id the column beside {@code tenant_id} that is the feed's key */
    static List<Row> of(Handle handle, String table, String id, RowKey after, int limit) {
        return handle.createQuery("""
                        select tenant_id, <id>, version, document from <table>
                        where (tenant_id, <id>) > (:tenant, cast(:key as uuid)) order by tenant_id, <id> limit :limit
                        """)
                .define("table", table)
                .define("id", id)
                .bind("tenant", after.tenant().value())
                .bind("key", after.key())
                .bind("limit", limit)
                .map((row, context) -> new Row(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        row.getString(id),
                        row.getLong("version"),
                        json(row.getString("document"))))
                .list();
    }

    private static JsonNode json(String document) {
        try {
            return FeedJson.mapper().readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept body cannot be read", e);
        }
    }
}
