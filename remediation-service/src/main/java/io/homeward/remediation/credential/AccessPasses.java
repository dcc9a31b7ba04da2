package io.homeward.remediation.credential;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.credential.Tries.Guess;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Temporary access passes: what an administrator hands somebody who has nothing else to begin with. A pass is a first factor and trusted ground to
 * register a second on (D18), and no second factor. 80 random bits, kept as a hash, shown once, good for its time and, where that was asked, once.
 */
@Singleton
public class AccessPasses {
    private static final int CHARACTERS = 16;

    private final TenantDatabase database;
    private final PasswordHashes hashes;
    private final Tries tries;
    private final SecureRandom random = new SecureRandom();

    AccessPasses(TenantDatabase database, PasswordHashes hashes, Tries tries) {
        this.database = database;
        this.hashes = hashes;
        this.tries = tries;
    }

    /** Whether a pass can be used, in Graph's words. */
    public enum Usability {
        ENABLED_BY_POLICY("EnabledByPolicy"),
        NOT_YET_VALID("NotYetValid"),
        EXPIRED("Expired"),
        ONE_TIME_USED("OneTimeUsed");

        private final String wireName;

        Usability(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /** One as it is kept. */
    public record Pass(
            UUID id, Instant createdAt, Instant startsAt, Duration lifetime, boolean once, Optional<Instant> usedAt) {
        public Pass {
            requireNonNull(id, "id");
            requireNonNull(createdAt, "createdAt");
            requireNonNull(startsAt, "startsAt");
            requireNonNull(lifetime, "lifetime");
            requireNonNull(usedAt, "usedAt");
        }

        public Usability usability(Instant now) {
            if (once && usedAt.isPresent()) {
                return Usability.ONE_TIME_USED;
            }
            if (now.isBefore(startsAt)) {
                return Usability.NOT_YET_VALID;
            }
            return now.isBefore(startsAt.plus(lifetime)) ? Usability.ENABLED_BY_POLICY : Usability.EXPIRED;
        }
    }

    /** A new one: the text for the only time, and its hash, made outside of any transaction. */
    public record Made(String text, String hash) {
        @Override
        public String toString() {
            return "Made";
        }
    }

    public Made make() {
        String text = PaperCode.random(random, CHARACTERS);
        return new Made(text, hashes.hash(PaperCode.normal(text)));
    }

    public Optional<Pass> of(Handle handle, TenantId tenant, PersonId person) {
        return find(handle, tenant, person, false).map(Kept::pass);
    }

    /** In the place of the one before. */
    public Pass issue(
            Handle handle,
            TenantId tenant,
            PersonId person,
            Made made,
            Instant startsAt,
            Duration lifetime,
            boolean once,
            String by,
            Instant now) {
        tries.begin(handle, tenant, person, Guess.ACCESS_PASS);
        handle.createUpdate("""
                        insert into access_pass (tenant_id, person_id, pass_id, hash, created_at, created_by, starts_at,
                            lifetime_minutes, once)
                        values (:tenant, :person, :id, :hash, :now, :by, :starts, :minutes, :once)
                        on conflict (tenant_id, person_id) do update set pass_id = excluded.pass_id, hash = excluded.hash,
                            created_at = excluded.created_at, created_by = excluded.created_by, starts_at = excluded.starts_at,
                            lifetime_minutes = excluded.lifetime_minutes, once = excluded.once, used_at = null
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("id", UUID.randomUUID())
                .bind("hash", made.hash())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("by", by)
                .bind("starts", startsAt.atOffset(ZoneOffset.UTC))
                .bind("minutes", lifetime.toMinutes())
                .bind("once", once)
                .execute();
        return of(handle, tenant, person).orElseThrow();
    }

    /** @return whether it was there */
    public boolean withdraw(Handle handle, TenantId tenant, PersonId person, UUID id) {
        return handle.createUpdate("""
                        delete from access_pass where tenant_id = :tenant and person_id = :person and pass_id = :id
                        """)
                        .bind("tenant", tenant.value())
                        .bind("person", person.value())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    void forget(Handle handle, TenantId tenant, PersonId person) {
        handle.createUpdate("delete from access_pass where tenant_id = :tenant and person_id = :person")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
    }

    /**
     * One try. Takes the time of a password's, whether or not there is a pass. Not in a transaction of the caller's: hashing takes long.
     *
     * @return {@link Proof.Right} for one that is good now; it is used by that
     */
    public Proof verify(TenantId tenant, PersonId person, String typed, Optional<String> address, Instant now) {
        Optional<Kept> kept = database.in(tenant, handle -> reserve(handle, tenant, person, address, now));
        if (kept.isEmpty()) {
            hashes.takeAsLong(PaperCode.normal(typed));
            return new Proof.Wrong();
        }
        boolean right = hashes.matches(PaperCode.normal(typed), kept.get().hash());
        return right && database.in(tenant, handle -> use(handle, tenant, person, kept.get(), address, now))
                ? new Proof.Right()
                : new Proof.Wrong();
    }

    /** The try is counted from now on; empty where nothing could be right. */
    private Optional<Kept> reserve(
            Handle handle, TenantId tenant, PersonId person, Optional<String> address, Instant now) {
        Optional<Kept> kept = find(handle, tenant, person, true);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Tries.Standing source = tries.look(handle, tenant, person, Guess.ACCESS_PASS, address, now);
        tries.count(handle, tenant, person, Guess.ACCESS_PASS, source, now);
        boolean waits = source.throttle().exhausted()
                || source.throttle().waitUntil(now).isPresent();
        return kept.filter(each -> !waits && each.pass().usability(now) == Usability.ENABLED_BY_POLICY);
    }

    private boolean use(
            Handle handle, TenantId tenant, PersonId person, Kept tried, Optional<String> address, Instant now) {
        boolean used = handle.createUpdate("""
                        update access_pass set used_at = :now
                        where tenant_id = :tenant and person_id = :person and pass_id = :id and (not once or used_at is null)
                        """)
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .bind("tenant", tenant.value())
                        .bind("person", person.value())
                        .bind("id", tried.pass().id())
                        .execute()
                == 1;
        if (used) {
            Tries.Standing source = tries.look(handle, tenant, person, Guess.ACCESS_PASS, address, now);
            tries.accepted(handle, tenant, person, Guess.ACCESS_PASS, source, now);
        }
        return used;
    }

    private record Kept(Pass pass, String hash) {}

    private static Optional<Kept> find(Handle handle, TenantId tenant, PersonId person, boolean lock) {
        return handle.createQuery("""
                        select pass_id, hash, created_at, starts_at, lifetime_minutes, once, used_at from access_pass
                        where tenant_id = :tenant and person_id = :person <lock>
                        """)
                .define("lock", lock ? "for update" : "")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .map(AccessPasses::kept)
                .findOne();
    }

    private static Kept kept(ResultSet row, StatementContext context) throws SQLException {
        var pass = new Pass(
                row.getObject("pass_id", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                Duration.ofMinutes(row.getInt("lifetime_minutes")),
                row.getBoolean("once"),
                Optional.ofNullable(row.getObject("used_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
        return new Kept(pass, row.getString("hash"));
    }
}
