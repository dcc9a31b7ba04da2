package io.homeward.risk.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Graph {@code riskyUser}. Feedback is synchronous here, so nothing is ever being processed. */
record RiskyUser(
        String id,
        @JsonProperty("isDeleted") boolean deleted,
        @JsonProperty("isProcessing") boolean processing,
        String riskLevel,
        String riskState,
        String riskDetail,
        Instant riskLastUpdatedDateTime,
        @Nullable String userDisplayName,
        @Nullable String userPrincipalName) {}
