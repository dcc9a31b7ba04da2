package io.homeward.risk.simulation;

import static io.homeward.graph.query.Property.enumeration;
import static io.homeward.graph.query.Property.guid;
import static io.homeward.graph.query.Property.instant;
import static io.homeward.graph.query.Property.shown;
import static io.homeward.graph.query.Property.text;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Listing;
import io.homeward.graph.query.Order;
import io.homeward.graph.query.Property;
import io.homeward.risk.signin.SignIn;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Every simulation of a tenant, also those that were purged. */
@Singleton
class Simulations {
    private static final Property MADE = instant("createdDateTime", "s.at").neverNull();

    static final GraphSet SET = GraphSet.of(
                    "riskSimulations",
                    GraphType.of(
                            "riskSimulation",
                            guid("id", "s.simulation_id"),
                            text("requestId", "s.request_id"),
                            guid("userId", "s.person_id"),
                            text("riskEventType", "s.type"),
                            enumeration("riskLevel", "s.level", GraphEnum.of("riskLevel", "low", "medium", "high")),
                            guid("detectionId", "s.detection_id"),
                            shown("ipAddress"),
                            shown("city"),
                            shown("country"),
                            shown("userAgent"),
                            shown("appDisplayName"),
                            text("by", "s.by_actor"),
                            MADE,
                            text("purgedBy", "s.purged_by"),
                            instant("purgedDateTime", "s.purged_at"),
                            shown("simulated")),
                    100,
                    500)
            .orderedBy(Order.newestFirst(MADE));

    private static final Listing<Simulation> ALL =
            new Listing<>("""
            s.simulation_id, s.request_id, s.person_id, s.type, s.level, s.detection_id, host(s.ip) as ip, s.city, s.country,
            s.user_agent, s.application, s.by_actor, s.at, s.purged_by, s.purged_at""", "risk_simulation s", "s.tenant_id = :tenant", Simulations::simulation);

    GraphPage<Simulation> page(Handle handle, TenantId tenant, GraphQuery query) {
        return ALL.page(handle, query, sql -> sql.bind("tenant", tenant.value()));
    }

    Optional<Simulation> find(Handle handle, TenantId tenant, UUID id) {
        return ALL.find(handle, "s.simulation_id = :id", sql -> sql.bind("tenant", tenant.value())
                .bind("id", id));
    }

    Optional<Simulation> requested(Handle handle, TenantId tenant, String requestId) {
        return ALL.find(handle, "s.request_id = :request", sql -> sql.bind("tenant", tenant.value())
                .bind("request", requestId));
    }

    /** How many have not been purged. */
    int there(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        "select count(*) from risk_simulation where tenant_id = :tenant and purged_at is null")
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
    }

    /** @return false where the request was known: whoever made it first has committed when this returns */
    boolean add(
            Handle handle,
            TenantId tenant,
            UUID id,
            String requestId,
            SignIn signIn,
            DetectionType type,
            RiskLevel level,
            String by,
            Instant now) {
        return handle.createUpdate("""
                        insert into risk_simulation (tenant_id, simulation_id, request_id, person_id, type, level, ip, city, country,
                            user_agent, application, by_actor, at)
                        values (:tenant, :id, :request, :person, :type, :level, cast(:ip as inet), :city, :country, :agent,
                            :application, :by, :now)
                        on conflict (tenant_id, request_id) do nothing""")
                        .bind("tenant", tenant.value())
                        .bind("id", id)
                        .bind("request", requestId)
                        .bind("person", signIn.person().orElseThrow().value())
                        .bind("type", type.wireName())
                        .bind("level", level.wireName())
                        .bind("ip", signIn.address().map(IpAddress::toString).orElse(null))
                        .bind("city", signIn.place().city())
                        .bind("country", signIn.place().country())
                        .bind("agent", signIn.device().userAgent())
                        .bind("application", signIn.applicationName())
                        .bind("by", by)
                        .bind("now", utc(now))
                        .execute()
                > 0;
    }

    void raised(Handle handle, TenantId tenant, UUID id, DetectionId detection) {
        handle.createUpdate("""
                        update risk_simulation set detection_id = :detection
                        where tenant_id = :tenant and simulation_id = :id""")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("detection", detection.value())
                .execute();
    }

    /** Marks those as purged that were there, all or this one, and answers with them. */
    List<Simulation> purge(Handle handle, TenantId tenant, Optional<UUID> one, String by, Instant now) {
        return handle.createQuery("""
                        update risk_simulation s set purged_by = :by, purged_at = :now
                        where s.tenant_id = :tenant and s.purged_at is null and (cast(:one as uuid) is null or s.simulation_id = :one)
                        returning s.simulation_id, s.request_id, s.person_id, s.type, s.level, s.detection_id, host(s.ip) as ip, s.city,
                            s.country, s.user_agent, s.application, s.by_actor, s.at, s.purged_by, s.purged_at""")
                .bind("tenant", tenant.value())
                .bind("one", one.orElse(null))
                .bind("by", by)
                .bind("now", utc(now))
                .map((row, context) -> simulation(row))
                .list();
    }

    private static Simulation simulation(ResultSet row) throws SQLException {
        return new Simulation(
                row.getString("simulation_id"),
                row.getString("request_id"),
                row.getString("person_id"),
                row.getString("type"),
                row.getString("level"),
                row.getString("detection_id"),
                row.getString("ip"),
                given(row, "city"),
                given(row, "country"),
                given(row, "user_agent"),
                given(row, "application"),
                row.getString("by_actor"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("purged_by"),
                purgedAt(row));
    }

    private static @Nullable Instant purgedAt(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject("purged_at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable String given(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text.isEmpty() ? null : text;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
