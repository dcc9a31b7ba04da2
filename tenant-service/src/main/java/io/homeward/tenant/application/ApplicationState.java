package io.homeward.tenant.application;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Permission;
import java.util.List;
import java.util.Optional;

/** What the feed {@code applications} says of one: {@code src/main/contract/examples/feed-applications.json}. */
record ApplicationState(
        ApplicationId id,
        TenantId tenant,
        String displayName,
        boolean enabled,
        List<String> permissions,
        List<String> secretHashes,
        Optional<Address> upstream) {

    record Address(String name, String uri) {}

    /** @param active whether its tenant is: in one that is not no application is enabled */
    static ApplicationState of(Application application, boolean active) {
        return new ApplicationState(
                application.id(),
                application.tenant(),
                application.displayName(),
                application.enabled() && active,
                application.permissions().stream()
                        .map(Permission::wire)
                        .sorted()
                        .toList(),
                application.keys().stream().map(Application.Key::hash).toList(),
                application.upstream().map(at -> new Address(at.name(), at.uri().toString())));
    }
}
