package io.homeward.remediation.event;

import io.homeward.feed.FeedName;
import io.homeward.outbox.SnapshotSource;
import io.homeward.remediation.credential.Remediations;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** All remediations there were, behind the feed {@code remediations}; who has applied one applies it no second time. */
@Singleton
class RemediationSnapshot implements SnapshotSource {

    @Override
    public FeedName feed() {
        return Remediations.FEED;
    }

    @Override
    public List<Row> page(Handle handle, RowKey after, int limit) {
        return DocumentPage.of(handle, "remediation", "remediation_id", after, limit);
    }
}
