package io.homeward.remediation.directory;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.TenantRules;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** Those of these tenants that are known. */
    public Map<TenantId, TenantRules> ofEach(Handle handle, Collection<TenantId> tenants) {
        return handle
                .createQuery("select document from tenant_rules where tenant_id = any(:tenants)")
                .bindArray(
                        "tenants",
                        UUID.class,
                        tenants.stream().map(TenantId::value).toList())
                .mapTo(String.class)
                .map(document -> Document.read(document, TenantRules.class))
                .stream()
                .collect(Collectors.toUnmodifiableMap(TenantRules::tenant, Function.identity()));
    }
}
