package io.homeward.tenant.posture;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.feed.FeedJson;
import io.homeward.tenant.policy.Rules;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The postures of tenants: one row each time it became another, written with the rules. */
@Singleton
class Postures implements Rules.Hearing {
    private static final String SELECT = """
            select number, since, statements::text as statements, loosened from home_posture where tenant_id = :tenant""";

    /** Longer than anybody reads; older ones stay in the table. */
    private static final int MOST = 100;

    private final Clock clock;

    Postures(Clock clock) {
        this.clock = clock;
    }

    /** @param loosened whether something is easier than it was before */
    record Posture(long number, Instant since, List<Statement> statements, boolean loosened) {}

    @Override
    public void said(Handle handle, TenantRules rules) {
        List<Statement> statements = Statement.of(rules);
        Optional<Posture> before = present(handle, rules.tenant());
        if (before.filter(known -> known.statements().equals(statements)).isPresent()) {
            return;
        }
        handle.createUpdate("""
                        insert into home_posture (tenant_id, number, since, statements, loosened)
                        values (:tenant, :number, :since, cast(:statements as jsonb), :loosened)""")
                .bind("tenant", rules.tenant().value())
                .bind("number", before.map(Posture::number).orElse(0L) + 1)
                .bind("since", clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC))
                .bind("statements", text(statements))
                .bind(
                        "loosened",
                        before.filter(known -> Statement.loosened(known.statements(), statements))
                                .isPresent())
                .execute();
    }

    /** @param handle bound to the tenant; empty for rules that were not said since postures are kept */
    static Optional<Posture> present(Handle handle, TenantId tenant) {
        return handle.createQuery(SELECT + " order by number desc limit 1")
                .bind("tenant", tenant.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** What became another after this time, the newest first. */
    static List<Posture> since(Handle handle, TenantId tenant, Instant time) {
        return handle.createQuery(SELECT + " and since > :time order by number desc limit " + MOST)
                .bind("tenant", tenant.value())
                .bind("time", time.atOffset(ZoneOffset.UTC))
                .map((row, context) -> read(row))
                .list();
    }

    private static Posture read(ResultSet row) throws SQLException {
        try {
            return new Posture(
                    row.getLong("number"),
                    row.getTimestamp("since").toInstant(),
                    List.of(FeedJson.mapper().readValue(row.getString("statements"), Statement[].class)),
                    row.getBoolean("loosened"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is stored as a posture cannot be read", e);
        }
    }

    private static String text(List<Statement> statements) {
        try {
            return FeedJson.mapper().writeValueAsString(statements);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A posture cannot be written", e);
        }
    }
}
