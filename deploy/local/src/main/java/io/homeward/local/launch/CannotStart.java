package io.homeward.local.launch;

/** Why it does not start, in a sentence that says what to do. */
public final class CannotStart extends Exception {
    private static final long serialVersionUID = 1;

    CannotStart(String message) {
        super(message);
    }
}
