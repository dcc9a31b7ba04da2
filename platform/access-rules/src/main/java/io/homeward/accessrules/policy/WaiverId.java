package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** One home waiver (D14). */
public record WaiverId(UUID value) {
    public WaiverId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static WaiverId of(String text) {
        return new WaiverId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
