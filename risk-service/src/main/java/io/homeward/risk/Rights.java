package io.homeward.risk;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.GLOBAL_READER;
import static io.homeward.accessrules.DirectoryRole.SECURITY_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_OPERATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.NotForThisCaller;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What callers may do here: people by their directory roles in the tenant entered, applications by their permissions. Dismissing and confirming
 * is not among it; that is a home administrator's ({@code feedback}).
 */
public enum Rights {
    READ_RISKY_USERS,
    READ_DETECTIONS,
    READ_SIGN_INS,
    READ_THRESHOLDS,
    /** Set the tenant's budgets of challenges. */
    WRITE_THRESHOLDS,
    /** Send sign-ins in, and report evidence about a person. */
    WRITE_EVENTS,
    READ_BLOCKED,
    /** Who was let in or refused, and where the tenant's people went. */
    READ_DECISIONS,
    /** Change the tenant's block list of addresses. */
    WRITE_BLOCKED;

    private static final Set<DirectoryRole> READERS =
            Set.of(GLOBAL_READER, SECURITY_READER, SECURITY_OPERATOR, SECURITY_ADMINISTRATOR, GLOBAL_ADMINISTRATOR);
    private static final Set<DirectoryRole> WRITERS = Set.of(SECURITY_ADMINISTRATOR, GLOBAL_ADMINISTRATOR);

    private Set<DirectoryRole> roles() {
        return switch (this) {
            case READ_RISKY_USERS, READ_DETECTIONS, READ_SIGN_INS, READ_BLOCKED, READ_DECISIONS, READ_THRESHOLDS ->
                READERS;
            case WRITE_EVENTS, WRITE_BLOCKED, WRITE_THRESHOLDS -> WRITERS;
        };
    }

    private Set<String> permissions() {
        return switch (this) {
            case READ_RISKY_USERS -> Set.of("IdentityRiskyUser.Read.All", "IdentityRiskyUser.ReadWrite.All");
            case READ_DETECTIONS, READ_BLOCKED, READ_THRESHOLDS ->
                Set.of("IdentityRiskEvent.Read.All", "IdentityRiskEvent.ReadWrite.All");
            case READ_SIGN_INS, READ_DECISIONS -> Set.of("AuditLog.Read.All");
            case WRITE_EVENTS, WRITE_BLOCKED, WRITE_THRESHOLDS -> Set.of("IdentityRiskEvent.ReadWrite.All");
        };
    }

    /**
     * The tenant in which the caller may do it.
     *
     * @throws NotForThisCaller where he may not
     */
    public TenantId in(Caller caller) {
        return switch (caller) {
            case Caller.Person person -> {
                require(!Collections.disjoint(DirectoryRole.known(roles(person)), roles()));
                yield person.tenant();
            }
            case Caller.Application application -> {
                require(!Collections.disjoint(application.permissions(), permissions()));
                yield application.tenant();
            }
            case Caller.Service service -> throw new NotForThisCaller("Services have their own routes");
            case Caller.Anonymous anonymous -> throw new NotForThisCaller("Nobody is signed in");
        };
    }

    /** The id of who calls, for the record. */
    public static String id(Caller caller) {
        return switch (caller) {
            case Caller.Person person -> person.id().toString();
            case Caller.Application application -> application.id().toString();
            case Caller.Service service -> service.name();
            case Caller.Anonymous anonymous -> "";
        };
    }

    /** A person's roles as ids; what is none permits nothing. */
    public static Set<RoleId> roles(Caller.Person person) {
        return person.roles().stream()
                .filter(text -> text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
                .map(RoleId::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void require(boolean allowed) {
        if (!allowed) {
            throw new NotForThisCaller(this + " is not among the caller's rights");
        }
    }
}
