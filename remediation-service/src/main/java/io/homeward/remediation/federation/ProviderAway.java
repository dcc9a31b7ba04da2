package io.homeward.remediation.federation;

/** A provider was not reached, or does not speak as one does. The message is for the log. */
public final class ProviderAway extends Exception {
    ProviderAway(String message) {
        super(message);
    }

    ProviderAway(String message, Throwable cause) {
        super(message, cause);
    }
}
