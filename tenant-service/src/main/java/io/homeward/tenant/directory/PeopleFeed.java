package io.homeward.tenant.directory;

import io.homeward.feed.FeedName;
import io.homeward.outbox.Outbox;
import io.homeward.tenant.PublishedFeed;
import jakarta.inject.Singleton;

/** The feed {@code people}, key: the person's id. */
@Singleton
class PeopleFeed extends PublishedFeed {
    PeopleFeed(Outbox outbox) {
        super(new FeedName("people"), "person", "person_id", outbox);
    }
}
