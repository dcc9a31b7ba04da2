package io.homeward.tenant.provider;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is said of a provider. Nothing at these addresses is fetched here; whoever fetches connects to what
 * {@link io.homeward.outbound.Destinations#find} finds for them, and to nothing else.
 *
 * @param issuer as its tokens name it; a person is its issuer and subject, never an e-mail (D29)
 * @param metadataUrl of its discovery document
 * @param claims which of its claims is which of ours: {@code sub}, {@code name}, {@code email} and the like
 * @param domainHints verified domains of the tenant whose people it signs in
 */
public record Definition(
        String displayName,
        URI issuer,
        URI metadataUrl,
        String clientId,
        String scope,
        Map<String, String> claims,
        List<String> domainHints) {
    public Definition {
        claims = java.util.Collections.unmodifiableMap(new TreeMap<>(claims));
        domainHints = List.copyOf(domainHints);
    }

    /** Whether a secret of the other is one of this, too: it is sent to where the metadata says, in this client's name. */
    boolean sameParty(Definition other) {
        return issuer.equals(other.issuer) && metadataUrl.equals(other.metadataUrl) && clientId.equals(other.clientId);
    }
}
