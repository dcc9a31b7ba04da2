package io.homeward.risk.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedName;
import io.homeward.outbox.SnapshotSource;
import io.homeward.risk.standing.Standings;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Everybody who is not clear, or was not clear once, as the feed {@code standings} shows them. */
@Singleton
public class StandingsSnapshot implements SnapshotSource {

    @Override
    public FeedName feed() {
        return Standings.FEED;
    }

    @Override
    public List<Row> page(Handle handle, RowKey after, int limit) {
        return handle.createQuery("""
                        select tenant_id, person_id, version, body from user_risk
                        where (tenant_id, person_id) > (:tenant, cast(:key as uuid)) order by tenant_id, person_id limit :limit""")
                .bind("tenant", after.tenant().value())
                .bind("key", after.key())
                .bind("limit", limit)
                .map((row, context) -> new Row(
                        TenantId.of(row.getString("tenant_id")),
                        row.getString("person_id"),
                        row.getLong("version"),
                        read(row.getString("body"))))
                .list();
    }

    private static JsonNode read(String body) {
        try {
            return FeedJson.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A standing that we have written cannot be read", e);
        }
    }
}
