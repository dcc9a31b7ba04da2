package io.homeward.intel;

/** A file is not what its name says. The message is for an operator. */
final class Unreadable extends RuntimeException {
    Unreadable(String message) {
        super(message);
    }

    Unreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
