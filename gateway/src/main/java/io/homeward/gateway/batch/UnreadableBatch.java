package io.homeward.gateway.batch;

/** The batch is refused as a whole. */
public final class UnreadableBatch extends Exception {
    private final String why;

    UnreadableBatch(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    /** For the caller. */
    public String why() {
        return why;
    }
}
