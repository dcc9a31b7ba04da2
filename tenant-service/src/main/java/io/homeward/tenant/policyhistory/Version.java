package io.homeward.tenant.policyhistory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of a tenant's rules, as it goes out.
 *
 * @param number counts from 1 without gaps
 * @param reason in the author's own words
 * @param restores the version it brought back
 */
@JsonInclude
public record Version(
        long number,
        Instant at,
        By author,
        @Nullable String reason,
        @Nullable Long restores,
        List<Touched> changes) {
    public Version {
        changes = List.copyOf(changes);
    }

    /**
     * Who made it.
     *
     * @param kind {@code person}, {@code application} or {@code system}
     * @param homeTenantId of a person: the tenant that owns the account
     */
    @JsonInclude
    public record By(
            String kind, @Nullable UUID id, @Nullable UUID homeTenantId) {}

    /**
     * One thing it changed.
     *
     * @param change one of three words: it was added, changed or removed
     */
    public record Touched(String thing, UUID id, String name, String change) {}

    /**
     * One thing as it stood at a version.
     *
     * @param value of a policy, location or strength: Graph's JSON without id and times; of a setting: as feeds have it
     */
    public record Standing(String thing, UUID id, String name, JsonNode value) {}
}
