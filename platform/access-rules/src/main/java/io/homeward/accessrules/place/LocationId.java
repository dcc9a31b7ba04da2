package io.homeward.accessrules.place;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** A named location of one tenant. */
public record LocationId(UUID value) {
    public LocationId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static LocationId of(String text) {
        return new LocationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
