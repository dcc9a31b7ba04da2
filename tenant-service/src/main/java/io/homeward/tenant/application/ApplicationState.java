package io.homeward.tenant.application;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the feed {@code applications} says of one: {@code src/main/contract/examples/feed-applications.json}.
 *
 * @param secretHashes those that were good when this was said; for readers that do not know {@code secrets}
 */
record ApplicationState(
        ApplicationId id,
        TenantId tenant,
        String displayName,
        boolean enabled,
        List<String> permissions,
        List<String> secretHashes,
        List<Secret> secrets,
        List<String> redirectUris,
        Uris redirects,
        List<Key> keys,
        Optional<String> logoutUrl,
        boolean fallbackPublicClient,
        Optional<Address> upstream) {

    record Address(String name, String uri) {}

    /** The same redirect URIs by the kind of client. */
    record Uris(List<String> web, List<String> spa, List<String> publicClient) {
        static Uris of(Redirects redirects) {
            return new Uris(
                    Redirects.texts(redirects.web()),
                    Redirects.texts(redirects.spa()),
                    Redirects.texts(redirects.publicClient()));
        }
    }

    /** @param publicKey X.509 SubjectPublicKeyInfo, Base64 */
    record Key(String algorithm, String publicKey, Optional<Instant> endsAt) {
        static Key of(KeyCredential key) {
            return new Key(key.algorithm(), key.publicKey(), Optional.of(key.endsAt()));
        }
    }

    record Secret(String hash, Optional<Instant> endsAt) {}

    /** @param active whether its tenant is: in one that is not no application is enabled */
    static ApplicationState of(Application application, boolean active, Instant now) {
        return new ApplicationState(
                application.id(),
                application.tenant(),
                application.displayName(),
                application.enabled() && active,
                application.permissions().stream()
                        .map(Permission::wire)
                        .sorted()
                        .toList(),
                application.keys().stream()
                        .filter(key -> key.usable(now))
                        .map(Application.Key::hash)
                        .toList(),
                application.keys().stream()
                        .map(key -> new Secret(key.hash(), key.endsAt()))
                        .toList(),
                application.details().redirects().all(),
                Uris.of(application.details().redirects()),
                application.details().keys().stream().map(Key::of).toList(),
                application.details().logoutUrl().map(LogoutUrl::text),
                application.details().fallbackPublicClient(),
                application.upstream().map(at -> new Address(at.name(), at.uri().toString())));
    }
}
