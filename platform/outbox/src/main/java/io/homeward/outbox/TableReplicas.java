package io.homeward.outbox;

import io.homeward.feed.FeedName;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;

/** Makes replicas in tables. Needs {@code db/replica} among the Flyway locations. */
@Singleton
public class TableReplicas {
    private final TenantDatabase tenants;
    private final FeedDatabase feeds;

    TableReplicas(TenantDatabase tenants, FeedDatabase feeds) {
        this.tenants = tenants;
        this.feeds = feeds;
    }

    /**
     * The replica of one feed; hand it to a {@link io.homeward.feed.FeedReader}. Every process of the service has one, on the same tables.
     *
     * @param rows the tables it fills
     */
    public TableReplica of(FeedName feed, ReplicaRows rows) {
        return new TableReplica(feed, rows, tenants, feeds, TableReplica.REBUILD_LEASE);
    }
}
