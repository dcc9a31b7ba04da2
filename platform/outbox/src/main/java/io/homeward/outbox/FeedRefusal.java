package io.homeward.outbox;

/** Why a feed is not served as asked. */
final class FeedRefusal extends RuntimeException {

    /** In the words of the reader: ask for something else, ask properly, take a snapshot, ask again. */
    enum Kind {
        UNKNOWN_FEED,
        BAD_PARAMETER,
        EXPIRED,
        UNAVAILABLE
    }

    private final Kind kind;

    FeedRefusal(Kind kind, String detail) {
        super(detail);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
