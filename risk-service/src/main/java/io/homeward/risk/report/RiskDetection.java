package io.homeward.risk.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Graph {@code riskDetection}. */
record RiskDetection(
        String id,
        @Nullable String requestId,
        @Nullable String correlationId,
        String riskEventType,
        String riskState,
        String riskLevel,
        String riskDetail,
        String source,
        String detectionTimingType,
        String activity,
        String tokenIssuerType,
        @Nullable String ipAddress,
        @Nullable Location location,
        Instant activityDateTime,
        Instant detectedDateTime,
        Instant lastUpdatedDateTime,
        String userId,
        @Nullable String userDisplayName,
        @Nullable String userPrincipalName,
        String additionalInfo) {

    record Location(
            @Nullable String city,
            @Nullable String state,
            @Nullable String countryOrRegion,
            @Nullable GeoCoordinates geoCoordinates) {}

    record GeoCoordinates(@Nullable Double altitude, double latitude, double longitude) {}
}
