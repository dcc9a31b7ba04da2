package io.homeward.accessrules;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** A directory role, by its template id; also of roles that {@link DirectoryRole} does not know. */
public record RoleId(UUID value) {
    public RoleId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static RoleId of(String text) {
        return new RoleId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
