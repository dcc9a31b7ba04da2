package io.homeward.accessrules;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** A group of people in one tenant's directory. */
public record GroupId(UUID value) {
    public GroupId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static GroupId of(String text) {
        return new GroupId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
