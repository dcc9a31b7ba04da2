package io.homeward.risk.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Graph {@code signIn}. What is null was not told by the source, or is not known here.
 *
 * @param id as the source calls it
 * @param userId null where nobody of that name is in the directory
 * @param userPrincipalName the name that was tried, in lower case
 * @param conditionalAccessStatus as far as the outcome tells: {@code failure} where MFA, a new password or a block was demanded and not met,
 *     {@code success} where a second factor was passed
 * @param riskLevelAggregated of an open risk only
 * @param appliedConditionalAccessPolicies empty: what policies said is in the decision log
 */
@JsonInclude
record LoggedSignIn(
        String id,
        Instant createdDateTime,
        @Nullable String userId,
        @Nullable String userDisplayName,
        String userPrincipalName,
        @Nullable String appId,
        @Nullable String appDisplayName,
        @Nullable String ipAddress,
        @Nullable Integer autonomousSystemNumber,
        @Nullable String clientAppUsed,
        @Nullable String userAgent,
        @Nullable String correlationId,
        String conditionalAccessStatus,
        String authenticationRequirement,
        @JsonProperty("isInteractive") boolean interactive,
        List<String> signInEventTypes,
        String riskDetail,
        String riskLevelAggregated,
        String riskLevelDuringSignIn,
        String riskState,
        List<String> riskEventTypes,
        @JsonProperty("riskEventTypes_v2") List<String> kinds,
        Status status,
        DeviceDetail deviceDetail,
        RiskDetection.Location location,
        @Nullable String sessionId,
        @Nullable String tokenIssuerName,
        String tokenIssuerType,
        @Nullable String incomingTokenType,
        List<NetworkLocation> networkLocationDetails,
        List<Object> appliedConditionalAccessPolicies) {

    record Status(
            int errorCode,
            @Nullable String failureReason,
            @Nullable String additionalDetails) {}

    record DeviceDetail(
            @Nullable String deviceId,
            @Nullable String displayName,
            @Nullable String operatingSystem,
            @Nullable String browser,
            @Nullable String browserId,
            @JsonProperty("isCompliant") @Nullable Boolean compliant,
            @JsonProperty("isManaged") @Nullable Boolean managed,
            @Nullable String trustType) {}

    record NetworkLocation(String networkType, List<String> networkNames) {
        static final NetworkLocation TRUSTED = new NetworkLocation("trustedNamedLocation", List.of());
    }
}
