package io.homeward.remediation.openid;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.TenantId;
import java.util.Optional;
import java.util.UUID;

/**
 * An application's request that was kept, in the tenant whose application it is. On the wire {@code <tenant>.<uuid>}; in the address of the sign-in
 * page the tenant is in the path.
 */
public record AuthorizationId(TenantId tenant, UUID value) {
    public AuthorizationId {
        requireNonNull(tenant, "tenant");
        requireNonNull(value, "value");
    }

    static AuthorizationId next(TenantId tenant) {
        return new AuthorizationId(tenant, UUID.randomUUID());
    }

    /** Empty for what is none. */
    public static Optional<AuthorizationId> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new AuthorizationId(TenantId.of(text.substring(0, dot)), UUID.fromString(text.substring(dot + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return tenant + "." + value;
    }
}
