package io.homeward.remediation.session;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** One session of one person. The {@code sid} of tokens. */
public record SessionId(UUID value) {
    public SessionId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static SessionId of(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
