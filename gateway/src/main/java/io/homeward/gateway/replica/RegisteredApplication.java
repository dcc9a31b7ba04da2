package io.homeward.gateway.replica;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * A registered application: feed {@code applications} of tenant-service.
 *
 * @param upstream where the apps door finds it; only for applications that are served there
 */
public record RegisteredApplication(
        ApplicationId id, TenantId tenant, boolean enabled, Set<String> permissions, Optional<Upstream> upstream) {

    /**
     * @param name the path segment under which the apps door serves it
     * @param uri as somebody registered it; nobody has checked where it leads
     */
    public record Upstream(String name, String uri) {}

    public RegisteredApplication {
        permissions = Set.copyOf(permissions);
    }
}
