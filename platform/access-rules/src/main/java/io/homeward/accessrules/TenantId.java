package io.homeward.accessrules;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** A tenant, by the id its directory gave it. */
public record TenantId(UUID value) {
    public TenantId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static TenantId of(String text) {
        return new TenantId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
