package io.homeward.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedName;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Where a writer says what has changed, in the transaction that changes it. */
@Singleton
public class Outbox {
    private final Sequencing sequencing;

    Outbox(Sequencing sequencing) {
        this.sequencing = sequencing;
    }

    /**
     * Adds the new state of one thing. The caller has locked the thing's row in this transaction before (inserted, updated or selected it for
     * update): that makes the versions of one key rise in the order of its commits.
     *
     * @param handle the writer's transaction, with the tenant bound
     * @param feed one that has a {@link SnapshotSource}
     * @param body the whole state, written with {@link FeedJson#mapper()}; null where the thing is gone
     * @return the version to store with the thing
     */
    public long append(Handle handle, FeedName feed, TenantId tenant, String key, @Nullable Object body) {
        if (!handle.isInTransaction()) {
            throw new IllegalStateException("A change is appended in the transaction that makes it");
        }
        if (sequencing.tail(feed).isEmpty()) {
            // It would wait for a position for ever.
            throw new IllegalArgumentException("The feed " + feed + " is not served here: it has no SnapshotSource");
        }
        long version = handle.createQuery("""
                        insert into outbox (feed, tenant_id, key, body)
                        values (:feed, :tenant, :key, cast(:body as jsonb)) returning id""")
                .bind("feed", feed.value())
                .bind("tenant", tenant.value())
                .bind("key", key)
                .bind("body", text(body))
                .mapTo(Long.class)
                .one();
        handle.afterCommit(sequencing::wake);
        return version;
    }

    private static @Nullable String text(@Nullable Object body) {
        try {
            return body == null ? null : FeedJson.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a body: " + body.getClass(), e);
        }
    }
}
