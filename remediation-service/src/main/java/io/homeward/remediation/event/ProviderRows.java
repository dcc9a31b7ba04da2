package io.homeward.remediation.event;

import io.homeward.accessrules.TenantId;
import io.homeward.feed.Change;
import io.homeward.outbox.ReplicaRows;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.directory.IdentityProvider;
import io.homeward.remediation.directory.IdentityProviders;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Tenants' own providers. Whose domain comes to one, or leaves it, can change his password no more, or again: what is told of him is told anew in the same
 * transaction.
 */
@Singleton
class ProviderRows implements ReplicaRows {
    private final IdentityProviders providers;
    private final Credentials credentials;

    ProviderRows(IdentityProviders providers, Credentials credentials) {
        this.providers = providers;
        this.credentials = credentials;
    }

    @Override
    public void put(Handle handle, Change change) {
        IdentityProvider provider = change.as(IdentityProvider.class);
        Set<String> before = federated(handle, change.tenant());
        handle.createUpdate("""
                        insert into identity_provider (tenant_id, provider_id, document)
                        values (:tenant, :provider, cast(:document as jsonb))
                        on conflict (tenant_id, provider_id) do update set document = excluded.document
                        """)
                .bind("tenant", change.tenant().value())
                .bind("provider", provider.id())
                .bind("document", change.state().toString())
                .execute();
        tell(handle, change.tenant(), before);
    }

    @Override
    public void remove(Handle handle, TenantId tenant, String key) {
        Set<String> before = federated(handle, tenant);
        handle.createUpdate("delete from identity_provider where tenant_id = :tenant and provider_id = :provider")
                .bind("tenant", tenant.value())
                .bind("provider", UUID.fromString(key))
                .execute();
        tell(handle, tenant, before);
    }

    private Set<String> federated(Handle handle, TenantId tenant) {
        var domains = new HashSet<String>();
        providers.all(handle, tenant).forEach(provider -> domains.addAll(provider.domainHints()));
        return domains;
    }

    private void tell(Handle handle, TenantId tenant, Set<String> before) {
        Set<String> after = federated(handle, tenant);
        var changed = new HashSet<String>(after);
        changed.addAll(before);
        changed.removeIf(domain -> before.contains(domain) && after.contains(domain));
        if (!changed.isEmpty()) {
            credentials.tellAnewOf(handle, tenant, changed);
        }
    }
}
