package io.homeward.remediation.credential;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.remediation.credential.Tries.Guess;
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
    private final Tries tries;
    private final SecureRandom random = new SecureRandom();

    Totps(Vault vault, Tries tries) {
        this.vault = vault;
        this.tries = tries;
    }

    /**
     * A registered authenticator app.
     *
     * @param doubted registered after what a detection found later is evidence of: counts no more (invariant 6)
     * @param confirmed a home administrator vouched for it
     */
    public record Registered(UUID methodId, Instant at, boolean doubted, boolean confirmed) {
        public SecondFactor factor() {
            return new SecondFactor(methodId.toString(), FactorKind.TOTP, at, false, confirmed);
        }
    }

    /** @param throttle of all places together from which no right code ever came */
    private record Kept(Sealed seed, long lastStep, int drift, Throttle throttle) {}

    public Optional<Registered> registered(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        select method_id, registered_at, doubted_at is not null as doubted, confirmed_at is not null as confirmed
                        from totp where tenant_id = :tenant and person_id = :person
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .map((row, context) -> new Registered(
                        row.getObject("method_id", UUID.class),
                        row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("doubted"),
                        row.getBoolean("confirmed")))
                .findOne();
    }

    /** @return whether it was there and had not been confirmed before */
    boolean confirm(Handle handle, TenantId tenant, PersonId person, UUID method, String by, Instant now) {
        return handle.createUpdate("""
                        update totp set confirmed_at = :now, confirmed_by = :by, doubted_at = null
                        where tenant_id = :tenant and person_id = :person and method_id = :method
                            and (confirmed_at is null or doubted_at is not null)
                        """)
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .bind("by", by)
                        .bind("tenant", tenant.value())
                        .bind("person", person.value())
                        .bind("method", method)
                        .execute()
                == 1;
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
     * Registers the seed where the code proves that the person has it, and nothing is registered yet that counts.
     *
     * @param address where that was: a place from which codes are the owner's
     * @return whether it is registered now
     */
    boolean register(
            Handle handle,
            TenantId tenant,
            PersonId person,
            Sealed sealedSeed,
            String code,
            Optional<String> address,
            Instant now) {
        byte[] seed = vault.open(binding(tenant, person), sealedSeed);
        OptionalLong step = TotpCode.match(seed, code, now, 0);
        if (step.isEmpty()) {
            return false;
        }
        // The code that proved the registration is used up.
        boolean registered = handle.createUpdate("""
                        insert into totp (tenant_id, person_id, method_id, seed, registered_at, last_step, drift)
                        values (:tenant, :person, :method, :seed, :now, :step, :drift)
                        on conflict (tenant_id, person_id) do update set method_id = excluded.method_id, seed = excluded.seed,
                            registered_at = excluded.registered_at, last_step = excluded.last_step, drift = excluded.drift, failures = 0,
                            last_failure = null, doubted_at = null, confirmed_at = null, confirmed_by = null
                        where totp.doubted_at is not null
                        """)
                        .bind("tenant", tenant.value())
                        .bind("person", person.value())
                        .bind("method", UUID.randomUUID())
                        .bind("seed", sealedSeed.bytes())
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .bind("step", step.getAsLong())
                        .bind("drift", TotpCode.drift(step.getAsLong(), now))
                        .execute()
                == 1;
        if (registered) {
            tries.begin(handle, tenant, person, Guess.TOTP);
            accepted(handle, tenant, person, tries.look(handle, tenant, person, Guess.TOTP, address, now), now);
        }
        return registered;
    }

    private void accepted(Handle handle, TenantId tenant, PersonId person, Tries.Standing source, Instant now) {
        tries.count(handle, tenant, person, Guess.TOTP, source, now);
        tries.accepted(handle, tenant, person, Guess.TOTP, source, now);
    }

    /**
     * One try; the row's lock makes two tries with the same code one success. Whoever guesses throttles the place he guesses from: an attacker
     * with the password cannot use up the owner's tries ({@link Tries}).
     */
    public Proof verify(
            Handle handle, TenantId tenant, PersonId person, String code, Optional<String> address, Instant now) {
        Optional<Kept> kept = lock(handle, tenant, person);
        if (kept.isEmpty()) {
            return new Proof.Wrong();
        }
        Tries.Standing source = tries.look(handle, tenant, person, Guess.TOTP, address, now);
        if (source.throttle().exhausted()) {
            return new Proof.Wrong();
        }
        Optional<Instant> wait = source.waitUntil(kept.get().throttle(), now);
        if (wait.isPresent()) {
            // Not looked at: the person has proven the password, so nothing is given away by saying so.
            return new Proof.Throttled(wait.get());
        }
        byte[] seed = vault.open(binding(tenant, person), kept.get().seed());
        OptionalLong step = TotpCode.match(
                seed, code, now, kept.get().lastStep(), kept.get().drift());
        if (step.isEmpty()) {
            tries.count(handle, tenant, person, Guess.TOTP, source, now);
            if (source.countsForAll(now)) {
                count(handle, tenant, person, now);
            }
            return new Proof.Wrong();
        }
        handle.createUpdate("""
                        update totp set last_step = :step, drift = :drift, failures = 0, last_failure = null, last_used_at = :now
                        where tenant_id = :tenant and person_id = :person
                        """)
                .bind("step", step.getAsLong())
                .bind("drift", TotpCode.drift(step.getAsLong(), now))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
        accepted(handle, tenant, person, source, now);
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
                        select seed, last_step, drift, failures, last_failure from totp
                        where tenant_id = :tenant and person_id = :person and doubted_at is null for update
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
                row.getInt("drift"),
                new Throttle(row.getInt("failures"), last == null ? null : last.toInstant()));
    }

    private static String binding(TenantId tenant, PersonId person) {
        return "totp/" + tenant + "/" + person;
    }
}
