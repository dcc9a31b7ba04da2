package io.homeward.remediation.directory;

import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who signs in the people of a tenant's domains, where it is not this service. Works in the caller's transaction, bound to the tenant. */
@Singleton
public class IdentityProviders {

    public Optional<IdentityProvider> find(Handle handle, TenantId tenant, UUID provider) {
        return handle.createQuery(
                        "select document from identity_provider where tenant_id = :tenant and provider_id = :provider")
                .bind("tenant", tenant.value())
                .bind("provider", provider)
                .mapTo(String.class)
                .findOne()
                .map(document -> Document.read(document, IdentityProvider.class));
    }

    public List<IdentityProvider> all(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        "select document from identity_provider where tenant_id = :tenant order by provider_id")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .map(document -> Document.read(document, IdentityProvider.class))
                .list();
    }

    /**
     * By the domain of the name alone. While two claim a domain (one has just been given it, and the other's loss has not arrived), the first of them
     * by id.
     */
    public Optional<IdentityProvider> ofName(Handle handle, TenantId tenant, String userPrincipalName) {
        return all(handle, tenant).stream()
                .filter(provider -> provider.signsIn(userPrincipalName))
                .findFirst();
    }
}
