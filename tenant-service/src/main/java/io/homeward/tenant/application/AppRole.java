package io.homeward.tenant.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role that an application defines for those who use it (Graph: {@code appRole}).
 *
 * @param value what a token says of it
 */
@JsonInclude
public record AppRole(
        UUID id,
        List<String> allowedMemberTypes,
        String displayName,
        String description,
        boolean isEnabled,
        @Nullable String value,
        String origin) {
    public AppRole {
        allowedMemberTypes = List.copyOf(allowedMemberTypes);
    }
}
