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
        Optional<Address> upstream) {

    record Address(String name, String uri) {}

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
                application.upstream().map(at -> new Address(at.name(), at.uri().toString())));
    }
}
