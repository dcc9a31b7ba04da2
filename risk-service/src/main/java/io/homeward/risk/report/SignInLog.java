package io.homeward.risk.report;

import static io.homeward.graph.query.Order.newestFirst;
import static io.homeward.graph.query.Property.address;
import static io.homeward.graph.query.Property.bool;
import static io.homeward.graph.query.Property.caselessText;
import static io.homeward.graph.query.Property.enumeration;
import static io.homeward.graph.query.Property.enumerations;
import static io.homeward.graph.query.Property.guid;
import static io.homeward.graph.query.Property.instant;
import static io.homeward.graph.query.Property.integer;
import static io.homeward.graph.query.Property.shown;
import static io.homeward.graph.query.Property.text;
import static io.homeward.graph.query.Property.texts;

import io.homeward.accessrules.TenantId;
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
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every sign-in of a tenant with its risk, newest first. */
@Singleton
public class SignInLog {
    private static final String ISSUER = "AzureAD";
    private static final String STATE = "coalesce(s.risk_state, 'none')";
    private static final String DETAIL = "coalesce(s.risk_detail, 'none')";
    private static final String AGGREGATED =
            "case %s when 'atRisk' then s.level when 'confirmedCompromised' then 'high' else 'none' end"
                    .formatted(STATE);
    private static final String EVENT_TYPES =
            "array[case when s.interactive then 'interactiveUser' else 'nonInteractiveUser' end]";

    /** Numbers given where a policy, or the second factor, stood in the way. */
    private static final String STOPPED =
            "(50072, 50074, 50076, 50079, 50131, 50135, 50158, 53000, 53001, 53002, 53003, 53004, 53009, 53010,"
                    + " 53011, 500121, 530032, 530034, 530035)";

    private static final String ACCESS =
            "case when s.mfa = 'failed' or s.error_code in %s then 'failure' when s.mfa = 'passed' then 'success' else 'notApplied' end"
                    .formatted(STOPPED);
    private static final String REQUIREMENT = """
            case when s.mfa is not null or s.error_code in (50072, 50074, 50076, 50079, 500121)
            then 'multiFactorAuthentication' else 'singleFactorAuthentication' end""";
    private static final String NETWORK = "(s.enrichment #>> '{network,asn}')::bigint";

    private static final Property CREATED = instant("createdDateTime", "s.ts").neverNull();

    static final GraphSet SET = GraphSet.of(
                    "auditLogs/signIns",
                    GraphType.of(
                            "signIn",
                            text("id", "s.event_id"),
                            CREATED,
                            guid("userId", "s.person_id"),
                            text("userDisplayName", "p.display_name"),
                            caselessText("userPrincipalName", "s.user_name")
                                    .neverNull()
                                    .lowered("s.user_name collate \"C\""),
                            told("appId", "s.application_id"),
                            told("appDisplayName", "s.application_name"),
                            address("ipAddress", "s.ip"),
                            integer("autonomousSystemNumber", NETWORK),
                            told("clientAppUsed", "s.client_app"),
                            told("userAgent", "s.user_agent"),
                            // As it is kept, empty where it was not told: only so does its index answer.
                            text("correlationId", "s.correlation_id").neverNull(),
                            enumeration("conditionalAccessStatus", ACCESS, Vocabulary.ACCESS_STATUS),
                            text("authenticationRequirement", REQUIREMENT),
                            bool("isInteractive", "s.interactive").neverNull(),
                            texts("signInEventTypes", EVENT_TYPES),
                            enumeration("riskDetail", DETAIL, Vocabulary.RISK_DETAIL),
                            enumeration("riskLevelAggregated", AGGREGATED, Vocabulary.RISK_LEVEL),
                            enumeration("riskLevelDuringSignIn", "s.level", Vocabulary.RISK_LEVEL),
                            enumeration("riskState", STATE, Vocabulary.RISK_STATE),
                            enumerations("riskEventTypes", "r.types", Vocabulary.RISK_EVENT_TYPE),
                            texts("riskEventTypes_v2", "r.types"),
                            shown("status"),
                            integer("status/errorCode", "s.error_code").neverNull(),
                            told("status/failureReason", "s.failure_reason"),
                            shown("deviceDetail"),
                            told("deviceDetail/deviceId", "s.device_id"),
                            told("deviceDetail/operatingSystem", "s.operating_system"),
                            told("deviceDetail/browser", "s.browser"),
                            told("deviceDetail/browserId", "s.browser_id"),
                            shown("location"),
                            told("location/city", "s.city"),
                            told("location/state", "s.state"),
                            told("location/countryOrRegion", "s.country"),
                            told("sessionId", "s.session_id"),
                            told("tokenIssuerName", "s.token_issuer"),
                            enumeration("tokenIssuerType", "'" + ISSUER + "'", Vocabulary.TOKEN_ISSUER),
                            told("incomingTokenType", "s.incoming_token"),
                            shown("networkLocationDetails"),
                            shown("appliedConditionalAccessPolicies")),
                    1000,
                    1000)
            .orderedBy(newestFirst(CREATED));

    private static final Listing<LoggedSignIn> ALL = new Listing<>(
            """
            s.event_id, s.ts, s.person_id, p.display_name, s.user_name, s.application_id, s.application_name, host(s.ip) as ip, s.client_app,
            s.user_agent, s.correlation_id, s.interactive, s.level, s.error_code, s.failure_reason, s.device_id, s.operating_system,
            s.browser, s.browser_id, s.city, s.state, s.country, s.latitude, s.longitude, s.session_id, s.token_issuer, s.incoming_token,
            r.types, (s.enrichment ->> 'trusted')::boolean as trusted, %s as asn, %s as event_types, %s as access, %s as requirement,
            %s as risk_state, %s as risk_detail, %s as aggregated""".formatted(NETWORK, EVENT_TYPES, ACCESS, REQUIREMENT, STATE, DETAIL, AGGREGATED),
            """
            sign_in s left join known_person p on p.tenant_id = s.tenant_id and p.person_id = s.person_id
            left join lateral (
                select array_agg(distinct d.type) as types from detection d
                where d.tenant_id = s.tenant_id and d.sign_in_id = s.event_id and d.sign_in_at = s.ts) r on true""",
            "s.tenant_id = :tenant",
            SignInLog::signIn);

    /** What an index of sign-ins with risk answers: something was found in it, or said about it. */
    private static final String FOUND = "s.level <> 'none' or s.risk_state is not null";

    private final TenantDatabase database;

    SignInLog(TenantDatabase database) {
        this.database = database;
    }

    GraphPage<LoggedSignIn> page(TenantId tenant, GraphQuery query) {
        return database.in(
                tenant, handle -> listing(query).page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    /** Interactive ones where the filter does not speak of the kind, and only what the right index has. */
    static Listing<LoggedSignIn> listing(GraphQuery query) {
        boolean kinds = query.filter().filter(SignInFilter::speaksOfKinds).isPresent();
        boolean risky = query.filter().filter(SignInFilter::onlyWithRisk).isPresent();
        Listing<LoggedSignIn> some = kinds ? ALL : ALL.and("s.interactive");
        return risky ? some.and(FOUND) : some;
    }

    /** Of several with one id and different times the first. */
    Optional<LoggedSignIn> find(TenantId tenant, String id) {
        // The database knows no such character, so nothing has such an id.
        return id.indexOf('\0') >= 0
                ? Optional.empty()
                : database.in(
                        tenant,
                        handle -> ALL.find(
                                handle,
                                "s.event_id = :id and s.ts = (select min(o.ts) from sign_in o where o.tenant_id = :tenant and o.event_id = :id)",
                                sql -> sql.bind("tenant", tenant.value()).bind("id", id)));
    }

    /** A text that is empty where it was not told. */
    private static Property told(String path, String column) {
        return text(path, "nullif(%s, '')".formatted(column));
    }

    private static LoggedSignIn signIn(ResultSet row) throws SQLException {
        List<String> types = types(row, "types");
        int asn = row.getInt("asn");
        boolean owned = !row.wasNull();
        return new LoggedSignIn(
                row.getString("event_id"),
                row.getObject("ts", OffsetDateTime.class).toInstant(),
                row.getString("person_id"),
                row.getString("display_name"),
                row.getString("user_name"),
                given(row, "application_id"),
                given(row, "application_name"),
                row.getString("ip"),
                owned ? asn : null,
                given(row, "client_app"),
                given(row, "user_agent"),
                given(row, "correlation_id"),
                row.getString("access"),
                row.getString("requirement"),
                row.getBoolean("interactive"),
                types(row, "event_types"),
                row.getString("risk_detail"),
                row.getString("aggregated"),
                row.getString("level"),
                row.getString("risk_state"),
                types.stream().map(Vocabulary::riskEventType).distinct().toList(),
                types,
                new LoggedSignIn.Status(row.getInt("error_code"), given(row, "failure_reason"), null),
                device(row),
                location(row),
                given(row, "session_id"),
                given(row, "token_issuer"),
                ISSUER,
                given(row, "incoming_token"),
                row.getBoolean("trusted") ? List.of(LoggedSignIn.NetworkLocation.TRUSTED) : List.of(),
                List.of());
    }

    private static LoggedSignIn.DeviceDetail device(ResultSet row) throws SQLException {
        return new LoggedSignIn.DeviceDetail(
                given(row, "device_id"),
                null,
                given(row, "operating_system"),
                given(row, "browser"),
                given(row, "browser_id"),
                null,
                null,
                null);
    }

    private static RiskDetection.Location location(ResultSet row) throws SQLException {
        double latitude = row.getDouble("latitude");
        RiskDetection.@Nullable GeoCoordinates coordinates =
                row.wasNull() ? null : new RiskDetection.GeoCoordinates(null, latitude, row.getDouble("longitude"));
        return new RiskDetection.Location(given(row, "city"), given(row, "state"), given(row, "country"), coordinates);
    }

    private static List<String> types(ResultSet row, String column) throws SQLException {
        return row.getArray(column) == null
                ? List.of()
                : Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static @Nullable String given(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null || text.isEmpty() ? null : text;
    }
}
