package io.homeward.remediation.credential;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Tries with what somebody could guess, by account and source (NIST SP 800-63B-4 section 3.2.2 names addresses that have been let in before). Whoever
 * guesses throttles the neighbourhood he guesses from. Those from which nobody was ever let in are besides counted together, against guessing from
 * many; that count never binds a place from which the owner was let in, and binds nobody while there is no such place: who has a first password has
 * nowhere else to go. Each kind of guess has
 * counts of its own. Every method works in the caller's transaction, which holds the lock of the row that is tried.
 */
@Singleton
class Tries {
    /** So many strange neighbourhoods are kept apart; what comes from more is one place. */
    private static final int MOST_STRANGE = 200;

    /** The places somebody signs in from; the one used longest ago goes. */
    private static final int MOST_KNOWN = 20;

    /** After so long a strange place is one that never tried. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    /** What is guessed at. */
    enum Guess {
        PASSWORD("password"),
        TOTP("totp"),
        RECOVERY_CODE("recoveryCode"),
        ACCESS_PASS("temporaryAccessPass");

        private final String wireName;

        Guess(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    /**
     * How a source stood before a try.
     *
     * @param known the right password came from there before
     * @param anyKnown it came from some place before
     */
    record Standing(String source, Throttle throttle, boolean known, boolean anyKnown) {

        /** Whether the try could have succeeded as far as its source goes, and so is a guess at the account. */
        boolean countsForAll(Instant now) {
            return !known && !throttle.exhausted() && throttle.waitUntil(now).isEmpty();
        }

        /** @param strangers the count of all strange sources, before the try */
        Optional<Instant> waitUntil(Throttle strangers, Instant now) {
            Optional<Instant> here = throttle.waitUntil(now);
            return here.isPresent() || known || !anyKnown ? here : strangers.waitOfStrangers(now);
        }
    }

    /** @param address as the gateway saw it */
    Standing look(Handle handle, TenantId tenant, PersonId person, Guess what, Optional<String> address, Instant now) {
        handle.createUpdate("""
                        delete from proof_try where tenant_id = :tenant and person_id = :person and method = :method and accepted_at is null
                          and last_failure < :before
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("method", what.wireName())
                .bind("before", now.minus(FORGOTTEN).atOffset(ZoneOffset.UTC))
                .execute();
        String wanted = address.flatMap(IpAddress::parse)
                .map(ip -> IpRange.around(ip).toString())
                .orElse("unknown");
        return find(handle, tenant, person, what, wanted)
                .or(() -> strange(handle, tenant, person, what) < MOST_STRANGE
                        ? Optional.empty()
                        : find(handle, tenant, person, what, "elsewhere")
                                .or(() -> Optional.of(fresh(handle, tenant, person, what, "elsewhere"))))
                .orElseGet(() -> fresh(handle, tenant, person, what, wanted));
    }

    private static Standing fresh(Handle handle, TenantId tenant, PersonId person, Guess what, String source) {
        boolean anyKnown = handle.createQuery("""
                        select exists (select from proof_try
                            where tenant_id = :tenant and person_id = :person and method = :method and accepted_at is not null)
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("method", what.wireName())
                .mapTo(Boolean.class)
                .one();
        return new Standing(source, new Throttle(0, null), false, anyKnown);
    }

    private static int strange(Handle handle, TenantId tenant, PersonId person, Guess what) {
        return handle.createQuery("""
                        select count(*) from proof_try
                        where tenant_id = :tenant and person_id = :person and method = :method and accepted_at is null
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("method", what.wireName())
                .mapTo(Integer.class)
                .one();
    }

    private static Optional<Standing> find(Handle handle, TenantId tenant, PersonId person, Guess what, String source) {
        return handle.createQuery("""
                        select source, failures, last_failure, accepted_at is not null as known,
                            exists (select from proof_try k where k.tenant_id = t.tenant_id and k.person_id = t.person_id
                                and k.method = t.method
                                and k.accepted_at is not null) as any_known
                        from proof_try t where tenant_id = :tenant and person_id = :person and method = :method and source = :source
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("method", what.wireName())
                .bind("source", source)
                .map((row, context) -> standing(row))
                .findOne();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        var last = row.getObject("last_failure", OffsetDateTime.class);
        return new Standing(
                row.getString("source"),
                new Throttle(row.getInt("failures"), last == null ? null : last.toInstant()),
                row.getBoolean("known"),
                row.getBoolean("any_known"));
    }

    /** Whether the right one came from there before. */
    boolean accepted(Handle handle, TenantId tenant, PersonId person, Guess what, String source) {
        return handle.createQuery("""
                        select exists (select from proof_try where tenant_id = :tenant and person_id = :person and method = :method
                            and source = :source and accepted_at is not null)
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("method", what.wireName())
                .bind("source", source)
                .mapTo(Boolean.class)
                .one();
    }

    /** One more; it is no failure any more once it turns out right. */
    void count(Handle handle, TenantId tenant, PersonId person, Guess what, Standing standing, Instant now) {
        handle.createUpdate("""
                        insert into proof_try (tenant_id, person_id, method, source, failures, last_failure)
                        values (:tenant, :person, :method, :source, 1, :now)
                        on conflict (tenant_id, person_id, method, source) do update
                        set failures = least(proof_try.failures + 1, :limit), last_failure = :now
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("method", what.wireName())
                .bind("source", standing.source)
                .bind("limit", Throttle.LIMIT)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** The right one came from there, out of a wait: the place is known from now on. */
    void accepted(Handle handle, TenantId tenant, PersonId person, Guess what, Standing standing, Instant now) {
        handle.createUpdate("""
                        update proof_try set failures = 0, last_failure = null, accepted_at = :now
                        where tenant_id = :tenant and person_id = :person and method = :method and source = :source
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("method", what.wireName())
                .bind("source", standing.source)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
        handle.createUpdate("""
                        delete from proof_try where tenant_id = :tenant and person_id = :person and method = :method and source in (
                            select source from proof_try
                            where tenant_id = :tenant and person_id = :person and method = :method and accepted_at is not null
                            order by accepted_at desc offset :most)
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("method", what.wireName())
                .bind("most", MOST_KNOWN)
                .execute();
    }

    /** The right one came from there within a wait: that one was no failure. */
    void giveBack(Handle handle, TenantId tenant, PersonId person, Guess what, Standing before) {
        handle.createUpdate("""
                        update proof_try set failures = greatest(failures - 1, 0), last_failure = cast(:before as timestamptz)
                        where tenant_id = :tenant and person_id = :person and method = :method and source = :source
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("method", what.wireName())
                .bind("source", before.source)
                .bind(
                        "before",
                        Optional.ofNullable(before.throttle.last())
                                .map(last -> last.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .execute();
    }

    /** A new password has a count of its own; the places stay known. */
    void begin(Handle handle, TenantId tenant, PersonId person, Guess what) {
        handle.createUpdate("""
                        update proof_try set failures = 0, last_failure = null
                        where tenant_id = :tenant and person_id = :person and method = :method and accepted_at is not null
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("method", what.wireName())
                .execute();
        handle.createUpdate("""
                        delete from proof_try where tenant_id = :tenant and person_id = :person and method = :method and accepted_at is null
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("method", what.wireName())
                .execute();
    }
}
