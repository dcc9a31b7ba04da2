package io.homeward.risk.decisionlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is listed.
 *
 * @param side {@code own}, {@code entered} or {@code home}: as whom the reader sees it
 * @param otherTenantId where somebody came from, or went; null for calls to the own tenant
 * @param actorId the application that called without a person
 * @param applicationId the application that was called
 * @param way by what right: as a member, delegated, invited, as an application, or none
 * @param with further rows of the law that had a part
 * @param code of the sign-in error vocabulary; 0 for a success, null for applications in their own tenant
 * @param notice the standing notice
 * @param repetitions calls on the same facts afterwards, until {@code lastDateTime}
 */
record Decision(
        String id,
        Instant decidedDateTime,
        String side,
        @Nullable String otherTenantId,
        @Nullable String personId,
        @Nullable String actorId,
        @Nullable String applicationId,
        String way,
        List<String> relationshipIds,
        String outcome,
        String rule,
        List<String> with,
        @Nullable Integer code,
        List<String> roles,
        @Nullable String ipAddress,
        @Nullable String countryOrRegion,
        @Nullable String platform,
        @Nullable JsonNode notice,
        String engine,
        long repetitions,
        Instant lastDateTime) {}
