package io.homeward.tenant.registry;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.Locale;

/**
 * An organisation of this installation.
 *
 * @param administration the application made with it
 */
public record Tenant(
        TenantId id,
        String displayName,
        String defaultDomain,
        ApplicationId administration,
        Status status,
        Instant createdAt) {

    /** Only in an active one does anybody get in. */
    public enum Status {
        ACTIVE,
        SUSPENDED,
        DELETED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean active() {
        return status == Status.ACTIVE;
    }
}
