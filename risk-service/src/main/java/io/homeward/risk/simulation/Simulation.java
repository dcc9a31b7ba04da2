package io.homeward.risk.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One simulation, as kept and as shown.
 *
 * @param detectionId null where the same was said of the person already, so that a real one had added nothing either
 * @param by who raised it
 * @param purgedDateTime when its detection was removed; null while it is there
 */
record Simulation(
        String id,
        String requestId,
        String userId,
        String riskEventType,
        String riskLevel,
        @Nullable String detectionId,
        @Nullable String ipAddress,
        @Nullable String city,
        @Nullable String country,
        @Nullable String userAgent,
        @Nullable String appDisplayName,
        String by,
        Instant createdDateTime,
        @Nullable String purgedBy,
        @Nullable Instant purgedDateTime) {

    @JsonProperty
    boolean simulated() {
        return true;
    }
}
