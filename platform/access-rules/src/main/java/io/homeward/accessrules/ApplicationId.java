package io.homeward.accessrules;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** A registered application (Graph: {@code appId}). */
public record ApplicationId(UUID value) {
    public ApplicationId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static ApplicationId of(String text) {
        return new ApplicationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
