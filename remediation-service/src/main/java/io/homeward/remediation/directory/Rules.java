package io.homeward.remediation.directory;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.TenantRules;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rules of tenants. A tenant without is not known here. Works in the caller's transaction, bound to the tenant. */
@Singleton
public class Rules {

    public Optional<TenantRules> of(Handle handle, TenantId tenant) {
        return handle.createQuery("select document from tenant_rules where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .findOne()
                .map(document -> Document.read(document, TenantRules.class));
    }
}
