package io.homeward.gateway.authzen;

/** A request that is not what the API asks for. The message is for the caller and names the member that is wrong. */
final class Unreadable extends Exception {
    Unreadable(String message) {
        super(message, null, false, false);
    }

    /** For the caller. */
    String told() {
        return String.valueOf(getMessage());
    }
}
