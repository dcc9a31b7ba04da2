package io.homeward.tenant.delegation;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What partner and customer agree on.
 *
 * @param customer empty for an invitation that whoever was given the id may accept
 * @param displayName 1 to 50 characters
 * @param roles the most the partner's people may ever be in the customer's tenant; never empty
 * @param provider the indirect provider behind the partner, whom the customer allows to come through it by approving
 */
public record Terms(
        RelationshipId id,
        Optional<TenantId> customer,
        String displayName,
        Lifetime lifetime,
        AutoExtend autoExtend,
        Set<RoleId> roles,
        Instant createdAt,
        Optional<TenantId> provider) {

    /** With this role among them a relationship never extends itself. */
    private static final RoleId NEVER_EXTENDED = DirectoryRole.GLOBAL_ADMINISTRATOR.id();

    static final int NAME_LENGTH = 50;

    public Terms {
        requireNonNull(id, "id");
        requireNonNull(customer, "customer");
        requireNonNull(lifetime, "lifetime");
        requireNonNull(autoExtend, "autoExtend");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(provider, "provider");
        displayName = displayName.strip();
        if (displayName.isEmpty() || displayName.length() > NAME_LENGTH) {
            throw new IllegalArgumentException("displayName has 1 to 50 characters");
        }
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("accessDetails.unifiedRoles names at least one role");
        }
        if (autoExtend != AutoExtend.NEVER && roles.contains(NEVER_EXTENDED)) {
            throw new IllegalArgumentException(
                    "autoExtendDuration must be PT0S while the relationship contains Global Administrator");
        }
        if (customer.isPresent() && customer.get().equals(id.partner())) {
            throw new IllegalArgumentException("A tenant has no delegated admin relationship with itself");
        }
        if (provider.isPresent() && (provider.get().equals(id.partner()) || provider.equals(customer))) {
            throw new IllegalArgumentException("indirectProviderTenantId is neither the partner nor the customer");
        }
    }

    /** Without a provider. */
    public Terms(
            RelationshipId id,
            Optional<TenantId> customer,
            String displayName,
            Lifetime lifetime,
            AutoExtend autoExtend,
            Set<RoleId> roles,
            Instant createdAt) {
        this(id, customer, displayName, lifetime, autoExtend, roles, createdAt, Optional.empty());
    }

    public TenantId partner() {
        return id.partner();
    }

    public Terms with(AutoExtend extension) {
        return new Terms(id, customer, displayName, lifetime, extension, roles, createdAt, provider);
    }

    public Terms with(Set<RoleId> others) {
        return new Terms(id, customer, displayName, lifetime, autoExtend, others, createdAt, provider);
    }

    Terms agreedBy(TenantId approver) {
        return new Terms(id, Optional.of(approver), displayName, lifetime, autoExtend, roles, createdAt, provider);
    }
}
