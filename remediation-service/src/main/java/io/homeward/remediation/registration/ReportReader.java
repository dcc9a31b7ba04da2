package io.homeward.remediation.registration;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.tenancy.Caller;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may read what is known of everybody's registration. */
final class ReportReader {
    private static final Set<String> PERMISSIONS = Set.of(
            "AuditLog.Read.All",
            "Reports.Read.All",
            "UserAuthenticationMethod.Read.All",
            "UserAuthenticationMethod.ReadWrite.All");

    private static final Set<DirectoryRole> ROLES = Set.of(
            DirectoryRole.GLOBAL_ADMINISTRATOR,
            DirectoryRole.PRIVILEGED_AUTHENTICATION_ADMINISTRATOR,
            DirectoryRole.AUTHENTICATION_ADMINISTRATOR,
            DirectoryRole.SECURITY_ADMINISTRATOR,
            DirectoryRole.SECURITY_OPERATOR,
            DirectoryRole.SECURITY_READER,
            DirectoryRole.CONDITIONAL_ACCESS_ADMINISTRATOR,
            DirectoryRole.USER_ADMINISTRATOR,
            DirectoryRole.HELPDESK_ADMINISTRATOR,
            DirectoryRole.GLOBAL_READER);

    private ReportReader() {}

    /**
     * @return the tenant that is read about: the one entered
     * @throws GraphRefusal 403
     */
    static TenantId tenant(Caller caller) {
        return switch (caller) {
            case Caller.Person person -> {
                require(reads(person));
                yield person.tenant();
            }
            case Caller.Application application -> {
                require(application.permissions().stream().anyMatch(PERMISSIONS::contains));
                yield application.tenant();
            }
            case Caller.Service service -> throw GraphRefusal.forbidden();
            case Caller.Anonymous anonymous -> throw GraphRefusal.forbidden();
        };
    }

    /** The same, and about himself everybody. */
    static TenantId tenant(Caller caller, PersonId about) {
        return caller instanceof Caller.Person person
                        && person.isMember()
                        && person.id().equals(about)
                ? person.tenant()
                : tenant(caller);
    }

    /** The same for what is only the tenant's own people's business: nobody who comes from elsewhere, whatever his roles. */
    static TenantId home(Caller caller) {
        require(!(caller instanceof Caller.Person person) || person.isMember());
        return tenant(caller);
    }

    private static boolean reads(Caller.Person person) {
        Set<RoleId> roles = person.roles().stream().map(RoleId::of).collect(Collectors.toUnmodifiableSet());
        return DirectoryRole.known(roles).stream().anyMatch(ROLES::contains);
    }

    private static void require(boolean permitted) {
        if (!permitted) {
            throw GraphRefusal.forbidden();
        }
    }
}
