package io.homeward.tenant;

import static io.homeward.accessrules.DirectoryRole.CONDITIONAL_ACCESS_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.DIRECTORY_READERS;
import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.GLOBAL_READER;
import static io.homeward.accessrules.DirectoryRole.GUEST_INVITER;
import static io.homeward.accessrules.DirectoryRole.SECURITY_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_OPERATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static io.homeward.accessrules.DirectoryRole.USER_ADMINISTRATOR;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.administrator.Act;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may do what in this service: each right with the directory roles and the application permissions that carry it. A person needs one
 * of the roles in the tenant entered, an application one of the permissions; Global Administrator carries every right but the operator's.
 *
 * <p>The duties are those of graph-api.md 1.14. Where its sources disagree: a Security Operator may dismiss and confirm (conflict 1 of section
 * 5; {@link Act} has it, because risk-service asks there), a Security Administrator resets no password, and a Conditional Access Administrator
 * writes conditional-access policies but no other setting.
 */
public enum Right {
    READ_DIRECTORY(
            Members.ALL,
            Set.of(
                    GLOBAL_READER,
                    DIRECTORY_READERS,
                    SECURITY_READER,
                    SECURITY_OPERATOR,
                    SECURITY_ADMINISTRATOR,
                    CONDITIONAL_ACCESS_ADMINISTRATOR,
                    USER_ADMINISTRATOR,
                    DirectoryRole.AUTHENTICATION_ADMINISTRATOR,
                    DirectoryRole.PRIVILEGED_AUTHENTICATION_ADMINISTRATOR,
                    DirectoryRole.HELPDESK_ADMINISTRATOR),
            Set.of(
                    Permission.DIRECTORY_READ_ALL,
                    Permission.USER_READ_ALL,
                    Permission.USER_READ_WRITE_ALL,
                    Permission.GROUP_READ_ALL,
                    Permission.GROUP_READ_WRITE_ALL)),
    WRITE_USERS(Members.WITH_ROLE, Set.of(USER_ADMINISTRATOR), Set.of(Permission.USER_READ_WRITE_ALL)),
    /** Through a user's {@code passwordProfile}; who may on whom is decided by HomeAdministrator. */
    RESET_PASSWORDS(
            Members.WITH_ROLE, Proof.FRESH_MFA, Act.RESET_PASSWORD.roles(), Set.of(Permission.USER_READ_WRITE_ALL)),
    /** What cannot be undone is not delegated. */
    DELETE_FOR_EVER(
            Members.ONLY_WITH_ROLE,
            Proof.FRESH_MFA,
            Set.of(USER_ADMINISTRATOR),
            Set.of(Permission.USER_DELETE_RESTORE_ALL, Permission.USER_READ_WRITE_ALL)),
    /** Never through a relationship: a guest invited by somebody from outside would outlive it. */
    INVITE_GUESTS(
            Members.ONLY_WITH_ROLE,
            Set.of(USER_ADMINISTRATOR, GUEST_INVITER),
            Set.of(Permission.USER_INVITE_ALL, Permission.USER_READ_WRITE_ALL)),
    WRITE_GROUPS(Members.WITH_ROLE, Set.of(USER_ADMINISTRATOR), Set.of(Permission.GROUP_READ_WRITE_ALL)),
    READ_ROLES(
            Members.ALL,
            Set.of(GLOBAL_READER, DIRECTORY_READERS, SECURITY_READER, SECURITY_ADMINISTRATOR, USER_ADMINISTRATOR),
            Set.of(
                    Permission.DIRECTORY_READ_ALL,
                    Permission.ROLE_MANAGEMENT_READ_DIRECTORY,
                    Permission.USER_READ_ALL,
                    Permission.USER_READ_WRITE_ALL,
                    Permission.ROLE_MANAGEMENT_READ_WRITE_DIRECTORY)),
    /** Never through a relationship: what somebody from outside planted would outlive it, and his standing. */
    ASSIGN_ROLES(
            Members.ONLY_WITH_ROLE, Proof.FRESH_MFA, Set.of(), Set.of(Permission.ROLE_MANAGEMENT_READ_WRITE_DIRECTORY)),
    READ_POLICIES(
            Members.WITH_ROLE,
            Set.of(
                    GLOBAL_READER,
                    SECURITY_READER,
                    SECURITY_OPERATOR,
                    SECURITY_ADMINISTRATOR,
                    CONDITIONAL_ACCESS_ADMINISTRATOR),
            Set.of(
                    Permission.POLICY_READ_ALL,
                    Permission.POLICY_READ_WRITE_CONDITIONAL_ACCESS,
                    Permission.POLICY_READ_WRITE_CROSS_TENANT_ACCESS,
                    Permission.POLICY_READ_WRITE_HOMEWARD_SETTINGS)),
    WRITE_POLICIES(
            Members.WITH_ROLE,
            Set.of(SECURITY_ADMINISTRATOR, CONDITIONAL_ACCESS_ADMINISTRATOR),
            Set.of(Permission.POLICY_READ_WRITE_CONDITIONAL_ACCESS)),
    /** The registration policy and what is asked of people from outside. */
    WRITE_SETTINGS(
            Members.WITH_ROLE, Set.of(SECURITY_ADMINISTRATOR), Set.of(Permission.POLICY_READ_WRITE_HOMEWARD_SETTINGS)),
    /** Whom the rules spare in an emergency; never through a relationship. */
    WRITE_BREAK_GLASS(
            Members.ONLY_WITH_ROLE,
            Set.of(SECURITY_ADMINISTRATOR),
            Set.of(Permission.POLICY_READ_WRITE_HOMEWARD_SETTINGS)),
    /** What is asked of people from outside is not changed by people from outside. */
    WRITE_EXTERNAL_ACCESS(
            Members.ONLY_WITH_ROLE,
            Proof.FRESH_MFA,
            Set.of(SECURITY_ADMINISTRATOR),
            Set.of(Permission.POLICY_READ_WRITE_CROSS_TENANT_ACCESS, Permission.POLICY_READ_WRITE_HOMEWARD_SETTINGS)),
    READ_APPLICATIONS(
            Members.WITH_ROLE,
            Set.of(GLOBAL_READER, SECURITY_READER, SECURITY_ADMINISTRATOR),
            Set.of(
                    Permission.APPLICATION_READ_ALL,
                    Permission.APPLICATION_READ_WRITE_ALL,
                    Permission.APP_ROLE_ASSIGNMENT_READ_WRITE_ALL,
                    Permission.DIRECTORY_READ_ALL)),
    /** Never through a relationship, for the same reason. */
    WRITE_APPLICATIONS(
            Members.ONLY_WITH_ROLE, Proof.FRESH_MFA, Set.of(), Set.of(Permission.APPLICATION_READ_WRITE_ALL)),
    /** What an application may do, as far as the granter may himself. */
    GRANT_PERMISSIONS(
            Members.ONLY_WITH_ROLE,
            Proof.FRESH_MFA,
            Set.of(),
            Set.of(Permission.APP_ROLE_ASSIGNMENT_READ_WRITE_ALL, Permission.APPLICATION_READ_WRITE_ALL)),
    READ_PROVIDERS(
            Members.WITH_ROLE,
            Set.of(GLOBAL_READER, SECURITY_READER, SECURITY_ADMINISTRATOR),
            Set.of(Permission.IDENTITY_PROVIDER_READ_ALL, Permission.IDENTITY_PROVIDER_READ_WRITE_ALL)),
    /** Whoever names a provider names who vouches for everybody here, so never through a relationship. */
    WRITE_PROVIDERS(
            Members.ONLY_WITH_ROLE, Proof.FRESH_MFA, Set.of(), Set.of(Permission.IDENTITY_PROVIDER_READ_WRITE_ALL)),
    READ_RELATIONSHIPS(
            Members.WITH_ROLE,
            Set.of(GLOBAL_READER, SECURITY_READER, SECURITY_ADMINISTRATOR),
            Set.of(
                    Permission.DELEGATED_ADMIN_RELATIONSHIP_READ_ALL,
                    Permission.DELEGATED_ADMIN_RELATIONSHIP_READ_WRITE_ALL)),
    /** Also over the members of a group that has delegated access. Never through a relationship. */
    WRITE_RELATIONSHIPS(
            Members.ONLY_WITH_ROLE,
            Proof.FRESH_MFA,
            Set.of(),
            Set.of(Permission.DELEGATED_ADMIN_RELATIONSHIP_READ_WRITE_ALL)),
    /** To stop is easier than to let go on: the side's security administrator may, too. Never through a relationship. */
    SUSPEND_RELATIONSHIPS(
            Members.ONLY_WITH_ROLE,
            Set.of(SECURITY_ADMINISTRATOR),
            Set.of(Permission.DELEGATED_ADMIN_RELATIONSHIP_READ_WRITE_ALL)),
    /** The audit trail; names of people from outside are not in it. */
    READ_AUDIT(
            Members.WITH_ROLE,
            Set.of(GLOBAL_READER, SECURITY_READER, SECURITY_OPERATOR, SECURITY_ADMINISTRATOR),
            Set.of(Permission.AUDIT_LOG_READ_ALL)),
    READ_WAIVERS(
            Members.WITH_ROLE,
            Set.of(GLOBAL_READER, SECURITY_READER, SECURITY_OPERATOR, SECURITY_ADMINISTRATOR),
            Set.of(Permission.IDENTITY_RISKY_USER_READ_WRITE_ALL)),
    /** What other tenants offer to this one, with their reasons; it is not for people from outside. */
    READ_OFFERED_WAIVERS(
            Members.ONLY_WITH_ROLE,
            Set.of(
                    GLOBAL_READER,
                    SECURITY_READER,
                    SECURITY_OPERATOR,
                    SECURITY_ADMINISTRATOR,
                    CONDITIONAL_ACCESS_ADMINISTRATOR),
            Set.of(
                    Permission.POLICY_READ_ALL,
                    Permission.POLICY_READ_WRITE_CONDITIONAL_ACCESS,
                    Permission.POLICY_READ_WRITE_CROSS_TENANT_ACCESS,
                    Permission.POLICY_READ_WRITE_HOMEWARD_SETTINGS)),
    /** Two home administrators answer for a person; applications and people from outside do not. */
    GRANT_WAIVERS(Members.ONLY_WITH_ROLE, Proof.FRESH_MFA, Act.DISMISS.roles(), Set.of()),
    REVOKE_WAIVERS(Members.ONLY_WITH_ROLE, Act.DISMISS.roles(), Set.of()),
    READ_OWN_TENANT(Members.ALL, Set.of(GLOBAL_READER), Permission.ofTenants()),
    READ_DOMAINS(
            Members.WITH_ROLE,
            Set.of(
                    GLOBAL_READER,
                    DIRECTORY_READERS,
                    SECURITY_READER,
                    SECURITY_OPERATOR,
                    SECURITY_ADMINISTRATOR,
                    USER_ADMINISTRATOR),
            Set.of(Permission.DOMAIN_READ_ALL, Permission.DOMAIN_READ_WRITE_ALL, Permission.DIRECTORY_READ_ALL)),
    /** Who owns a domain decides who is sent here to sign in, so never through a relationship. */
    WRITE_DOMAINS(Members.ONLY_WITH_ROLE, Proof.FRESH_MFA, Set.of(), Set.of(Permission.DOMAIN_READ_WRITE_ALL)),
    WRITE_ORGANIZATION(
            Members.ONLY_WITH_ROLE, Proof.FRESH_MFA, Set.of(), Set.of(Permission.ORGANIZATION_READ_WRITE_ALL)),
    /** Name and default domain of another organisation, by its id or a domain, as an offer of help needs them. */
    FIND_ORGANIZATIONS(
            Members.WITH_ROLE,
            Set.of(GLOBAL_READER, SECURITY_READER, SECURITY_ADMINISTRATOR),
            Set.of(
                    Permission.CROSS_TENANT_INFORMATION_READ_BASIC_ALL,
                    Permission.DELEGATED_ADMIN_RELATIONSHIP_READ_ALL,
                    Permission.DELEGATED_ADMIN_RELATIONSHIP_READ_WRITE_ALL,
                    Permission.POLICY_READ_WRITE_CROSS_TENANT_ACCESS)),
    RUN_THE_INSTALLATION(Members.NONE, Set.of(), Set.of(Permission.TENANT_READ_WRITE_ALL));

    /** Which people a right is for. */
    private enum Members {
        /** Every member of the tenant, whatever his roles, and people from outside with one of the roles. */
        ALL,
        /** Whoever holds one of the roles, also through a relationship. */
        WITH_ROLE,
        /** Members of the tenant who hold one of the roles. */
        ONLY_WITH_ROLE,
        NONE
    }

    /** What a person's session must have shown; an application is governed by its permissions alone. */
    private enum Proof {
        SESSION,
        /** A second factor within {@link io.homeward.accessrules.administrator.HomeAdministrator#FRESH_MFA}: a stolen password, or a
         * session left open, does not reach what hands power out. */
        FRESH_MFA
    }

    private final Members members;
    private final Proof proof;

    // Both are made by Set.of or Set.copyOf, which the check cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<DirectoryRole> roles;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Permission> permissions;

    Right(Members members, Set<DirectoryRole> roles, Set<Permission> permissions) {
        this(members, Proof.SESSION, roles, permissions);
    }

    Right(Members members, Proof proof, Set<DirectoryRole> roles, Set<Permission> permissions) {
        this.members = members;
        this.proof = proof;
        this.roles = Set.copyOf(roles);
        this.permissions = Set.copyOf(permissions);
    }

    boolean of(Set<DirectoryRole> held, boolean member) {
        boolean byRole = held.contains(GLOBAL_ADMINISTRATOR) || held.stream().anyMatch(roles::contains);
        return switch (members) {
            case ALL -> member || byRole;
            case WITH_ROLE -> byRole;
            case ONLY_WITH_ROLE -> member && byRole;
            case NONE -> false;
        };
    }

    /** The roles among these that carry the right. */
    Set<DirectoryRole> carriers(Set<DirectoryRole> held) {
        return held.stream()
                .filter(role -> role == GLOBAL_ADMINISTRATOR || roles.contains(role))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a person needs a second factor that is still fresh. */
    public boolean asksForFreshMfa() {
        return proof == Proof.FRESH_MFA;
    }

    boolean of(Set<Permission> held) {
        return held.stream().anyMatch(permissions::contains);
    }
}
