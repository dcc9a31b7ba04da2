package io.homeward.remediation.risk;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to sign in, or one use of a session, in the shape in which risk-service takes it: a subset of Graph's {@code signIn}.
 *
 * @param isInteractive false for a use of a session
 * @param sessionId of the session that begins with it, or is used; none where nobody has proven anything
 * @param tokenIssuerName who vouches for the person
 * @param incomingTokenType what was shown in place of a password
 */
public record SignIn(
        UUID id,
        Instant createdDateTime,
        @Nullable String userId,
        String userPrincipalName,
        String appId,
        String appDisplayName,
        @Nullable String ipAddress,
        String clientAppUsed,
        @Nullable String userAgent,
        boolean isInteractive,
        DeviceDetail deviceDetail,
        @Nullable Location location,
        @Nullable String sessionId,
        @Nullable String tokenIssuerName,
        @Nullable String incomingTokenType,
        Status status) {

    /** An access token of a session. Graph has no name for it: there only refresh tokens are used for others. */
    public static final String ACCESS_TOKEN = "accessToken";

    public static final String REFRESH_TOKEN = "refreshToken";

    /** A browser's own session. */
    public static final String NO_TOKEN = "none";

    public record DeviceDetail(
            @Nullable String deviceId,
            @Nullable String operatingSystem,
            @Nullable String browser,
            @Nullable String browserId) {}

    public record Location(
            @Nullable String city,
            @Nullable String state,
            @Nullable String countryOrRegion,
            @Nullable GeoCoordinates geoCoordinates) {}

    public record GeoCoordinates(double latitude, double longitude) {}

    public record Status(int errorCode, @Nullable String failureReason) {}

    public SignIn {
        requireNonNull(id, "id");
        requireNonNull(createdDateTime, "createdDateTime");
        requireNonNull(userPrincipalName, "userPrincipalName");
        requireNonNull(deviceDetail, "deviceDetail");
        requireNonNull(status, "status");
    }

    /**
     * How it went on, for {@code outcome}. Every failed try of a second factor is one.
     *
     * @param mfa what came of its second factor just now
     * @param factor how strong it was, where it was passed: {@code phishable} or {@code phishingResistant}
     * @param at when; tells tries apart, also where one is told twice
     */
    public record Outcome(
            int errorCode, @Nullable String mfa, @Nullable String factor, Instant at) {
        public static Outcome of(int errorCode, Optional<Boolean> mfaPassed, Instant at) {
            return new Outcome(
                    errorCode,
                    mfaPassed.map(passed -> passed ? "passed" : "failed").orElse(null),
                    mfaPassed
                            .filter(passed -> passed)
                            .map(passed -> "phishable")
                            .orElse(null),
                    at);
        }

        /** The same, where what was passed was passed with a factor that nobody relays. */
        public Outcome byResistantFactor() {
            return new Outcome(errorCode, mfa, factor == null ? null : "phishingResistant", at);
        }
    }
}
