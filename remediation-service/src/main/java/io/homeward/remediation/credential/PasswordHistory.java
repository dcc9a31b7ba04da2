package io.homeward.remediation.credential;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The passwords somebody had: as many as are remembered ({@link PasswordSettings#remembered}), hashed as they were. A temporary one was nobody's
 * choice and is not among them. Every method works in the caller's transaction, which holds the account's lock.
 */
@Singleton
class PasswordHistory {
    private final int remembered;

    PasswordHistory(PasswordSettings settings) {
        remembered = settings.remembered();
    }

    /** Those before the one in use, the latest first. */
    List<String> of(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        select hash from password_history where tenant_id = :tenant and person_id = :person
                        order by number desc limit :most
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("most", remembered)
                .mapTo(String.class)
                .list();
    }

    /** Remembers the one in use, which is about to be replaced, and forgets what is beyond the number. */
    void keep(Handle handle, TenantId tenant, PersonId person, Instant now) {
        handle.createUpdate("""
                        insert into password_history (tenant_id, person_id, hash, replaced_at)
                        select tenant_id, person_id, hash, :now from password
                        where tenant_id = :tenant and person_id = :person and not temporary
                        """)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
        handle.createUpdate("""
                        delete from password_history where tenant_id = :tenant and person_id = :person and number in (
                            select number from password_history where tenant_id = :tenant and person_id = :person
                            order by number desc offset :most)
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("most", remembered)
                .execute();
    }
}
