package io.homeward.remediation.outside;

/** Nothing was heard from outside, or nobody was called. The message is for the log. */
public final class NotReached extends Exception {
    NotReached(String message) {
        super(message);
    }

    NotReached(String message, Throwable cause) {
        super(message, cause);
    }
}
