package io.homeward.tenant.delegation;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.crosstenant.ProviderConstraints;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;

/** Says running relationships again when the customer has cut, or widened, what their partner may be. */
@Singleton
class HeedConstraints implements ProviderConstraints.Heeding {
    private final Relationships relationships;

    HeedConstraints(Relationships relationships) {
        this.relationships = relationships;
    }

    @Override
    public void constrained(Handle handle, TenantId customer, TenantId provider) {
        relationships.lockedBetween(handle, provider, customer).forEach(kept -> relationships.publish(handle, kept));
    }
}
