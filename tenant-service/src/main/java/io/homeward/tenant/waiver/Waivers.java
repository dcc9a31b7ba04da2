package io.homeward.tenant.waiver;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of waivers, as their home sees it. */
final class Waivers {
    private static final String COLUMNS = """
            w.tenant_id, w.waiver_id, w.person_id, w.risk_epoch, w.reason, w.begins_at, w.ends_at, w.previous_end, w.asked_by, w.granted_by,
            w.granted_at, w.revoked_at, w.revision""";

    /** Needs the parameter {@code now}. */
    static final String STATUS = """
            (case when w.revoked_at is not null then 'revoked' when w.ends_at <= :now then 'ended'
                  when w.granted_at is not null then 'granted' else 'pending' end)""";

    private static final Listing<HomeWaiver> WAIVERS =
            new Listing<>(COLUMNS, "home_waiver w", "w.tenant_id = :home", Waivers::read);

    private Waivers() {}

    /** Whoever grants or revokes for a person comes after whoever does already. */
    static void hold(Handle handle, PersonId person) {
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended('home-waiver ' || :person, 0))::text")
                .bind("person", person.toString())
                .mapTo(String.class)
                .one();
    }

    static GraphPage<HomeWaiver> list(Handle handle, TenantId home, GraphQuery query, Instant now) {
        return WAIVERS.page(
                handle, query, sql -> sql.bind("home", home.value()).bind("now", now.atOffset(ZoneOffset.UTC)));
    }

    /** @throws Refusal {@link Fault#WAIVER_UNKNOWN} */
    static HomeWaiver find(Handle handle, TenantId home, WaiverId id, boolean lock) {
        return WAIVERS.find(handle, "w.waiver_id = :id", lock ? "for update" : "", sql -> sql.bind("home", home.value())
                        .bind("id", id.value()))
                .orElseThrow(() -> new Refusal(Fault.WAIVER_UNKNOWN));
    }

    /** Those of a person that may still count, or did not long ago. */
    static List<HomeWaiver> recent(Handle handle, TenantId home, PersonId person, Instant since) {
        return handle.createQuery("select " + COLUMNS + """
                         from home_waiver w
                        where w.tenant_id = :home and w.person_id = :person and w.ends_at > :since order by w.ends_at""")
                .bind("home", home.value())
                .bind("person", person.value())
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .map((row, context) -> read(row))
                .list();
    }

    static void insert(Handle handle, HomeWaiver waiver) {
        handle.createUpdate("""
                        insert into home_waiver (tenant_id, waiver_id, person_id, risk_epoch, reason, begins_at, ends_at, previous_end, asked_by, revision)
                        values (:home, :id, :person, :epoch, :reason, :from, :until, :previous, :askedBy, :revision)""")
                .bind("home", waiver.home().value())
                .bind("id", waiver.id().value())
                .bind("person", waiver.person().value())
                .bind("epoch", waiver.riskEpoch())
                .bind("reason", waiver.reason())
                .bind("from", waiver.from().atOffset(ZoneOffset.UTC))
                .bind("until", waiver.until().atOffset(ZoneOffset.UTC))
                .bind(
                        "previous",
                        waiver.previousEnd()
                                .map(at -> at.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .bind("askedBy", waiver.askedBy().value())
                .bind("revision", waiver.revision())
                .execute();
    }

    /** @param revokedBy where this change is the revocation */
    static void update(Handle handle, HomeWaiver waiver, @Nullable PersonId revokedBy) {
        handle.createUpdate("""
                        update home_waiver set granted_by = :grantedBy, granted_at = :grantedAt, revoked_by = :revokedBy, revoked_at = :revokedAt,
                            revision = :revision
                        where tenant_id = :home and waiver_id = :id""")
                .bind(
                        "grantedBy",
                        waiver.granted().map(grant -> grant.by().value()).orElse(null))
                .bind(
                        "grantedAt",
                        waiver.granted()
                                .map(grant -> grant.at().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .bind("revokedBy", revokedBy == null ? null : revokedBy.value())
                .bind(
                        "revokedAt",
                        waiver.revokedAt()
                                .map(at -> at.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .bind("revision", waiver.revision())
                .bind("home", waiver.home().value())
                .bind("id", waiver.id().value())
                .execute();
    }

    private static HomeWaiver read(ResultSet row) throws SQLException {
        Optional<UUID> second = Optional.ofNullable(row.getObject("granted_by", UUID.class));
        Optional<Instant> grantedAt = instant(row, "granted_at");
        return new HomeWaiver(
                new WaiverId(row.getObject("waiver_id", UUID.class)),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class)),
                row.getLong("risk_epoch"),
                row.getString("reason"),
                row.getTimestamp("begins_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                instant(row, "previous_end"),
                new PersonId(row.getObject("asked_by", UUID.class)),
                second.flatMap(by -> grantedAt.map(at -> new HomeWaiver.Grant(new PersonId(by), at))),
                instant(row, "revoked_at"),
                row.getLong("revision"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
