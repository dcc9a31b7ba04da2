package io.homeward.risk.export;

/** A file, or what was said about it, cannot be understood. The reason is for whoever sent it. */
public final class NotUnderstood extends Exception {
    private final String reason;

    public NotUnderstood(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
