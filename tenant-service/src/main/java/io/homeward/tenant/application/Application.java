package io.homeward.tenant.application;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A registered application. Object id and client id are one and the same here, and so is its service principal. */
public record Application(
        TenantId tenant,
        ApplicationId id,
        String displayName,
        boolean enabled,
        Set<Permission> permissions,
        Optional<Upstream> upstream,
        Details details,
        List<Key> keys,
        Instant createdAt) {

    /**
     * A secret as it is kept.
     *
     * @param endsAt from then on it opens nothing; empty for one that lasts
     */
    public record Key(
            UUID id,
            Optional<String> displayName,
            String hint,
            String hash,
            Instant createdAt,
            Optional<Instant> endsAt) {
        public boolean usable(Instant now) {
            return endsAt.filter(end -> !now.isBefore(end)).isEmpty();
        }
    }

    Applications.Registration registration() {
        return new Applications.Registration(displayName, permissions, upstream, details);
    }
}
