package io.homeward.remediation.directory;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.homeward.accessrules.TenantId;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A tenant's own OpenID provider, as the feed {@code identity-providers} tells it.
 *
 * @param issuer as its tokens name it, letter by letter
 * @param metadataUrl of its discovery document
 * @param claims which of its claims is which of ours
 * @param domainHints domains of the tenant whose people it signs in, in lower case
 * @param sealedSecret as tenant-service has sealed it; opens with {@link #secretBinding}
 */
public record IdentityProvider(
        UUID id,
        TenantId tenant,
        String displayName,
        String issuer,
        URI metadataUrl,
        String clientId,
        String scope,
        Map<String, String> claims,
        List<String> domainHints,
        Optional<String> sealedSecret) {
    public IdentityProvider {
        requireNonNull(id, "id");
        requireNonNull(tenant, "tenant");
        requireNonNull(displayName, "displayName");
        requireNonNull(issuer, "issuer");
        requireNonNull(metadataUrl, "metadataUrl");
        requireNonNull(clientId, "clientId");
        requireNonNull(scope, "scope");
        claims = Map.copyOf(claims);
        domainHints = List.copyOf(domainHints);
        sealedSecret = requireNonNullElse(sealedSecret, Optional.empty()); // a feed of an earlier version has none
    }

    /** Whether it signs in whoever bears this name. */
    public boolean signsIn(String userPrincipalName) {
        return domainHints.contains(domain(userPrincipalName));
    }

    /** The name of the claim that stands for one of ours. */
    public String claim(String ours) {
        return claims.getOrDefault(ours, ours);
    }

    /** What the secret is, and whose. */
    public String secretBinding() {
        return "identity-provider/%s/%s".formatted(tenant, id);
    }

    /** What stands behind the last @; blank where there is none. */
    static String domain(String userPrincipalName) {
        int at = userPrincipalName.lastIndexOf('@');
        return at < 0 ? "" : userPrincipalName.substring(at + 1).toLowerCase(Locale.ROOT);
    }
}
