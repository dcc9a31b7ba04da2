package io.homeward.remediation.credential;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The tables of registered second factors, for what is done alike to a factor of any kind. */
enum FactorTable {
    PASSKEY("passkey"),
    TOTP("totp");

    private final String table;

    FactorTable(String table) {
        this.table = table;
    }

    /** @return whether it was there */
    boolean remove(Handle handle, TenantId tenant, PersonId person, UUID method) {
        return handle.createUpdate(
                                "delete from %s where tenant_id = :tenant and person_id = :person and method_id = :method"
                                        .formatted(table))
                        .bind("tenant", tenant.value())
                        .bind("person", person.value())
                        .bind("method", method)
                        .execute()
                == 1;
    }

    /** Those of somebody who begins anew. */
    void forget(Handle handle, TenantId tenant, PersonId person) {
        handle.createUpdate("delete from %s where tenant_id = :tenant and person_id = :person".formatted(table))
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
    }

    /**
     * Those registered since then count no more until an administrator confirms them (invariant 6).
     *
     * @return how many are doubted from now on
     */
    int doubt(Handle handle, TenantId tenant, PersonId person, Instant since, Instant now) {
        return handle.createUpdate("""
                        update %s set doubted_at = :now
                        where tenant_id = :tenant and person_id = :person and registered_at >= :since
                            and doubted_at is null and confirmed_at is null
                        """.formatted(table))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
    }
}
