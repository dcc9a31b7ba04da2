package io.homeward.tenant.provider;

import io.homeward.accessrules.TenantId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is said of one, without its secret. */
record ProviderState(
        UUID id,
        TenantId tenant,
        String displayName,
        String issuer,
        String metadataUrl,
        String clientId,
        String scope,
        Map<String, String> claims,
        List<String> domainHints) {
    static ProviderState of(Provider provider) {
        Definition definition = provider.definition();
        return new ProviderState(
                provider.id(),
                provider.tenant(),
                definition.displayName(),
                definition.issuer().toString(),
                definition.metadataUrl().toString(),
                definition.clientId(),
                definition.scope(),
                definition.claims(),
                definition.domainHints());
    }
}
