package io.homeward.remediation.risk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in of somebody's own, as risk-service keeps it ({@code OwnSignIn} of its contract); it says nothing of risk. What is null is not known.
 *
 * @param errorCode 0 where he, or somebody, got in
 */
@JsonInclude
public record OwnSignIn(
        String id,
        Instant at,
        @Nullable String application,
        @Nullable String ip,
        @Nullable String city,
        @Nullable String country,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String operatingSystem,
        @Nullable String browser,
        @Nullable String sessionId,
        int errorCode,
        @Nullable String mfa) {}
