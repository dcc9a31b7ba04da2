package io.homeward.remediation.session;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
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
import org.jdbi.v3.core.statement.StatementContext;

/** The sessions of a tenant's own people. Every method works in the caller's transaction, bound to that tenant. */
@Singleton
public class Sessions {

    public void begin(Handle handle, TenantId tenant, Session session) {
        handle.createUpdate("""
                        insert into session (tenant_id, session_id, person_id, client_id, began_session_epoch, began_risk_epoch,
                            auth_time, mfa_at, amr, scored, sign_in_risk, grant_kind, sign_in_id, expires_at)
                        values (:tenant, :id, :person, :client, :sessionEpoch, :riskEpoch,
                            :authTime, :mfaAt, :amr, :scored, :signInRisk, :grant, :signIn, :expiresAt)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", session.id().value())
                .bind("person", session.person().value())
                .bind("client", session.client().value())
                .bind("sessionEpoch", session.began().session())
                .bind("riskEpoch", session.began().risk())
                .bind("authTime", utc(session.authTime()))
                .bind("mfaAt", session.mfaAt().map(Sessions::utc).orElse(null))
                .bindArray("amr", String.class, session.amr())
                .bind("scored", session.scored())
                .bind(
                        "signInRisk",
                        session.signInRisk().map(RiskLevel::wireName).orElse(null))
                .bind("grant", session.grant().name())
                .bind("signIn", session.signInId())
                .bind("expiresAt", utc(session.expiresAt()))
                .execute();
    }

    /** The session, where it goes on: not ended, not expired, and no epoch was raised here since it began. */
    public Optional<Session> live(Handle handle, TenantId tenant, SessionId id, Instant now) {
        return handle.createQuery("""
                        select s.* from session s left join account a using (tenant_id, person_id)
                        where s.tenant_id = :tenant and s.session_id = :id and s.ended_at is null and s.expires_at > :now
                            and s.began_session_epoch >= coalesce(a.session_epoch, 0)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("now", utc(now))
                .map(Sessions::session)
                .findOne();
    }

    /** The session, as long as no epoch was raised here since it began: also one that has expired, or that its person has left. */
    public Optional<Session> notOverruled(Handle handle, TenantId tenant, SessionId id) {
        return handle.createQuery("""
                        select s.* from session s left join account a using (tenant_id, person_id)
                        where s.tenant_id = :tenant and s.session_id = :id
                            and s.began_session_epoch >= coalesce(a.session_epoch, 0)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(Sessions::session)
                .findOne();
    }

    /** Its person has left it; the others of his go on. */
    public void end(Handle handle, TenantId tenant, SessionId id, String because, Instant now) {
        handle.createUpdate("""
                        update session set ended_at = :now, ended_because = :because, logouts_due = true
                        where tenant_id = :tenant and session_id = :id and ended_at is null
                        """)
                .bind("now", utc(now))
                .bind("because", because)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .execute();
    }

    /**
     * @param because for the record: {@code passwordChanged}, {@code revoked}, ...
     * @return how many ended
     */
    public int endAll(Handle handle, TenantId tenant, PersonId person, String because, Instant now) {
        return handle.createUpdate("""
                        update session set ended_at = :now, ended_because = :because, logouts_due = true
                        where tenant_id = :tenant and person_id = :person and ended_at is null
                        """)
                .bind("now", utc(now))
                .bind("because", because)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
    }

    /** What its browser proves it with, hashed; empty where no browser carries it. */
    Optional<String> browserSecret(Handle handle, TenantId tenant, SessionId id) {
        return handle.createQuery("""
                        select browser_secret from session
                        where tenant_id = :tenant and session_id = :id and browser_secret is not null
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne();
    }

    /** The sign-in behind it could not be scored when it began, and has been since. */
    public int scored(Handle handle, TenantId tenant, UUID signIn) {
        return handle.createUpdate(
                        "update session set scored = true where tenant_id = :tenant and sign_in_id = :signIn")
                .bind("tenant", tenant.value())
                .bind("signIn", signIn)
                .execute();
    }

    private static Session session(ResultSet row, StatementContext context) throws SQLException {
        return new Session(
                new SessionId(row.getObject("session_id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class)),
                new ApplicationId(row.getObject("client_id", UUID.class)),
                new Epochs(row.getLong("began_session_epoch"), row.getLong("began_risk_epoch")),
                row.getObject("auth_time", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("mfa_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                List.of((String[]) row.getArray("amr").getArray()),
                row.getBoolean("scored"),
                Optional.ofNullable(row.getString("sign_in_risk")).flatMap(RiskLevel::ofWire),
                GrantKind.valueOf(row.getString("grant_kind")),
                row.getObject("sign_in_id", UUID.class),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
