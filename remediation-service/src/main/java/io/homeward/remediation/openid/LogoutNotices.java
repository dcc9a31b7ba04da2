package io.homeward.remediation.openid;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.session.SessionId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who has to be told of which ended session. A notice is in the tenant of the application that is told, whoever's home the session was in. */
@Singleton
class LogoutNotices {
    private static final int MOST_AT_ONCE = 20;
    private static final int SESSIONS_AT_ONCE = 100;

    /** So long it is known that somebody was told, or was not. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final TenantDatabase database;

    LogoutNotices(TenantDatabase database) {
        this.database = database;
    }

    /** A session that has ended, of which nobody was told yet. */
    record EndedSession(TenantId home, SessionId id, PersonId person, Instant endedAt) {}

    /** An application that has something of a session. */
    record Holder(TenantId tenant, ApplicationId client) {}

    /** One that is due. */
    record Due(ApplicationId client, SessionId session, PersonId person, Instant endedAt) {}

    List<EndedSession> ended() {
        return database.inEach(List.of(), handle -> handle.createQuery(
                        "select home, session, person, ended from sessions_with_logouts_due(:most)")
                .bind("most", SESSIONS_AT_ONCE)
                .map((row, context) -> new EndedSession(
                        new TenantId(row.getObject("home", UUID.class)),
                        new SessionId(row.getObject("session", UUID.class)),
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getObject("ended", OffsetDateTime.class).toInstant()))
                .list());
    }

    List<Holder> holders(EndedSession session) {
        return database.inEach(List.of(), handle -> handle.createQuery(
                        "select tenant, client from clients_of_session(:home, :session)")
                .bind("home", session.home().value())
                .bind("session", session.id().value())
                .map((row, context) -> new Holder(
                        new TenantId(row.getObject("tenant", UUID.class)),
                        new ApplicationId(row.getObject("client", UUID.class))))
                .list());
    }

    /** The tenants of which a notice waits. */
    List<TenantId> tenants() {
        return database.inEach(List.of(), handle -> handle.createQuery("select tenants_with_logout_notices()")
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list());
    }

    /** Once, however often it is said. */
    int write(Handle handle, Holder holder, EndedSession session, Instant now) {
        return handle.createUpdate("""
                        insert into logout_notice (tenant_id, client_id, session_id, person_id, ended_at, not_before)
                        values (:tenant, :client, :session, :person, :ended, :now) on conflict do nothing
                        """)
                .bind("tenant", holder.tenant().value())
                .bind("client", holder.client().value())
                .bind("session", session.id().value())
                .bind("person", session.person().value())
                .bind("ended", utc(session.endedAt()))
                .bind("now", utc(now))
                .execute();
    }

    /** Every notice of this session is written. In the home's transaction. */
    int written(Handle handle, EndedSession session) {
        return handle.createUpdate(
                        "update session set logouts_due = false where tenant_id = :tenant and session_id = :session")
                .bind("tenant", session.home().value())
                .bind("session", session.id().value())
                .execute();
    }

    /** Takes some that are due; until their next try is due nobody else takes them. What was done long ago is forgotten. */
    List<Due> take(Handle handle, TenantId tenant, Instant now) {
        handle.createUpdate("""
                        delete from logout_notice
                        where tenant_id = :tenant and ended_at < :before and (told_at is not null or given_up_at is not null)
                        """)
                .bind("tenant", tenant.value())
                .bind("before", utc(now.minus(REMEMBERED)))
                .execute();
        return handle.createQuery("""
                        update logout_notice set attempts = attempts + 1,
                            not_before = cast(:now as timestamptz) + least(interval '1 hour', interval '15 seconds' * power(2, least(attempts, 10)))
                        where tenant_id = :tenant and (client_id, session_id) in (
                            select client_id, session_id from logout_notice
                            where tenant_id = :tenant and told_at is null and given_up_at is null and not_before <= :now
                            order by not_before limit :most for update skip locked)
                        returning client_id, session_id, person_id, ended_at
                        """)
                .bind("tenant", tenant.value())
                .bind("now", utc(now))
                .bind("most", MOST_AT_ONCE)
                .map((row, context) -> new Due(
                        new ApplicationId(row.getObject("client_id", UUID.class)),
                        new SessionId(row.getObject("session_id", UUID.class)),
                        new PersonId(row.getObject("person_id", UUID.class)),
                        row.getObject("ended_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    int told(Handle handle, TenantId tenant, Due due, Instant now) {
        return settle(handle, tenant, due, "told_at", now);
    }

    int givenUp(Handle handle, TenantId tenant, Due due, Instant now) {
        return settle(handle, tenant, due, "given_up_at", now);
    }

    private static int settle(Handle handle, TenantId tenant, Due due, String column, Instant now) {
        return handle.createUpdate("update logout_notice set " + column
                        + " = :now where tenant_id = :tenant and client_id = :client and session_id = :session")
                .bind("now", utc(now))
                .bind("tenant", tenant.value())
                .bind("client", due.client().value())
                .bind("session", due.session().value())
                .execute();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
