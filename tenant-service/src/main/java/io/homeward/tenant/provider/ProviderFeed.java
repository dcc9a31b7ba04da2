package io.homeward.tenant.provider;

import io.homeward.feed.FeedName;
import io.homeward.outbox.Outbox;
import io.homeward.tenant.PublishedFeed;
import jakarta.inject.Singleton;

/** The feed {@code identity-providers}, key: the provider's id. */
@Singleton
class ProviderFeed extends PublishedFeed {
    ProviderFeed(Outbox outbox) {
        super(new FeedName("identity-providers"), "identity_provider", "provider_id", outbox);
    }
}
