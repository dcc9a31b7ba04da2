package io.homeward.tenant.audit;

/**
 * Everything that is recorded, by the name that administrators of large directories know ({@code activityDisplayName}); our own words only
 * where there is none. Names are never changed once released: scripts filter by them.
 */
public enum Activity {
    ADD_USER("Add user", Category.USER_MANAGEMENT, Operation.ADD),
    UPDATE_USER("Update user", Category.USER_MANAGEMENT, Operation.UPDATE),
    ENABLE_ACCOUNT("Enable account", Category.USER_MANAGEMENT, Operation.UPDATE),
    DISABLE_ACCOUNT("Disable account", Category.USER_MANAGEMENT, Operation.UPDATE),
    DELETE_USER("Delete user", Category.USER_MANAGEMENT, Operation.DELETE),
    RESTORE_USER("Restore user", Category.USER_MANAGEMENT, Operation.UPDATE),
    HARD_DELETE_USER("Hard Delete user", Category.USER_MANAGEMENT, Operation.DELETE),
    RESET_PASSWORD("Reset user password", Category.USER_MANAGEMENT, Operation.UPDATE),
    REVOKE_SESSIONS("Update StsRefreshTokenValidFrom Timestamp", Category.USER_MANAGEMENT, Operation.UPDATE),
    INVITE_USER("Invite external user", Category.USER_MANAGEMENT, Operation.ADD),
    REDEEM_INVITATION("Redeem external user invite", Category.USER_MANAGEMENT, Operation.UPDATE),
    START_ENROLMENT("Start enrolment", Category.USER_MANAGEMENT, Operation.ADD),

    ADD_GROUP("Add group", Category.GROUP_MANAGEMENT, Operation.ADD),
    UPDATE_GROUP("Update group", Category.GROUP_MANAGEMENT, Operation.UPDATE),
    DELETE_GROUP("Delete group", Category.GROUP_MANAGEMENT, Operation.DELETE),
    RESTORE_GROUP("Restore Group", Category.GROUP_MANAGEMENT, Operation.UPDATE),
    ADD_MEMBER_TO_GROUP("Add member to group", Category.GROUP_MANAGEMENT, Operation.ASSIGN),
    REMOVE_MEMBER_FROM_GROUP("Remove member from group", Category.GROUP_MANAGEMENT, Operation.UNASSIGN),
    ADD_OWNER_TO_GROUP("Add owner to group", Category.GROUP_MANAGEMENT, Operation.ASSIGN),
    REMOVE_OWNER_FROM_GROUP("Remove owner from group", Category.GROUP_MANAGEMENT, Operation.UNASSIGN),
    HARD_DELETE_GROUP("Hard Delete group", Category.GROUP_MANAGEMENT, Operation.DELETE),

    ADD_MEMBER_TO_ROLE("Add member to role", Category.ROLE_MANAGEMENT, Operation.ASSIGN),
    REMOVE_MEMBER_FROM_ROLE("Remove member from role", Category.ROLE_MANAGEMENT, Operation.UNASSIGN),

    ADD_POLICY("Add conditional access policy", Category.POLICY, Operation.ADD),
    UPDATE_POLICY("Update conditional access policy", Category.POLICY, Operation.UPDATE),
    DELETE_POLICY("Delete conditional access policy", Category.POLICY, Operation.DELETE),
    ADD_NAMED_LOCATION("Add named location", Category.POLICY, Operation.ADD),
    UPDATE_NAMED_LOCATION("Update named location", Category.POLICY, Operation.UPDATE),
    DELETE_NAMED_LOCATION("Delete named location", Category.POLICY, Operation.DELETE),
    ADD_STRENGTH("Create authentication strength", Category.POLICY, Operation.ADD),
    UPDATE_STRENGTH("Update authentication strength", Category.POLICY, Operation.UPDATE),
    DELETE_STRENGTH("Delete authentication strength", Category.POLICY, Operation.DELETE),
    UPDATE_REGISTRATION_POLICY("Update MFA registration policy", Category.POLICY, Operation.UPDATE),
    UPDATE_EXTERNAL_ACCESS("Update external access settings", Category.POLICY, Operation.UPDATE),
    UPDATE_AUTHORIZATION_POLICY("Update authorization policy", Category.POLICY, Operation.UPDATE),
    UPDATE_BREAK_GLASS("Update break-glass accounts", Category.POLICY, Operation.UPDATE),

    ADD_PARTNER_SETTING("Add a partner to cross-tenant access setting", Category.CROSS_TENANT, Operation.ADD),
    UPDATE_PARTNER_SETTING("Update a partner cross-tenant access setting", Category.CROSS_TENANT, Operation.UPDATE),
    DELETE_PARTNER_SETTING(
            "Delete partner specific cross-tenant access setting", Category.CROSS_TENANT, Operation.DELETE),
    UPDATE_CROSS_TENANT_DEFAULT(
            "Update the company default cross-tenant access setting", Category.CROSS_TENANT, Operation.UPDATE),

    ADD_APPLICATION("Add application", Category.APPLICATION_MANAGEMENT, Operation.ADD),
    UPDATE_APPLICATION("Update application", Category.APPLICATION_MANAGEMENT, Operation.UPDATE),
    DELETE_APPLICATION("Delete application", Category.APPLICATION_MANAGEMENT, Operation.DELETE),
    GRANT_PERMISSION("Add app role assignment to service principal", Category.APPLICATION_MANAGEMENT, Operation.ASSIGN),
    REVOKE_PERMISSION(
            "Remove app role assignment from service principal", Category.APPLICATION_MANAGEMENT, Operation.UNASSIGN),
    CHANGE_APPLICATION_SECRETS(
            "Update application – Certificates and secrets management",
            Category.APPLICATION_MANAGEMENT,
            Operation.UPDATE),

    ADD_IDENTITY_PROVIDER("Create identity provider", Category.RESOURCE_MANAGEMENT, Operation.ADD),
    UPDATE_IDENTITY_PROVIDER("Update identity provider", Category.RESOURCE_MANAGEMENT, Operation.UPDATE),
    DELETE_IDENTITY_PROVIDER("Delete identity provider", Category.RESOURCE_MANAGEMENT, Operation.DELETE),

    CREATE_TENANT("Create company", Category.DIRECTORY_MANAGEMENT, Operation.ADD),
    UPDATE_TENANT("Set Company Information", Category.DIRECTORY_MANAGEMENT, Operation.UPDATE),
    DELETE_TENANT("Delete company", Category.DIRECTORY_MANAGEMENT, Operation.DELETE),
    UPDATE_BRANDING("Update company branding", Category.DIRECTORY_MANAGEMENT, Operation.UPDATE),
    DELETE_BRANDING("Delete company branding", Category.DIRECTORY_MANAGEMENT, Operation.DELETE),
    SUSPEND_TENANT("Suspend company", Category.DIRECTORY_MANAGEMENT, Operation.UPDATE),
    RESUME_TENANT("Resume company", Category.DIRECTORY_MANAGEMENT, Operation.UPDATE),
    APPOINT_ADMINISTRATOR("Appoint first administrator", Category.DIRECTORY_MANAGEMENT, Operation.ADD),
    ADD_DOMAIN("Add unverified domain", Category.DIRECTORY_MANAGEMENT, Operation.ADD),
    VERIFY_DOMAIN("Verify domain", Category.DIRECTORY_MANAGEMENT, Operation.UPDATE),
    UPDATE_DOMAIN("Update domain", Category.DIRECTORY_MANAGEMENT, Operation.UPDATE),
    REMOVE_VERIFIED_DOMAIN("Remove verified domain", Category.DIRECTORY_MANAGEMENT, Operation.DELETE),
    REMOVE_DOMAIN("Remove unverified domain", Category.DIRECTORY_MANAGEMENT, Operation.DELETE),

    CREATE_RELATIONSHIP("Create delegated admin relationship", Category.DELEGATION, Operation.ADD),
    UPDATE_RELATIONSHIP("Update delegated admin relationship", Category.DELEGATION, Operation.UPDATE),
    DELETE_RELATIONSHIP("Delete delegated admin relationship", Category.DELEGATION, Operation.DELETE),
    LOCK_RELATIONSHIP("Lock delegated admin relationship for approval", Category.DELEGATION, Operation.UPDATE),
    APPROVE_RELATIONSHIP("Approve delegated admin relationship", Category.DELEGATION, Operation.UPDATE),
    REJECT_RELATIONSHIP("Reject delegated admin relationship", Category.DELEGATION, Operation.UPDATE),
    TERMINATE_RELATIONSHIP("Terminate delegated admin relationship", Category.DELEGATION, Operation.UPDATE),
    SUSPEND_RELATIONSHIP("Suspend delegated admin relationship", Category.DELEGATION, Operation.UPDATE),
    RESUME_RELATIONSHIP("Resume delegated admin relationship", Category.DELEGATION, Operation.UPDATE),
    AGE_RELATIONSHIP("Time changed delegated admin relationship", Category.DELEGATION, Operation.UPDATE),
    ALLOW_SUB_DELEGATION("Update allowed sub-delegations", Category.DELEGATION, Operation.UPDATE),
    ADD_ACCESS_ASSIGNMENT("Create delegated admin access assignment", Category.DELEGATION, Operation.ASSIGN),
    UPDATE_ACCESS_ASSIGNMENT("Update delegated admin access assignment", Category.DELEGATION, Operation.UPDATE),
    REMOVE_ACCESS_ASSIGNMENT("Delete delegated admin access assignment", Category.DELEGATION, Operation.UNASSIGN),
    REQUEST_WAIVER("Request home waiver", Category.DELEGATION, Operation.ADD),
    GRANT_WAIVER("Grant home waiver", Category.DELEGATION, Operation.UPDATE),
    REVOKE_WAIVER("Revoke home waiver", Category.DELEGATION, Operation.UPDATE),
    ACCEPT_WAIVER("Accept home waiver", Category.DELEGATION, Operation.UPDATE),
    WITHDRAW_WAIVER("Withdraw acceptance of home waiver", Category.DELEGATION, Operation.UPDATE);

    /** Graph: {@code category}. */
    enum Category {
        USER_MANAGEMENT("UserManagement"),
        GROUP_MANAGEMENT("GroupManagement"),
        ROLE_MANAGEMENT("RoleManagement"),
        POLICY("Policy"),
        CROSS_TENANT("CrossTenantAccessSettings"),
        APPLICATION_MANAGEMENT("ApplicationManagement"),
        RESOURCE_MANAGEMENT("ResourceManagement"),
        DIRECTORY_MANAGEMENT("DirectoryManagement"),
        /** Ours. */
        DELEGATION("DelegatedAdministration");

        private final String wire;

        Category(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }

    /** Graph: {@code operationType}. */
    enum Operation {
        ADD("Add"),
        UPDATE("Update"),
        DELETE("Delete"),
        ASSIGN("Assign"),
        UNASSIGN("Unassign");

        private final String wire;

        Operation(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }

    private final String displayName;
    private final Category category;
    private final Operation operation;

    Activity(String displayName, Category category, Operation operation) {
        this.displayName = displayName;
        this.category = category;
        this.operation = operation;
    }

    public String displayName() {
        return displayName;
    }

    Category category() {
        return category;
    }

    Operation operation() {
        return operation;
    }

    /** An entry about these things. */
    public Entry on(Target... targets) {
        return Entry.of(this, targets);
    }
}
