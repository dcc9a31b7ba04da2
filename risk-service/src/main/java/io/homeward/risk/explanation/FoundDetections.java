package io.homeward.risk.explanation;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Detections with their reasons, as explanations show them. */
@Singleton
public class FoundDetections {
    private static final String COLUMNS =
            "detection_id, type, level, state, timing, activity_at, sign_in_id, reason, evidence::text as evidence, simulated";

    /**
     * @param signIn the id of the sign-in it was found in; null where it is about the account
     * @param evidence as JSON
     */
    record Found(
            UUID id,
            String type,
            String level,
            String state,
            String timing,
            Instant activity,
            @Nullable String signIn,
            String reason,
            String evidence,
            boolean simulated) {}

    List<Found> ofSignIn(Handle handle, TenantId tenant, String signIn, Instant at) {
        return handle.createQuery("select " + COLUMNS + """
                         from detection
                        where tenant_id = :tenant and sign_in_id = :id and sign_in_at = :at order by detected_at, type""")
                .bind("tenant", tenant.value())
                .bind("id", signIn)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .map((row, context) -> found(row))
                .list();
    }

    /** Those of these ids that are the person's. */
    Map<UUID, Found> of(Handle handle, TenantId tenant, PersonId person, List<UUID> ids) {
        return handle
                .createQuery(
                        "select " + COLUMNS
                                + " from detection where tenant_id = :tenant and person_id = :person and detection_id = any(:ids)")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, context) -> found(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Found::id, Function.identity()));
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getObject("detection_id", UUID.class),
                row.getString("type"),
                row.getString("level"),
                row.getString("state"),
                row.getString("timing"),
                row.getObject("activity_at", OffsetDateTime.class).toInstant(),
                row.getString("sign_in_id"),
                row.getString("reason"),
                row.getString("evidence"),
                row.getBoolean("simulated"));
    }
}
