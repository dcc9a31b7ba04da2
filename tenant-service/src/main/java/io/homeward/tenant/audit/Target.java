package io.homeward.tenant.audit;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A thing that an entry is about (Graph: {@code targetResource}).
 *
 * @param type Graph's where it has one: User, Group, Role, Policy, Application, Directory
 * @param id as the API shows it
 * @param name as it is called, after the change; of a person the user principal name
 * @param changes properties that are different now
 */
public record Target(String type, String id, Optional<String> name, List<Change> changes) {
    private static final String USER = "User";

    public Target {
        changes = List.copyOf(changes);
    }

    public static Target user(PersonId id, String userPrincipalName) {
        return of(USER, id, userPrincipalName);
    }

    public static Target user(PersonId id) {
        return new Target(USER, id.toString(), Optional.empty(), List.of());
    }

    public static Target group(GroupId id, String displayName) {
        return of("Group", id, displayName);
    }

    public static Target role(RoleId id, String displayName) {
        return of("Role", id, displayName);
    }

    public static Target policy(PolicyId id, String displayName) {
        return of("Policy", id, displayName);
    }

    public static Target application(ApplicationId id, String displayName) {
        return of("Application", id, displayName);
    }

    public static Target tenant(TenantId id, String displayName) {
        return of("Directory", id, displayName);
    }

    /** Anything else, by a type of its own such as {@code NamedLocation}. */
    public static Target of(String type, Object id, String name) {
        return new Target(type, id.toString(), Optional.of(name), List.of());
    }

    boolean isUser() {
        return type.equals(USER);
    }

    /**
     * With every property in which two states differ; they are compared as JSON, by their top-level members.
     *
     * @param before null for what was made
     * @param after null for what is gone
     */
    public Target changed(@Nullable Object before, @Nullable Object after) {
        var all = new ArrayList<>(changes);
        all.addAll(Change.between(before, after));
        return new Target(type, id, name, all);
    }

    /** With one property, whose value is text, a flag, an id, an instant or a collection of such. */
    public Target changed(String property, @Nullable Object before, @Nullable Object after) {
        var all = new ArrayList<>(changes);
        all.add(Change.of(property, before, after));
        return new Target(type, id, name, all);
    }

    /** With a secret that is another now; nothing of it is said. */
    public Target replaced(String secret) {
        var all = new ArrayList<>(changes);
        all.add(Change.ofSecret(secret));
        return new Target(type, id, name, all);
    }
}
