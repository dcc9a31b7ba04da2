package io.homeward.remediation.event;

import io.homeward.feed.FeedName;
import io.homeward.outbox.SnapshotSource;
import io.homeward.remediation.credential.Capabilities;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The present state behind the feed {@code capabilities}. */
@Singleton
class CapabilitySnapshot implements SnapshotSource {

    @Override
    public FeedName feed() {
        return Capabilities.FEED;
    }

    @Override
    public List<Row> page(Handle handle, RowKey after, int limit) {
        return DocumentPage.of(handle, "capability", "person_id", after, limit);
    }
}
