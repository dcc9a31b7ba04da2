package io.homeward.risk.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in with the right password, as far as decisions need it. What is null is not known.
 *
 * @param id as the source calls it
 * @param application the id the source gave; it need not be a UUID
 * @param client Graph's {@code clientAppUsed}, or a {@code clientAppType}
 * @param country two letters
 * @param operatingSystem as the source or the browser calls it
 * @param level of the sign-in
 * @param userLevel the level of the person's risk when it happened
 * @param mfa {@code passed}, {@code failed}, or null where none was asked for
 */
@JsonInclude
public record SignInFact(
        String id,
        Instant at,
        UUID person,
        @Nullable String application,
        @Nullable String client,
        boolean interactive,
        @Nullable String ip,
        @Nullable String country,
        @Nullable String operatingSystem,
        @Nullable String userAgent,
        int errorCode,
        String level,
        String userLevel,
        @Nullable String mfa) {}
