package io.homeward.auditcheck;

/** A trail was tampered with, or lost a part. */
public final class Broken extends RuntimeException {
    private final long number;

    /** @param number of the first entry that is not as it was written */
    public Broken(long number, String why) {
        super(why);
        this.number = number;
    }

    public long number() {
        return number;
    }
}
