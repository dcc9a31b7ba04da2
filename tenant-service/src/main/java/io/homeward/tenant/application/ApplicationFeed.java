package io.homeward.tenant.application;

import io.homeward.feed.FeedName;
import io.homeward.outbox.Outbox;
import io.homeward.tenant.PublishedFeed;
import jakarta.inject.Singleton;

/** The feed {@code applications}, key: the application's id. */
@Singleton
class ApplicationFeed extends PublishedFeed {
    ApplicationFeed(Outbox outbox) {
        super(new FeedName("applications"), "application", "application_id", outbox);
    }
}
