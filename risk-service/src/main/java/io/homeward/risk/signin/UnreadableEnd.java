package io.homeward.risk.signin;

import java.io.IOException;

/** What comes after this of a file cannot be had. The reason is for whoever sent it. */
public final class UnreadableEnd extends IOException {
    private final String reason;

    public UnreadableEnd(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
