package io.homeward.remediation.method;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.session.SessionId;
import io.homeward.vault.Sealed;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** At most one in a session, for some minutes. Every method works in the caller's transaction, bound to the tenant. */
@Singleton
class FactorsInMaking {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int REMOVED_AT_ONCE = 50;

    /** In the place of whatever there was. */
    void keep(Handle handle, TenantId tenant, PersonId person, SessionId session, FactorInMaking making, Instant now) {
        forgetExpired(handle, tenant, now);
        handle.createUpdate("""
                        insert into factor_in_making (tenant_id, session_id, person_id, kind, sealed, challenge, expires_at)
                        values (:tenant, :session, :person, :kind, :sealed, :challenge, :expires)
                        on conflict (tenant_id, session_id) do update set person_id = excluded.person_id, kind = excluded.kind,
                            sealed = excluded.sealed, challenge = excluded.challenge, expires_at = excluded.expires_at
                        """)
                .bind("tenant", tenant.value())
                .bind("session", session.value())
                .bind("person", person.value())
                .bind("kind", kind(making))
                .bind("sealed", sealed(making))
                .bind("challenge", challenge(making))
                .bind("expires", now.plus(LIFETIME).atOffset(ZoneOffset.UTC))
                .execute();
    }

    Optional<FactorInMaking> find(Handle handle, TenantId tenant, PersonId person, SessionId session, Instant now) {
        return find(handle, tenant, person, session, now, "");
    }

    /** Of two who want to complete it one waits, and finds it gone. */
    Optional<FactorInMaking> lock(Handle handle, TenantId tenant, PersonId person, SessionId session, Instant now) {
        return find(handle, tenant, person, session, now, "for update");
    }

    void forget(Handle handle, TenantId tenant, SessionId session) {
        handle.createUpdate("delete from factor_in_making where tenant_id = :tenant and session_id = :session")
                .bind("tenant", tenant.value())
                .bind("session", session.value())
                .execute();
    }

    private static Optional<FactorInMaking> find(
            Handle handle, TenantId tenant, PersonId person, SessionId session, Instant now, String lock) {
        return handle.createQuery("""
                        select kind, sealed, challenge from factor_in_making
                        where tenant_id = :tenant and session_id = :session and person_id = :person and expires_at > :now <lock>
                        """)
                .define("lock", lock)
                .bind("tenant", tenant.value())
                .bind("session", session.value())
                .bind("person", person.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) -> making(row))
                .findOne();
    }

    private static void forgetExpired(Handle handle, TenantId tenant, Instant now) {
        handle.createUpdate("""
                        delete from factor_in_making where tenant_id = :tenant and session_id in (
                            select session_id from factor_in_making where tenant_id = :tenant and expires_at < :now
                            order by expires_at limit :most for update skip locked)
                        """)
                .bind("tenant", tenant.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("most", REMOVED_AT_ONCE)
                .execute();
    }

    private static FactorInMaking making(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return switch (kind) {
            case "totp" -> new FactorInMaking.App(Sealed.of(row.getBytes("sealed")));
            case "passkey" -> new FactorInMaking.Key(row.getString("challenge"));
            case "codes" -> new FactorInMaking.Codes(Sealed.of(row.getBytes("sealed")));
            default -> throw new IllegalStateException("Nothing is made of the kind " + kind);
        };
    }

    private static String kind(FactorInMaking making) {
        return switch (making) {
            case FactorInMaking.App app -> "totp";
            case FactorInMaking.Key key -> "passkey";
            case FactorInMaking.Codes codes -> "codes";
        };
    }

    private static byte @Nullable [] sealed(FactorInMaking making) {
        return switch (making) {
            case FactorInMaking.App(var seed) -> seed.bytes();
            case FactorInMaking.Key key -> null;
            case FactorInMaking.Codes(var codes) -> codes.bytes();
        };
    }

    private static @Nullable String challenge(FactorInMaking making) {
        return making instanceof FactorInMaking.Key(var challenge) ? challenge : null;
    }
}
