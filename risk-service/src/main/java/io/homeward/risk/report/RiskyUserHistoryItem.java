package io.homeward.risk.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Graph {@code riskyUserHistoryItem}.
 *
 * @param initiatedBy who; null for the system
 */
record RiskyUserHistoryItem(
        String id,
        @JsonProperty("isDeleted") boolean deleted,
        @JsonProperty("isProcessing") boolean processing,
        String riskLevel,
        String riskState,
        String riskDetail,
        Instant riskLastUpdatedDateTime,
        @Nullable String userDisplayName,
        @Nullable String userPrincipalName,
        String userId,
        @Nullable String initiatedBy,
        Activity activity) {

    record Activity(String detail, List<String> riskEventTypes) {}
}
