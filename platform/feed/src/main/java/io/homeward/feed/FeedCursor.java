package io.homeward.feed;

import static java.util.Objects.requireNonNull;

/**
 * A place in a feed. Also the first line of a snapshot on the wire.
 *
 * @param epoch the history the position belongs to; another epoch (restore, failover) makes the position meaningless
 * @param position the last position applied; 0 is before the first
 */
public record FeedCursor(String epoch, long position) {
    public FeedCursor {
        requireNonNull(epoch, "epoch");
        if (position < 0) {
            throw new IllegalArgumentException("A position is not negative: " + position);
        }
    }

    public FeedCursor at(long newPosition) {
        return new FeedCursor(epoch, newPosition);
    }
}
