package io.homeward.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedName;
import io.homeward.outbox.Outbox;
import io.homeward.outbox.SnapshotSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A feed whose things have a table with the columns {@code tenant_id}, {@code version} and {@code published}. What was appended last stands
 * beside the thing, so that a snapshot says exactly what the feed said, and the feed role needs to read nothing else.
 */
public abstract class PublishedFeed implements SnapshotSource {
    private static final int UUID_LENGTH = 36;

    private final FeedName feed;
    private final String table;
    private final String key;
    private final Outbox outbox;

    /** @param key the column that, with the tenant, tells the things apart; of type {@code uuid} */
    protected PublishedFeed(FeedName feed, String table, String key, Outbox outbox) {
        this.feed = feed;
        this.table = table;
        this.key = key;
        this.outbox = outbox;
    }

    @Override
    public FeedName feed() {
        return feed;
    }

    /** How readers call the thing. It begins with the id. */
    protected String keyOf(TenantId tenant, UUID id) {
        return id.toString();
    }

    /**
     * Says the new state of a thing whose row is locked in this transaction.
     *
     * @param body the whole state, as the contract's example has it
     */
    public void publish(Handle handle, TenantId tenant, UUID id, Object body) {
        long version = outbox.append(handle, feed, tenant, keyOf(tenant, id), body);
        handle.createUpdate(
                        "update %s set version = :version, published = cast(:body as jsonb) where tenant_id = :tenant and %s = :id"
                                .formatted(table, key))
                .bind("version", version)
                .bind("body", text(body))
                .bind("tenant", tenant.value())
                .bind("id", id)
                .execute();
    }

    /** Says that a thing whose row is locked, and deleted in this transaction, is gone. */
    public void gone(Handle handle, TenantId tenant, UUID id) {
        outbox.append(handle, feed, tenant, keyOf(tenant, id), null);
    }

    @Override
    public List<Row> page(Handle handle, RowKey after, int limit) {
        return handle.createQuery("""
                        select tenant_id, %2$s as id, version, published::text as body from %1$s
                        where published is not null and (tenant_id, %2$s) > (:tenant, cast(:key as uuid))
                        order by tenant_id, %2$s limit :limit""".formatted(table, key))
                .bind("tenant", after.tenant().value())
                .bind("key", after.key().substring(0, UUID_LENGTH))
                .bind("limit", limit)
                .map((row, context) -> {
                    var tenant = new TenantId(row.getObject("tenant_id", UUID.class));
                    return new Row(
                            tenant,
                            keyOf(tenant, row.getObject("id", UUID.class)),
                            row.getLong("version"),
                            json(row.getString("body")));
                })
                .list();
    }

    private static String text(Object body) {
        try {
            return FeedJson.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a body: " + body.getClass(), e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return FeedJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database returned what is no JSON", e);
        }
    }
}
