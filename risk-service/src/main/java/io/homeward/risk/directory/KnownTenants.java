package io.homeward.risk.directory;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;

/** The tenants we have heard of. */
@Singleton
public class KnownTenants {
    private final TenantDatabase database;

    KnownTenants(TenantDatabase database) {
        this.database = database;
    }

    /** Whether there is such a tenant: its rules or people have arrived and are not all gone. In a transaction of its own. */
    public boolean has(TenantId tenant) {
        return database.in(tenant, handle -> handle.createQuery("""
                        select exists (select from known_rules where tenant_id = :tenant)
                            or exists (select from known_person where tenant_id = :tenant)""")
                .bind("tenant", tenant.value())
                .mapTo(Boolean.class)
                .one());
    }
}
