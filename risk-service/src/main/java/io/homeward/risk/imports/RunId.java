package io.homeward.risk.imports;

import java.util.UUID;

/** Which run of a tenant. */
public record RunId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
