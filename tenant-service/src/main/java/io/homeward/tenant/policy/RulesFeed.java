package io.homeward.tenant.policy;

import io.homeward.feed.FeedName;
import io.homeward.outbox.Outbox;
import io.homeward.tenant.PublishedFeed;
import jakarta.inject.Singleton;

/** The feed {@code rules}, key: the tenant's id. */
@Singleton
class RulesFeed extends PublishedFeed {
    RulesFeed(Outbox outbox) {
        super(new FeedName("rules"), "tenant_rules", "tenant_id", outbox);
    }

    /** A tenant's policies can be many. */
    @Override
    public int pageSize() {
        return 50;
    }
}
