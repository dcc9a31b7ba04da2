package io.homeward.risk.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in as its owner may see it: nothing of what was found in it, or how risky it was thought to be. What is null is not known.
 *
 * @param id as the source calls it
 * @param errorCode 0 where he, or somebody, got in
 * @param mfa {@code passed}, {@code failed}, or null where none was asked for
 */
@JsonInclude
record OwnSignIn(
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
