package io.homeward.remediation.credential;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.credential.Objection.Reason;
import io.homeward.remediation.credential.Tries.Guess;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Passwords of a tenant's own people: tried, looked at, replaced. */
@Singleton
public class Passwords {
    private final TenantDatabase database;
    private final PasswordHashes hashes;
    private final Tries tries;
    private final PasswordHistory history;
    private final LeakedPasswordSettings leaks;

    Passwords(
            TenantDatabase database,
            PasswordHashes hashes,
            Tries tries,
            PasswordHistory history,
            LeakedPasswordSettings leaks) {
        this.database = database;
        this.hashes = hashes;
        this.tries = tries;
        this.history = history;
        this.leaks = leaks;
    }

    /**
     * One try. Takes the same time whether or not there is a password, since one is hashed either way. Not in a transaction of the
     * caller's: hashing takes long.
     *
     * @param address where it comes from, as the gateway saw it
     */
    public Proof verify(TenantId tenant, PersonId person, String password, Optional<String> address, Instant now) {
        Optional<Tried> tried = database.in(tenant, handle -> reserveTry(handle, tenant, person, address, now));
        if (tried.isEmpty() || tried.get().source().throttle().exhausted()) {
            hashes.takeAsLong(password);
            return new Proof.Wrong();
        }
        if (!hashes.matches(password, tried.get().kept().hash())) {
            return new Proof.Wrong();
        }
        Optional<Instant> wait =
                tried.get().source().waitUntil(tried.get().kept().throttle(), now);
        database.in(tenant, handle -> giveBack(handle, tenant, person, tried.get(), wait.isPresent(), now));
        return wait.<Proof>map(Proof.Throttled::new).orElseGet(Proof.Right::new);
    }

    /** The password and the source of a try, as they stood before it. */
    private record Tried(Password kept, Tries.Standing source) {}

    /** Spends the time of one try on nobody. */
    public Proof verifyNobody(String password) {
        hashes.takeAsLong(password);
        return new Proof.Wrong();
    }

    /** Whether this is the password in use; counts no try, so only for somebody who has proven who he is. */
    public boolean isCurrent(TenantId tenant, PersonId person, String password) {
        return database.in(tenant, handle -> look(handle, tenant, person, false))
                .filter(kept -> hashes.matches(password, kept.hash()))
                .isPresent();
    }

    /**
     * Whether it is the one in use, or one of the last that were. Hashes once for each that is remembered, so only for somebody who has proven who he
     * is and chooses a new one.
     */
    public Optional<Objection> usedBefore(TenantId tenant, PersonId person, String password) {
        if (isCurrent(tenant, person, password)) {
            return Optional.of(new Objection(Reason.CURRENT, "It is the present one. Choose another one."));
        }
        return database.in(tenant, handle -> history.of(handle, tenant, person)).stream()
                .filter(hash -> hashes.matches(password, hash))
                .findFirst()
                .map(hash -> new Objection(Reason.USED_BEFORE, "You have used it before. Choose another one."));
    }

    public boolean exists(Handle handle, TenantId tenant, PersonId person) {
        return look(handle, tenant, person, false).isPresent();
    }

    /**
     * Whether it is time to look for the password among those that have leaked: not once it was found there, and not so soon again.
     *
     * @return when it was set, which tells it from the person's others
     */
    public Optional<Instant> leakDue(Handle handle, TenantId tenant, PersonId person, Instant now) {
        return handle.createQuery("""
                        select set_at from password where tenant_id = :tenant and person_id = :person and not leaked
                          and (leak_sought_at is null or leak_sought_at < :before)
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("before", now.minus(leaks.again()).atOffset(ZoneOffset.UTC))
                .map((row, context) ->
                        row.getObject("set_at", OffsetDateTime.class).toInstant())
                .findOne();
    }

    /** Notes what came of it, if the password is still that one. */
    public int looked(Handle handle, TenantId tenant, PersonId person, Instant setAt, boolean found, Instant now) {
        return handle.createUpdate("""
                        update password set leak_sought_at = :now, leaked = :found
                        where tenant_id = :tenant and person_id = :person and set_at = :setAt
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("setAt", setAt.atOffset(ZoneOffset.UTC))
                .bind("found", found)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /**
     * Notes that the password is a common one.
     *
     * @return when it was set; empty where that was noted before
     */
    public Optional<Instant> foundCommon(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        update password set common = true where tenant_id = :tenant and person_id = :person and not common
                        returning set_at
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .map((row, context) ->
                        row.getObject("set_at", OffsetDateTime.class).toInstant())
                .findOne();
    }

    /** Whether the person has set it himself. */
    public boolean isOwn(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        select exists (select from password
                            where tenant_id = :tenant and person_id = :person and set_by = :by and not temporary)
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("by", person.toString())
                .mapTo(Boolean.class)
                .one();
    }

    public boolean isTemporary(Handle handle, TenantId tenant, PersonId person) {
        return look(handle, tenant, person, false).filter(Password::temporary).isPresent();
    }

    /**
     * Whether the right one came from there before.
     *
     * @param source a neighbourhood of addresses
     */
    public boolean cameFrom(Handle handle, TenantId tenant, PersonId person, String source) {
        return tries.accepted(handle, tenant, person, Guess.PASSWORD, source);
    }

    /** When it was set; for Graph's list of methods. */
    public Optional<Instant> setAt(Handle handle, TenantId tenant, PersonId person) {
        return look(handle, tenant, person, false).map(Password::setAt);
    }

    /**
     * @param hash by {@link PasswordHashes#hash}, made before the transaction
     * @param by who set it, for the record
     */
    void replace(
            Handle handle, TenantId tenant, PersonId person, String hash, boolean temporary, String by, Instant now) {
        history.keep(handle, tenant, person, now);
        tries.begin(handle, tenant, person, Guess.PASSWORD);
        handle.createUpdate("""
                        insert into password (tenant_id, person_id, hash, temporary, set_at, set_by)
                        values (:tenant, :person, :hash, :temporary, :now, :by)
                        on conflict (tenant_id, person_id) do update set hash = excluded.hash, temporary = excluded.temporary,
                            set_at = excluded.set_at, set_by = excluded.set_by, failures = 0, last_failure = null,
                            leak_sought_at = null, leaked = false, common = false
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("hash", hash)
                .bind("temporary", temporary)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("by", by)
                .execute();
    }

    /** The try is counted from now on. */
    private Optional<Tried> reserveTry(
            Handle handle, TenantId tenant, PersonId person, Optional<String> address, Instant now) {
        Optional<Password> kept = look(handle, tenant, person, true);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Tries.Standing source = tries.look(handle, tenant, person, Guess.PASSWORD, address, now);
        tries.count(handle, tenant, person, Guess.PASSWORD, source, now);
        if (source.countsForAll(now)) {
            handle.createUpdate("""
                            update password set failures = failures + 1, last_failure = :now
                            where tenant_id = :tenant and person_id = :person
                            """)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .bind("tenant", tenant.value())
                    .bind("person", person.value())
                    .execute();
        }
        return Optional.of(new Tried(kept.get(), source));
    }

    /**
     * The try was right. Out of a wait, all is forgiven; within one, only this try was no failure. Another password meanwhile has a count
     * of its own.
     */
    private boolean giveBack(
            Handle handle, TenantId tenant, PersonId person, Tried tried, boolean withinWait, Instant now) {
        boolean same = look(handle, tenant, person, true)
                .filter(each -> each.hash().equals(tried.kept().hash()))
                .isPresent();
        if (!same) {
            return false;
        }
        if (withinWait) {
            tries.giveBack(handle, tenant, person, Guess.PASSWORD, tried.source());
        } else {
            tries.accepted(handle, tenant, person, Guess.PASSWORD, tried.source(), now);
        }
        int counted = tried.source().countsForAll(now) ? 1 : 0;
        handle.createUpdate("""
                        update password set failures = case when :wait then greatest(failures - :counted, 0) else 0 end,
                            last_failure = case when :wait then cast(:before as timestamptz) end
                        where tenant_id = :tenant and person_id = :person
                        """)
                .bind("wait", withinWait)
                .bind("counted", counted)
                .bind(
                        "before",
                        Optional.ofNullable(tried.kept().throttle().last())
                                .map(last -> last.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
        return true;
    }

    private static Optional<Password> look(Handle handle, TenantId tenant, PersonId person, boolean lock) {
        return handle.createQuery("""
                        select hash, temporary, set_at, failures, last_failure from password
                        where tenant_id = :tenant and person_id = :person <lock>
                        """)
                .define("lock", lock ? "for update" : "")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .map(Passwords::password)
                .findOne();
    }

    private static Password password(ResultSet row, StatementContext context) throws SQLException {
        var last = row.getObject("last_failure", OffsetDateTime.class);
        return new Password(
                row.getString("hash"),
                row.getBoolean("temporary"),
                row.getObject("set_at", OffsetDateTime.class).toInstant(),
                new Throttle(row.getInt("failures"), last == null ? null : last.toInstant()));
    }
}
