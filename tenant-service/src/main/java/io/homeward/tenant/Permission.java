package io.homeward.tenant;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The application permissions of this installation: Graph's names, and our own where Graph has none. */
public enum Permission {
    USER_READ_ALL("User.Read.All"),
    USER_READ_WRITE_ALL("User.ReadWrite.All"),
    GROUP_READ_WRITE_ALL("Group.ReadWrite.All"),
    POLICY_READ_ALL("Policy.Read.All"),
    POLICY_READ_WRITE_CONDITIONAL_ACCESS("Policy.ReadWrite.ConditionalAccess"),
    POLICY_READ_WRITE_HOMEWARD_SETTINGS("Policy.ReadWrite.HomewardSettings"),
    ROLE_MANAGEMENT_READ_WRITE_DIRECTORY("RoleManagement.ReadWrite.Directory"),
    APPLICATION_READ_WRITE_ALL("Application.ReadWrite.All"),
    DELEGATED_ADMIN_RELATIONSHIP_READ_WRITE_ALL("DelegatedAdminRelationship.ReadWrite.All"),
    USER_AUTHENTICATION_METHOD_READ_WRITE_ALL("UserAuthenticationMethod.ReadWrite.All"),
    IDENTITY_RISKY_USER_READ_WRITE_ALL("IdentityRiskyUser.ReadWrite.All"),
    IDENTITY_RISK_EVENT_READ_WRITE_ALL("IdentityRiskEvent.ReadWrite.All"),
    AUDIT_LOG_READ_ALL("AuditLog.Read.All"),

    /** The operator's: makes and lists tenants. It is never granted through the API. */
    TENANT_READ_WRITE_ALL("Tenant.ReadWrite.All");

    private final String wire;

    Permission(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    public static Optional<Permission> of(String wire) {
        return Arrays.stream(values()).filter(one -> one.wire.equals(wire)).findFirst();
    }

    /** Everything an organisation's own administration may be given. */
    public static Set<Permission> ofTenants() {
        return Arrays.stream(values())
                .filter(one -> one != TENANT_READ_WRITE_ALL)
                .collect(Collectors.toUnmodifiableSet());
    }
}
