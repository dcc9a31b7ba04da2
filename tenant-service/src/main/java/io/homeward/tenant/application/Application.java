package io.homeward.tenant.application;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A registered application. Object id and client id are one and the same here. */
public record Application(
        TenantId tenant,
        ApplicationId id,
        String displayName,
        boolean enabled,
        Set<Permission> permissions,
        Optional<Upstream> upstream,
        List<Key> keys,
        Instant createdAt) {

    /** A secret as it is kept. */
    public record Key(UUID id, Optional<String> displayName, String hint, String hash, Instant createdAt) {}
}
