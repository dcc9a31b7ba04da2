package io.homeward.feed;

/** What the reader has no longer leads to the present: another epoch, a position no longer kept, or a gap. Only a new snapshot does. */
public final class FeedExpired extends Exception {
    public FeedExpired(String message) {
        super(message);
    }
}
