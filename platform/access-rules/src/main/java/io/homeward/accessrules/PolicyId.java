package io.homeward.accessrules;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** One conditional-access policy. */
public record PolicyId(UUID value) {
    public PolicyId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static PolicyId of(String text) {
        return new PolicyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
