package io.homeward.remediation.federation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.homeward.remediation.directory.IdentityProvider;
import io.homeward.remediation.outside.OutsideCalls;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;

/**
 * What providers say of themselves (OpenID Connect Discovery 1.0) and their keys, remembered for a while. What belongs to one tenant's provider is never
 * another's: everything is found by the addresses that the tenant has named, and is the same for everybody who names them.
 */
@Singleton
class Discovered {
    private static final int MOST = 1_000;

    /** A key that is not known is looked for again, but no more often than this: whoever sends tokens does not decide how often we call. */
    private static final Duration KEYS_AT_MOST_EVERY = Duration.ofSeconds(30);

    private final ProviderCalls calls;
    private final Cache<About, OIDCProviderMetadata> metadata;
    private final Cache<URI, JWKSet> keys;
    private final Cache<URI, Boolean> askedLately;

    /** @param issuer for whom the document has to speak */
    private record About(URI metadataUrl, String issuer) {}

    Discovered(ProviderCalls calls, FederationSettings settings) {
        this.calls = calls;
        metadata = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(settings.remembered())
                .build();
        keys = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(settings.remembered())
                .build();
        askedLately = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEYS_AT_MOST_EVERY)
                .build();
    }

    /** @throws ProviderAway also where the document speaks for another issuer, or names no endpoints that may be used */
    OIDCProviderMetadata of(IdentityProvider provider) throws ProviderAway {
        var about = new About(provider.metadataUrl(), provider.issuer());
        OIDCProviderMetadata known = metadata.getIfPresent(about);
        if (known != null) {
            return known;
        }
        OIDCProviderMetadata read = read(about);
        metadata.put(about, read);
        return read;
    }

    /** @param anew whether those that are remembered will not do */
    JWKSet keys(OIDCProviderMetadata provider, boolean anew) throws ProviderAway {
        URI address = provider.getJWKSetURI();
        JWKSet known = keys.getIfPresent(address);
        if (known != null && (!anew || askedLately.getIfPresent(address) != null)) {
            return known;
        }
        try {
            JWKSet read = JWKSet.parse(body(address));
            keys.put(address, read);
            askedLately.put(address, true);
            return read;
        } catch (java.text.ParseException e) {
            throw new ProviderAway("%s are no keys".formatted(address), e);
        }
    }

    private OIDCProviderMetadata read(About about) throws ProviderAway {
        OIDCProviderMetadata read;
        try {
            read = OIDCProviderMetadata.parse(body(about.metadataUrl()));
        } catch (ParseException | IllegalArgumentException e) {
            throw new ProviderAway("%s describes no provider".formatted(about.metadataUrl()), e);
        }
        if (!read.getIssuer().getValue().equals(about.issuer())) {
            throw new ProviderAway("%s speaks for another issuer".formatted(about.metadataUrl()));
        }
        if (read.getAuthorizationEndpointURI() == null
                || read.getTokenEndpointURI() == null
                || read.getJWKSetURI() == null
                || !calls.leadsOut(read.getAuthorizationEndpointURI())) {
            throw new ProviderAway("%s names no endpoints that may be used".formatted(about.metadataUrl()));
        }
        return read;
    }

    private String body(URI address) throws ProviderAway {
        OutsideCalls.Answer answer = calls.get(address);
        if (answer.status() != 200) {
            throw new ProviderAway("%s answers %d".formatted(address, answer.status()));
        }
        return answer.body();
    }
}
