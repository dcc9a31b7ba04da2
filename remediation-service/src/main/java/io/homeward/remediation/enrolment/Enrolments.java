package io.homeward.remediation.enrolment;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The tickets that are open, one per person at most. Every method works in the caller's transaction, bound to the tenant. */
@Singleton
public class Enrolments {

    /** Whose ticket this is; empty for an unknown, used, voided or expired one, which nobody tells apart. */
    public Optional<Admitted> admit(Handle handle, TenantId tenant, Ticket ticket, Instant now) {
        // One statement, so that ticket and epoch are of one moment.
        return handle.createQuery("""
                        select e.person_id, e.ticket, a.session_epoch from enrolment e join account a using (tenant_id, person_id)
                        where e.tenant_id = :tenant and e.ticket = :ticket and e.expires_at > :now
                        """)
                .bind("tenant", tenant.value())
                .bind("ticket", ticket.hash())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) -> new Admitted(
                        new PersonId(row.getObject("person_id", UUID.class)),
                        row.getString("ticket"),
                        row.getLong("session_epoch")))
                .findOne();
    }

    /**
     * Uses up the ticket that somebody was admitted with, in the transaction that sets his password.
     *
     * @return whether it was still there; of two flows begun with one ticket, the second finds it gone
     */
    public boolean use(Handle handle, TenantId tenant, Admitted admitted) {
        return handle.createUpdate(
                                "delete from enrolment where tenant_id = :tenant and person_id = :person and ticket = :ticket")
                        .bind("tenant", tenant.value())
                        .bind("person", admitted.person().value())
                        .bind("ticket", admitted.ticket())
                        .execute()
                == 1;
    }

    /** Whoever has a password of his own needs no ticket any more. */
    public void forget(Handle handle, TenantId tenant, PersonId person) {
        handle.createUpdate("delete from enrolment where tenant_id = :tenant and person_id = :person")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
    }

    /** The newer voids the older. */
    void replace(
            Handle handle, TenantId tenant, PersonId person, Ticket ticket, String by, Instant now, Instant expires) {
        handle.createUpdate("""
                        insert into enrolment (tenant_id, person_id, ticket, issued_at, issued_by, expires_at)
                        values (:tenant, :person, :ticket, :now, :by, :expires)
                        on conflict (tenant_id, person_id) do update set ticket = excluded.ticket, issued_at = excluded.issued_at,
                            issued_by = excluded.issued_by, expires_at = excluded.expires_at
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("ticket", ticket.hash())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("by", by)
                .bind("expires", expires.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** When the person's ticket ends, where it has not. */
    Optional<Instant> open(Handle handle, TenantId tenant, PersonId person, Instant now) {
        return handle.createQuery("""
                        select expires_at from enrolment
                        where tenant_id = :tenant and person_id = :person and expires_at > :now
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) ->
                        row.getObject("expires_at", OffsetDateTime.class).toInstant())
                .findOne();
    }
}
