package io.homeward.tenant;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.administrator.HomeAdministrator;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.NotForThisCaller;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a caller may do in the tenant he has entered. Roles are those he has there (of a technician: the relationship's), permissions those
 * of the application; nothing is permitted by default.
 */
public final class Authority {
    private static final String STEP_UP = "Sign in again with a second factor: this needs a fresh one.";

    private static final String EVERYTHING = "/.default";

    private final Caller caller;
    private final TenantId tenant;
    private final Set<RoleId> roles;
    private final Set<Permission> permissions;
    private final Instant now;

    private Authority(Caller caller, TenantId tenant, Set<RoleId> roles, Set<Permission> permissions, Instant now) {
        this.caller = caller;
        this.tenant = tenant;
        this.roles = roles;
        this.permissions = permissions;
        this.now = now;
    }

    /**
     * @param now when he calls
     * @throws NotForThisCaller where neither a person nor an application calls
     */
    public static Authority of(Caller caller, Instant now) {
        return switch (caller) {
            case Caller.Person person ->
                new Authority(
                        caller,
                        person.tenant(),
                        person.roles().stream().map(RoleId::of).collect(Collectors.toUnmodifiableSet()),
                        known(person.scopes()),
                        now);
            case Caller.Application application ->
                new Authority(caller, application.tenant(), Set.of(), known(application.permissions()), now);
            case Caller.Service ignored -> throw new NotForThisCaller("This is for people and applications");
            case Caller.Anonymous ignored -> throw new NotForThisCaller("This is for people and applications");
        };
    }

    /** What we do not know permits nothing. */
    private static Set<Permission> known(Set<String> names) {
        return names.stream().flatMap(name -> Permission.of(name).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The tenant entered. */
    public TenantId tenant() {
        return tenant;
    }

    public Caller caller() {
        return caller;
    }

    /** Those of a person, in the tenant entered; an application has none. */
    public Set<RoleId> roles() {
        return roles;
    }

    /** The id of the person or application, for records of who did what. */
    public String id() {
        return switch (caller) {
            case Caller.Person person -> person.id().toString();
            case Caller.Application application -> application.id().toString();
            case Caller.Service service -> service.name();
            case Caller.Anonymous ignored -> "anonymous";
        };
    }

    /** Of a person: his roles allow it, <em>and</em> the scopes that the client he uses was granted, where it was granted particular ones. */
    public boolean may(Right right) {
        return switch (caller) {
            case Caller.Person person ->
                right.of(DirectoryRole.known(roles), person.isMember()) && (unscoped(person) || right.of(permissions));
            case Caller.Application ignored -> right.of(permissions);
            case Caller.Service ignored -> false;
            case Caller.Anonymous ignored -> false;
        };
    }

    /** A token for all that the client may ask for names no permission; then the roles alone decide. */
    private static boolean unscoped(Caller.Person person) {
        return person.scopes().isEmpty() || person.scopes().stream().anyMatch(scope -> scope.endsWith(EVERYTHING));
    }

    /**
     * @throws Refusal {@link Fault#NOT_ALLOWED} where the caller has not got the right; {@link Fault#FRESH_MFA_NEEDED} where he has, but it
     *     asks for a second factor passed lately, and his session has none
     */
    public Authority needing(Right right) {
        if (!may(right)) {
            throw new Refusal(Fault.NOT_ALLOWED);
        }
        if (right.asksForFreshMfa()) {
            withFreshMfa();
        }
        return this;
    }

    /** @throws Refusal {@link Fault#FRESH_MFA_NEEDED} where a person calls whose session has no second factor passed lately */
    public Authority withFreshMfa() {
        if (caller instanceof Caller.Person person && !fresh(person.mfaAt())) {
            throw freshMfaNeeded();
        }
        return this;
    }

    /** Says what helps. */
    public static Refusal freshMfaNeeded() {
        return new Refusal(Fault.FRESH_MFA_NEEDED, Fault.FRESH_MFA_NEEDED.title(), Optional.of(STEP_UP));
    }

    private boolean fresh(Optional<Instant> mfaAt) {
        return mfaAt.filter(at -> now.isBefore(at.plus(HomeAdministrator.FRESH_MFA)))
                .isPresent();
    }

    /**
     * Nobody acts on somebody who outranks him, nor on his equal; what counts is the rank of the roles that carry the right, not of some other
     * role. An application holds its right over anybody without a role; over somebody with roles only where it could take those roles away.
     *
     * @param right by which he acts
     * @throws Refusal {@link Fault#OUTRANKED}
     */
    public void outranks(Right right, PersonId target, Set<RoleId> rolesOfTarget) {
        boolean above = rolesOfTarget.isEmpty()
                || switch (caller) {
                    case Caller.Person person ->
                        (person.isMember() && person.id().equals(target))
                                || roles.contains(DirectoryRole.GLOBAL_ADMINISTRATOR.id())
                                || right.carriers(DirectoryRole.known(roles)).stream()
                                                .mapToInt(DirectoryRole::rank)
                                                .max()
                                                .orElse(0)
                                        > DirectoryRole.rankOf(rolesOfTarget);
                    case Caller.Application ignored -> may(Right.ASSIGN_ROLES);
                    case Caller.Service ignored -> false;
                    case Caller.Anonymous ignored -> false;
                };
        if (!above) {
            throw new Refusal(Fault.OUTRANKED);
        }
    }

    /**
     * Nobody hands on, or takes over through an application, what he has not got himself.
     *
     * @throws Refusal {@link Fault#BEYOND_OWN_PERMISSIONS}
     */
    public void holds(Set<Permission> wanted) {
        boolean all =
                switch (caller) {
                    case Caller.Person person ->
                        wanted.isEmpty()
                                || (roles.contains(DirectoryRole.GLOBAL_ADMINISTRATOR.id())
                                        && Permission.ofTenants().containsAll(wanted)
                                        && (unscoped(person) || permissions.containsAll(wanted)));
                    case Caller.Application ignored -> permissions.containsAll(wanted);
                    case Caller.Service ignored -> false;
                    case Caller.Anonymous ignored -> false;
                };
        if (!all) {
            throw new Refusal(Fault.BEYOND_OWN_PERMISSIONS);
        }
    }

    /** Whether a person of another tenant calls. */
    public boolean isFromOutside() {
        return caller instanceof Caller.Person person && !person.isMember();
    }

    public boolean isPerson(PersonId person) {
        return caller instanceof Caller.Person self && self.id().equals(person);
    }
}
