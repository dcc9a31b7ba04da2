package io.homeward.accessrules.risk;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** One risk detection. */
public record DetectionId(UUID value) {
    public DetectionId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static DetectionId of(String text) {
        return new DetectionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
