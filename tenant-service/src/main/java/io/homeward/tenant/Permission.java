package io.homeward.tenant;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The application permissions of this installation: Graph's names, and our own where Graph has none. */
public enum Permission {
    DIRECTORY_READ_ALL("Directory.Read.All"),
    USER_READ_ALL("User.Read.All"),
    USER_READ_WRITE_ALL("User.ReadWrite.All"),
    GROUP_READ_ALL("Group.Read.All"),
    USER_INVITE_ALL("User.Invite.All"),
    USER_DELETE_RESTORE_ALL("User.DeleteRestore.All"),
    GROUP_READ_WRITE_ALL("Group.ReadWrite.All"),
    DOMAIN_READ_ALL("Domain.Read.All"),
    DOMAIN_READ_WRITE_ALL("Domain.ReadWrite.All"),
    ORGANIZATION_READ_ALL("Organization.Read.All"),
    ORGANIZATION_READ_WRITE_ALL("Organization.ReadWrite.All"),
    CROSS_TENANT_INFORMATION_READ_BASIC_ALL("CrossTenantInformation.ReadBasic.All"),
    POLICY_READ_ALL("Policy.Read.All"),
    POLICY_READ_WRITE_CONDITIONAL_ACCESS("Policy.ReadWrite.ConditionalAccess"),
    POLICY_READ_WRITE_HOMEWARD_SETTINGS("Policy.ReadWrite.HomewardSettings"),
    POLICY_READ_WRITE_CROSS_TENANT_ACCESS("Policy.ReadWrite.CrossTenantAccess"),
    ROLE_MANAGEMENT_READ_DIRECTORY("RoleManagement.Read.Directory"),
    ROLE_MANAGEMENT_READ_WRITE_DIRECTORY("RoleManagement.ReadWrite.Directory"),
    APPLICATION_READ_ALL("Application.Read.All"),
    APPLICATION_READ_WRITE_ALL("Application.ReadWrite.All"),
    APP_ROLE_ASSIGNMENT_READ_WRITE_ALL("AppRoleAssignment.ReadWrite.All"),
    IDENTITY_PROVIDER_READ_ALL("IdentityProvider.Read.All"),
    IDENTITY_PROVIDER_READ_WRITE_ALL("IdentityProvider.ReadWrite.All"),
    DELEGATED_ADMIN_RELATIONSHIP_READ_ALL("DelegatedAdminRelationship.Read.All"),
    DELEGATED_ADMIN_RELATIONSHIP_READ_WRITE_ALL("DelegatedAdminRelationship.ReadWrite.All"),
    USER_AUTHENTICATION_METHOD_READ_ALL("UserAuthenticationMethod.Read.All"),
    USER_AUTHENTICATION_METHOD_READ_WRITE_ALL("UserAuthenticationMethod.ReadWrite.All"),
    IDENTITY_RISKY_USER_READ_ALL("IdentityRiskyUser.Read.All"),
    IDENTITY_RISKY_USER_READ_WRITE_ALL("IdentityRiskyUser.ReadWrite.All"),
    IDENTITY_RISK_EVENT_READ_ALL("IdentityRiskEvent.Read.All"),
    IDENTITY_RISK_EVENT_READ_WRITE_ALL("IdentityRiskEvent.ReadWrite.All"),
    AUDIT_LOG_READ_ALL("AuditLog.Read.All"),
    REPORTS_READ_ALL("Reports.Read.All"),
    /** An enforcement point asks the gateway whether somebody may enter its tenant. */
    ACCESS_DECISION_EVALUATE("AccessDecision.Evaluate"),

    /** The operator's: makes and lists tenants. It is never granted through the API. */
    TENANT_READ_WRITE_ALL("Tenant.ReadWrite.All");

    private final String wire;

    Permission(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    /** As the app role of the API that it is; the same in every tenant and installation. */
    public UUID id() {
        return UUID.nameUUIDFromBytes(("homeward.permission." + wire).getBytes(StandardCharsets.UTF_8));
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
