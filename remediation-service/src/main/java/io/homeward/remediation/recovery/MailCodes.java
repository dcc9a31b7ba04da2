package io.homeward.remediation.recovery;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.remediation.mail.Letters;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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

/** The codes of flows that asked for one. Every method but {@link #tenants} works in the caller's transaction, bound to the tenant. */
@Singleton
public class MailCodes {
    private static final int MOST_WRONG = 5;
    private static final int MOST_AT_ONCE = 50;

    private final TenantDatabase database;
    private final Letters letters;
    private final RecoverySettings settings;

    MailCodes(TenantDatabase database, Letters letters, RecoverySettings settings) {
        this.database = database;
        this.letters = letters;
        this.settings = settings;
    }

    /** What came of a code. */
    public sealed interface Checked {
        /** Good, and not used yet: {@link #use}. */
        record Right(PersonId person) implements Checked {}

        record Wrong() implements Checked {}

        /** One wrong code too many; none of this flow is good any more. */
        record Spent() implements Checked {}
    }

    /** Somebody asks for a code, whether or not he will be sent one. */
    record Asked(UUID flow, String name, String source) {}

    private record Kept(
            Instant expiresAt,
            @Nullable PersonId person,
            @Nullable String hash,
            int wrong) {}

    /** Whether codes can be sent at all. */
    public boolean offered() {
        return letters.leave();
    }

    /** Asks for a code for whoever bears this name; one that was asked for in this flow before is good no more. */
    public void ask(Handle handle, TenantId tenant, UUID flow, String name, Optional<String> address, Instant now) {
        handle.createUpdate("delete from mail_code where tenant_id = :tenant and expires_at < :now and not pending")
                .bind("tenant", tenant.value())
                .bind("now", now.minus(settings.codeLives()).atOffset(ZoneOffset.UTC))
                .execute();
        handle.createUpdate("""
                        insert into mail_code (tenant_id, flow_id, name, source, asked_at, expires_at, pending)
                        values (:tenant, :flow, :name, :source, :now, :expires, true)
                        on conflict (tenant_id, flow_id) do update set asked_at = excluded.asked_at, source = excluded.source,
                            expires_at = excluded.expires_at, pending = true, person_id = null, hash = null
                        """)
                .bind("tenant", tenant.value())
                .bind("flow", flow)
                .bind("name", name)
                .bind("source", source(address))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("expires", now.plus(settings.codeLives()).atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** One try. A wrong one is counted; a right one is good until it is used. */
    public Checked check(Handle handle, TenantId tenant, UUID flow, String typed, Instant now) {
        Optional<Kept> kept = find(handle, tenant, flow);
        if (kept.isEmpty() || kept.get().wrong() >= MOST_WRONG) {
            return new Checked.Spent();
        }
        String hash = kept.get().hash() == null ? "" : kept.get().hash();
        boolean fits = MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII),
                MailCode.typed(typed).hash(flow).getBytes(StandardCharsets.US_ASCII));
        @Nullable PersonId person = kept.get().person();
        if (fits && person != null && now.isBefore(kept.get().expiresAt())) {
            return new Checked.Right(person);
        }
        handle.createUpdate("update mail_code set wrong = wrong + 1 where tenant_id = :tenant and flow_id = :flow")
                .bind("tenant", tenant.value())
                .bind("flow", flow)
                .execute();
        return kept.get().wrong() + 1 >= MOST_WRONG ? new Checked.Spent() : new Checked.Wrong();
    }

    /** @return whether the code was there to be used; it is good no more */
    public boolean use(Handle handle, TenantId tenant, UUID flow, PersonId person) {
        return handle.createUpdate("""
                        delete from mail_code
                        where tenant_id = :tenant and flow_id = :flow and person_id = :person and hash is not null
                        """)
                        .bind("tenant", tenant.value())
                        .bind("flow", flow)
                        .bind("person", person.value())
                        .execute()
                == 1;
    }

    /** The tenants in which somebody asked. */
    List<TenantId> tenants() {
        return database.inEach(List.of(), handle -> handle.createQuery("select tenants_with_mail_codes()")
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list());
    }

    /** Some that nobody has looked at, for this transaction alone. */
    List<Asked> take(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select flow_id, name, source from mail_code where tenant_id = :tenant and pending
                        order by asked_at limit :most for update skip locked
                        """)
                .bind("tenant", tenant.value())
                .bind("most", MOST_AT_ONCE)
                .map((row, context) ->
                        new Asked(row.getObject("flow_id", UUID.class), row.getString("name"), row.getString("source")))
                .list();
    }

    void lookedAt(Handle handle, TenantId tenant, UUID flow) {
        handle.createUpdate("update mail_code set pending = false where tenant_id = :tenant and flow_id = :flow")
                .bind("tenant", tenant.value())
                .bind("flow", flow)
                .execute();
    }

    void sent(Handle handle, TenantId tenant, Asked asked, PersonId person, MailCode code, boolean known, Instant now) {
        handle.createUpdate("""
                        update mail_code set person_id = :person, hash = :hash, expires_at = :expires
                        where tenant_id = :tenant and flow_id = :flow
                        """)
                .bind("person", person.value())
                .bind("hash", code.hash(asked.flow()))
                .bind("expires", now.plus(settings.codeLives()).atOffset(ZoneOffset.UTC))
                .bind("tenant", tenant.value())
                .bind("flow", asked.flow())
                .execute();
        handle.createUpdate("""
                        insert into mail_code_sent (tenant_id, person_id, flow_id, source, known, at)
                        values (:tenant, :person, :flow, :source, :known, :now)
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("flow", asked.flow())
                .bind("source", asked.source())
                .bind("known", known)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** A neighbourhood of addresses, as tries with passwords are counted. */
    private static String source(Optional<String> address) {
        return address.flatMap(IpAddress::parse)
                .map(ip -> IpRange.around(ip).toString())
                .orElse("unknown");
    }

    private static Optional<Kept> find(Handle handle, TenantId tenant, UUID flow) {
        return handle.createQuery("""
                        select expires_at, person_id, hash, wrong from mail_code
                        where tenant_id = :tenant and flow_id = :flow for update
                        """)
                .bind("tenant", tenant.value())
                .bind("flow", flow)
                .map((row, context) -> kept(row))
                .findOne();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        @Nullable UUID person = row.getObject("person_id", UUID.class);
        return new Kept(
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                person == null ? null : new PersonId(person),
                row.getString("hash"),
                row.getInt("wrong"));
    }
}
