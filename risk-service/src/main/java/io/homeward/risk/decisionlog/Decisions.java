package io.homeward.risk.decisionlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.decisions.DecisionJson;
import io.homeward.decisions.DecisionLine;
import io.homeward.decisions.LoggedDecision;
import io.homeward.feed.FeedJson;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Listing;
import io.homeward.graph.query.Order;
import io.homeward.graph.query.Property;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** What was decided, for each tenant that is concerned. Rows are only ever added; whole months are dropped ({@link Retention}). */
@Singleton
public class Decisions {
    private static final Property DECIDED =
            Property.instant("decidedDateTime", "d.decided_at").neverNull();
    private static final Property FROM =
            Property.instant("fromDateTime", "g.from_at").neverNull();

    static final GraphSet SET = GraphSet.of(
                    "decisions",
                    GraphType.of(
                            "decision",
                            Property.guid("id", "d.decision_id"),
                            DECIDED,
                            Property.enumeration(
                                            "side", "d.side", GraphEnum.of("decisionSide", "own", "entered", "home"))
                                    .neverNull(),
                            Property.guid("otherTenantId", "d.other_tenant_id"),
                            Property.guid("personId", "d.person_id"),
                            Property.guid("actorId", "d.actor_id"),
                            Property.guid("applicationId", "d.application_id"),
                            Property.enumeration(
                                            "way",
                                            "d.way",
                                            GraphEnum.of(
                                                    "decisionWay",
                                                    "member",
                                                    "delegated",
                                                    "invited",
                                                    "application",
                                                    "none"))
                                    .neverNull(),
                            Property.texts("relationshipIds", "d.relationship_ids"),
                            Property.enumeration(
                                            "outcome",
                                            "d.outcome",
                                            GraphEnum.of("decisionOutcome", "admitted", "stepUp", "refused"))
                                    .neverNull(),
                            Property.text("rule", "d.rule").neverNull(),
                            Property.texts("with", "d.with_rules"),
                            Property.integer("code", "d.code"),
                            Property.guids("roles", "d.roles"),
                            Property.text("ipAddress", "host(d.ip)"),
                            Property.text("countryOrRegion", "d.country"),
                            Property.text("platform", "d.platform"),
                            Property.shown("notice"),
                            Property.text("engine", "d.engine").neverNull(),
                            Property.integer("repetitions", "d.repetitions").neverNull(),
                            Property.instant("lastDateTime", "d.last_at").neverNull()),
                    100,
                    500)
            .orderedBy(Order.newestFirst(DECIDED))
            .refusingMore()
            .withoutSkip();

    static final GraphSet GAPS = GraphSet.of(
                    "decisions/gaps",
                    GraphType.of(
                            "decisionGap",
                            Property.guid("id", "g.gap_id"),
                            Property.enumeration(
                                            "outcomes",
                                            "case when g.admitted then 'admitted' else 'refused' end",
                                            GraphEnum.of("decisionGapOutcomes", "admitted", "refused"))
                                    .neverNull(),
                            FROM,
                            Property.instant("untilDateTime", "g.until_at").neverNull(),
                            Property.integer("decisions", "g.decisions").neverNull()),
                    100,
                    500)
            .orderedBy(Order.newestFirst(FROM))
            .refusingMore()
            .withoutSkip();

    private static final Listing<Decision> DECISIONS =
            new Listing<>("""
            d.decision_id, d.decided_at, d.side, d.other_tenant_id, d.person_id, d.actor_id, d.application_id, d.way,
            d.relationship_ids, d.outcome, d.rule, d.with_rules, d.code, d.roles, host(d.ip) as ip, d.country, d.platform,
            d.notice, d.engine, d.repetitions, d.last_at""", "decision d", "d.tenant_id = :tenant", Decisions::decision);

    private static final Listing<Gap> MISSING = new Listing<>(
            "g.gap_id, g.admitted, g.from_at, g.until_at, g.decisions",
            "decision_gap g",
            "g.tenant_id = :tenant",
            Decisions::gap);

    private final TenantDatabase database;

    Decisions(TenantDatabase database) {
        this.database = database;
    }

    /** Which of these are new: as many answers as decisions, in their order. Works in its caller's transaction, bound to all tenants concerned. */
    boolean[] add(Handle handle, Collection<LoggedDecision> decisions, Instant now) {
        int[] added = addFacts(handle, decisions);
        PreparedBatch rows = handle.prepareBatch("""
                insert into decision (tenant_id, kept_as, decided_at, decision_id, received_at, side, other_tenant_id, person_id, actor_id,
                    application_id, way, relationship_ids, outcome, rule, with_rules, code, roles, ip, country, platform, notice, engine, last_at)
                values (:tenant, :kept, :at, :id, :now, :side, :other, :person, :actor, :application, :way, :relationships, :outcome, :rule,
                    :with, :code, :roles, cast(:ip as inet), :country, :platform, cast(:notice as jsonb), :engine, :at)
                on conflict do nothing""");
        decisions.stream().flatMap(each -> Sight.of(each).stream()).forEach(sight -> bind(rows, sight, now));
        if (rows.size() > 0) {
            rows.execute();
        }
        var isNew = new boolean[added.length];
        for (int i = 0; i < added.length; i++) {
            isNew[i] = added[i] > 0;
        }
        return isNew;
    }

    private static int[] addFacts(Handle handle, Collection<LoggedDecision> decisions) {
        PreparedBatch facts = handle.prepareBatch("""
                insert into decision_facts (tenant_id, home_id, kept_as, decided_at, decision_id, body)
                values (:tenant, :home, :kept, :at, :id, :body) on conflict do nothing""");
        for (LoggedDecision decision : decisions) {
            TenantId tenant = decision.tenant().orElseThrow();
            facts.bind("tenant", tenant.value())
                    .bind("home", decision.foreignHome().orElse(tenant).value())
                    .bind("kept", Kept.of(decision.admitted()).column())
                    .bind("at", utc(decision.at()))
                    .bind("id", decision.decisionId())
                    .bind("body", compressed(decision))
                    .add();
        }
        return facts.size() == 0 ? new int[0] : facts.execute();
    }

    private static void bind(PreparedBatch rows, Sight sight, Instant now) {
        LoggedDecision decision = sight.decision();
        Sight.Who who = sight.who();
        Sight.Ruling ruling = sight.ruling();
        Surroundings from = sight.where().surroundings();
        rows.bind("tenant", sight.tenant().value())
                .bind("kept", Kept.of(decision.admitted()).column())
                .bind("at", utc(decision.at()))
                .bind("id", decision.decisionId())
                .bind("now", utc(now))
                .bind("side", sight.side().name().toLowerCase(Locale.ROOT))
                .bind("other", sight.other().map(TenantId::value).orElse(null))
                .bind("person", who.person().map(each -> each.value()).orElse(null))
                .bind("actor", who.actor().map(each -> each.value()).orElse(null))
                .bind(
                        "application",
                        sight.where().application().map(each -> each.value()).orElse(null))
                .bind("way", who.way().name().toLowerCase(Locale.ROOT))
                .bind("relationships", who.relationships().toArray(String[]::new))
                .bind("outcome", word(ruling.outcome()))
                .bind("rule", ruling.rule())
                .bind("with", ruling.with().toArray(String[]::new))
                .bind("code", ruling.code().orElse(null))
                .bind("roles", ruling.roles().stream().map(each -> each.value()).toArray(UUID[]::new))
                .bind("ip", from.origin().address().map(IpAddress::toString).orElse(null))
                .bind(
                        "country",
                        from.origin().country().map(CountryCode::toString).orElse(null))
                .bind("platform", from.platform().map(Enum::name).orElse(null))
                .bind("notice", ruling.notice().map(Decisions::json).orElse(null))
                .bind("engine", decision.engine())
                .add();
    }

    private static String word(Sight.Result outcome) {
        return switch (outcome) {
            case ADMITTED -> "admitted";
            case STEP_UP -> "stepUp";
            case REFUSED -> "refused";
        };
    }

    /** The most that was told counts, in whichever order it is told. */
    void repeated(Handle handle, DecisionLine.Repeated repeated) {
        handle.createUpdate("""
                        update decision set repetitions = greatest(repetitions, :times), last_at = greatest(last_at, :last)
                        where tenant_id = any(:tenants) and kept_as = 'admitted' and decided_at = :at and decision_id = :id""")
                .bind(
                        "tenants",
                        repeated.tenants().stream().map(TenantId::value).toArray(UUID[]::new))
                .bind("at", utc(repeated.at()))
                .bind("id", repeated.decision())
                .bind("times", repeated.times())
                .bind("last", utc(repeated.last()))
                .execute();
    }

    void missing(Handle handle, DecisionLine.Missing gap, Instant now) {
        handle.createUpdate("""
                        insert into decision_gap (tenant_id, from_at, gap_id, until_at, admitted, decisions, received_at)
                        values (:tenant, :from, :id, :until, :admitted, :decisions, :now) on conflict do nothing""")
                .bind("tenant", gap.tenant().value())
                .bind("from", utc(gap.from()))
                .bind("id", gap.id())
                .bind("until", utc(gap.until()))
                .bind("admitted", gap.admitted())
                .bind("decisions", gap.decisions())
                .bind("now", utc(now))
                .execute();
    }

    GraphPage<Decision> page(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> DECISIONS.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    GraphPage<Gap> gaps(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> MISSING.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    Optional<Decision> find(TenantId tenant, UUID id) {
        return database.in(
                tenant,
                handle -> DECISIONS.find(handle, "d.decision_id = :id", sql -> sql.bind("tenant", tenant.value())
                        .bind("id", id)));
    }

    /** All facts. They tell of both tenants: whoever asks hands on no more of them than {@link FactsSeen}. */
    Optional<LoggedDecision> facts(TenantId tenant, Decision decision) {
        TenantId other =
                Optional.ofNullable(decision.otherTenantId()).map(TenantId::of).orElse(tenant);
        return database.inEach(List.of(tenant, other), handle -> handle.createQuery("""
                                select body from decision_facts
                                where tenant_id = any(:tenants) and kept_as = :kept and decided_at = :at and decision_id = :id""")
                        .bind("tenants", new UUID[] {tenant.value(), other.value()})
                        .bind(
                                "kept",
                                Kept.of(decision.outcome().equals("admitted")).column())
                        .bind("at", utc(decision.decidedDateTime()))
                        .bind("id", UUID.fromString(decision.id()))
                        .mapTo(byte[].class)
                        .findOne())
                .map(Decisions::read);
    }

    private static byte[] compressed(LoggedDecision decision) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(DecisionJson.write(decision).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static LoggedDecision read(byte[] body) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return DecisionJson.read(new String(gzip.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("A decision that was readable when it came is not any more", e);
        }
    }

    private static Decision decision(ResultSet row) throws SQLException {
        return new Decision(
                row.getString("decision_id"),
                at(row, "decided_at"),
                row.getString("side"),
                row.getString("other_tenant_id"),
                row.getString("person_id"),
                row.getString("actor_id"),
                row.getString("application_id"),
                row.getString("way"),
                List.of((String[]) row.getArray("relationship_ids").getArray()),
                row.getString("outcome"),
                row.getString("rule"),
                List.of((String[]) row.getArray("with_rules").getArray()),
                row.getObject("code", Integer.class),
                Arrays.stream((UUID[]) row.getArray("roles").getArray())
                        .map(UUID::toString)
                        .toList(),
                row.getString("ip"),
                row.getString("country"),
                row.getString("platform"),
                notice(row.getString("notice")),
                row.getString("engine"),
                row.getLong("repetitions"),
                at(row, "last_at"));
    }

    private static Gap gap(ResultSet row) throws SQLException {
        return new Gap(
                row.getString("gap_id"),
                row.getBoolean("admitted") ? "admitted" : "refused",
                at(row, "from_at"),
                at(row, "until_at"),
                row.getLong("decisions"));
    }

    private static @Nullable JsonNode notice(@Nullable String text) throws SQLException {
        try {
            return text == null ? null : FeedJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new SQLException(e);
        }
    }

    private static String json(Object value) {
        try {
            return FeedJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
