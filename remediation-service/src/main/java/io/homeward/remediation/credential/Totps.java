package io.homeward.remediation.credential;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.vault.Sealed;
import io.homeward.vault.Vault;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Authenticator apps of a tenant's own people. Seeds are sealed and bound to tenant and person. Every method works in the
 * caller's transaction, bound to the tenant.
 */
@Singleton
public class Totps {
    private static final int SEED_BYTES = 20; // as long as the hash, RFC 4226 section 4

    private final Vault vault;
    private final SecureRandom random = new SecureRandom();

    Totps(Vault vault) {
        this.vault = vault;
    }

    /** A registered authenticator app. */
    public record Registered(UUID methodId, Instant at) {}

    private record Kept(Sealed seed, long lastStep, Throttle throttle) {}

    public Optional<Registered> registered(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        select method_id, registered_at from totp where tenant_id = :tenant and person_id = :person
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .map((row, context) -> new Registered(
                        row.getObject("method_id", UUID.class),
                        row.getObject("registered_at", OffsetDateTime.class).toInstant()))
                .findOne();
    }

    /** The app of somebody who begins anew. */
    void forget(Handle handle, TenantId tenant, PersonId person) {
        handle.createUpdate("delete from totp where tenant_id = :tenant and person_id = :person")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
    }

    /** A new seed, sealed for this person: what a flow may keep while the person sets the app up. */
    public Sealed newSealedSeed(TenantId tenant, PersonId person) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return vault.seal(binding(tenant, person), seed);
    }

    /** What the person is shown of it. */
    public TotpEnrolment show(TenantId tenant, PersonId person, Sealed sealedSeed, String label) {
        return TotpEnrolment.of(vault.open(binding(tenant, person), sealedSeed), label);
    }

    /**
     * Registers the seed where the code proves that the person has it, and nothing is registered yet.
     *
     * @return whether it is registered now
     */
    boolean register(Handle handle, TenantId tenant, PersonId person, Sealed sealedSeed, String code, Instant now) {
        byte[] seed = vault.open(binding(tenant, person), sealedSeed);
        OptionalLong step = TotpCode.match(seed, code, now, 0);
        if (step.isEmpty()) {
            return false;
        }
        // The code that proved the registration is used up.
        return handle.createUpdate("""
                        insert into totp (tenant_id, person_id, method_id, seed, registered_at, last_step)
                        values (:tenant, :person, :method, :seed, :now, :step) on conflict do nothing
                        """)
                        .bind("tenant", tenant.value())
                        .bind("person", person.value())
                        .bind("method", UUID.randomUUID())
                        .bind("seed", sealedSeed.bytes())
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .bind("step", step.getAsLong())
                        .execute()
                == 1;
    }

    /** One try; the row's lock makes two tries with the same code one success. */
    public Proof verify(Handle handle, TenantId tenant, PersonId person, String code, Instant now) {
        Optional<Kept> kept = lock(handle, tenant, person);
        if (kept.isEmpty() || kept.get().throttle().exhausted()) {
            return new Proof.Wrong();
        }
        Optional<Instant> wait = kept.get().throttle().waitUntil(now);
        if (wait.isPresent()) {
            // Not looked at: the person has proven the password, so nothing is given away by saying so.
            return new Proof.Throttled(wait.get());
        }
        byte[] seed = vault.open(binding(tenant, person), kept.get().seed());
        OptionalLong step = TotpCode.match(seed, code, now, kept.get().lastStep());
        if (step.isEmpty()) {
            count(handle, tenant, person, now);
            return new Proof.Wrong();
        }
        handle.createUpdate("""
                        update totp set last_step = :step, failures = 0, last_failure = null
                        where tenant_id = :tenant and person_id = :person
                        """)
                .bind("step", step.getAsLong())
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
        return new Proof.Right();
    }

    private static void count(Handle handle, TenantId tenant, PersonId person, Instant now) {
        handle.createUpdate("""
                        update totp set failures = failures + 1, last_failure = :now
                        where tenant_id = :tenant and person_id = :person
                        """)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
    }

    private static Optional<Kept> lock(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        select seed, last_step, failures, last_failure from totp
                        where tenant_id = :tenant and person_id = :person for update
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .map(Totps::kept)
                .findOne();
    }

    private static Kept kept(ResultSet row, StatementContext context) throws SQLException {
        var last = row.getObject("last_failure", OffsetDateTime.class);
        return new Kept(
                Sealed.of(row.getBytes("seed")),
                row.getLong("last_step"),
                new Throttle(row.getInt("failures"), last == null ? null : last.toInstant()));
    }

    private static String binding(TenantId tenant, PersonId person) {
        return "totp/" + tenant + "/" + person;
    }
}
