package io.homeward.outbox;

import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedName;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The current state behind one feed. A service has one bean of this kind per feed; a feed without one does not exist. */
public interface SnapshotSource {

    FeedName feed();

    /**
     * The next rows in the order of (tenant, key); each page is a short transaction of its own, so the pages are not one point in time.
     *
     * @param handle a read-only transaction of the feed role, which sees all tenants
     * @param after the last row of the page before; {@link RowKey#BEFORE_ALL} for the first
     * @return at most {@code limit} rows; fewer mean that there are no more
     */
    List<Row> page(Handle handle, RowKey after, int limit);

    /** How many rows are held in memory at once. Fewer where bodies are large. */
    default int pageSize() {
        return 200;
    }

    /**
     * One thing as it stands.
     *
     * @param version what {@link Outbox#append} returned when it was last written
     * @param body the same as was appended
     */
    record Row(TenantId tenant, String key, long version, Object body) {}

    /** A place in the order of (tenant, key). */
    record RowKey(TenantId tenant, String key) {
        /** No tenant has this id, so the key does not matter; it is an id too, so that it can be cast to one. */
        public static final RowKey BEFORE_ALL = new RowKey(new TenantId(new UUID(0, 0)), new UUID(0, 0).toString());
    }
}
