package io.homeward.remediation.risk;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One attempt to sign in, in the shape in which risk-service takes it: a subset of Graph's {@code signIn}. */
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
        Status status) {

    public record DeviceDetail(
            @Nullable String deviceId,
            @Nullable String operatingSystem,
            @Nullable String browser) {}

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

    /** What came of its second factor, for {@code outcome}. */
    public record Outcome(int errorCode, @Nullable String mfa) {
        public static Outcome of(int errorCode, Optional<Boolean> mfaPassed) {
            return new Outcome(
                    errorCode,
                    mfaPassed.map(passed -> passed ? "passed" : "failed").orElse(null));
        }
    }
}
