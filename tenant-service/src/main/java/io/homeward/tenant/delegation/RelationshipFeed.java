package io.homeward.tenant.delegation;

import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedName;
import io.homeward.outbox.Outbox;
import io.homeward.tenant.PublishedFeed;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The feed {@code relationships}, key: the relationship's id; it belongs to the partner's tenant. */
@Singleton
class RelationshipFeed extends PublishedFeed {
    RelationshipFeed(Outbox outbox) {
        super(new FeedName("relationships"), "relationship", "relationship_id", outbox);
    }

    @Override
    protected String keyOf(TenantId tenant, UUID id) {
        return new RelationshipId(id, tenant).toString();
    }
}
