package io.homeward.risk.report;

import static io.homeward.graph.query.Order.newestFirst;
import static io.homeward.graph.query.Property.address;
import static io.homeward.graph.query.Property.caselessText;
import static io.homeward.graph.query.Property.enumeration;
import static io.homeward.graph.query.Property.guid;
import static io.homeward.graph.query.Property.instant;
import static io.homeward.graph.query.Property.shown;
import static io.homeward.graph.query.Property.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Listing;
import io.homeward.graph.query.Property;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every detection of a tenant, newest first. */
@Singleton
public class RiskDetections {
    private static final String ISSUER = "AzureAD";
    private static final String SOURCE = "IdentityProtection";
    private static final Property DETECTED =
            instant("detectedDateTime", "d.detected_at").neverNull();

    static final GraphSet SET = GraphSet.of(
                    "identityProtection/riskDetections",
                    GraphType.of(
                            "riskDetection",
                            guid("id", "d.detection_id"),
                            text("requestId", "d.sign_in_id"),
                            text("correlationId", "nullif(d.correlation_id, '')"),
                            text("riskEventType", "d.type"),
                            enumeration("riskState", "d.state", Vocabulary.RISK_STATE),
                            enumeration("riskLevel", "d.level", Vocabulary.RISK_LEVEL),
                            enumeration("riskDetail", "d.detail", Vocabulary.RISK_DETAIL),
                            text("source", "'" + SOURCE + "'"),
                            enumeration("detectionTimingType", "d.timing", Vocabulary.TIMING),
                            enumeration(
                                    "activity",
                                    "case when d.sign_in_id is null then 'user' else 'signin' end",
                                    Vocabulary.ACTIVITY),
                            enumeration("tokenIssuerType", "'" + ISSUER + "'", Vocabulary.TOKEN_ISSUER),
                            address("ipAddress", "d.ip"),
                            shown("location"),
                            text("location/city", "nullif(d.city, '')"),
                            text("location/state", "nullif(d.region, '')"),
                            text("location/countryOrRegion", "nullif(d.country, '')"),
                            instant("activityDateTime", "d.activity_at").neverNull(),
                            DETECTED,
                            instant("lastUpdatedDateTime", "d.updated_at").neverNull(),
                            guid("userId", "d.person_id"),
                            text("userDisplayName", "p.display_name"),
                            caselessText("userPrincipalName", "p.user_principal_name"),
                            shown("additionalInfo")),
                    20,
                    500)
            .orderedBy(newestFirst(DETECTED))
            .refusingMore()
            .withoutSkip();

    private static final Listing<RiskDetection> ALL = new Listing<>(
            """
            d.detection_id, d.sign_in_id, d.correlation_id, d.type, d.state, d.level, d.detail, d.timing, host(d.ip) as ip,
            d.city, d.region, d.country, d.latitude, d.longitude, d.activity_at, d.detected_at, d.updated_at, d.person_id,
            d.user_agent, d.reason, d.evidence, d.engine, d.simulated, p.display_name, p.user_principal_name""",
            "detection d left join known_person p using (tenant_id, person_id)",
            "d.tenant_id = :tenant",
            RiskDetections::detection);

    private final TenantDatabase database;

    RiskDetections(TenantDatabase database) {
        this.database = database;
    }

    GraphPage<RiskDetection> page(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> ALL.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    Optional<RiskDetection> find(TenantId tenant, UUID id) {
        return database.in(
                tenant,
                handle -> ALL.find(handle, "d.detection_id = :id", sql -> sql.bind("tenant", tenant.value())
                        .bind("id", id)));
    }

    private static RiskDetection detection(ResultSet row) throws SQLException {
        @Nullable String signIn = row.getString("sign_in_id");
        return new RiskDetection(
                row.getString("detection_id"),
                signIn,
                given(row, "correlation_id"),
                row.getString("type"),
                row.getString("state"),
                row.getString("level"),
                row.getString("detail"),
                SOURCE,
                row.getString("timing"),
                signIn == null ? "user" : "signin",
                ISSUER,
                row.getString("ip"),
                location(row),
                at(row, "activity_at"),
                at(row, "detected_at"),
                at(row, "updated_at"),
                row.getString("person_id"),
                row.getString("display_name"),
                row.getString("user_principal_name"),
                additionalInfo(row));
    }

    private static RiskDetection.@Nullable Location location(ResultSet row) throws SQLException {
        double latitude = row.getDouble("latitude");
        RiskDetection.@Nullable GeoCoordinates coordinates =
                row.wasNull() ? null : new RiskDetection.GeoCoordinates(null, latitude, row.getDouble("longitude"));
        var location = new RiskDetection.Location(
                given(row, "city"), given(row, "region"), given(row, "country"), coordinates);
        boolean unknown = location.city() == null && location.state() == null && location.countryOrRegion() == null;
        return unknown && coordinates == null ? null : location;
    }

    /** The contract wants a text that holds a JSON array of keys and values. */
    private static String additionalInfo(ResultSet row) throws SQLException {
        ObjectMapper json = FeedJson.mapper();
        ArrayNode pairs = json.createArrayNode();
        @Nullable String agent = given(row, "user_agent");
        if (agent != null) {
            pairs.addObject().put("Key", "userAgent").put("Value", agent);
        }
        pairs.addObject().put("Key", "riskReasons").putArray("Value").add(row.getString("reason"));
        try {
            pairs.addObject().put("Key", "evidence").set("Value", json.readTree(row.getString("evidence")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Evidence that we have written cannot be read", e);
        }
        pairs.addObject().put("Key", "engine").put("Value", row.getString("engine"));
        if (row.getBoolean("simulated")) {
            pairs.addObject().put("Key", "simulated").put("Value", "true");
        }
        return pairs.toString();
    }

    private static @Nullable String given(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null || text.isEmpty() ? null : text;
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
