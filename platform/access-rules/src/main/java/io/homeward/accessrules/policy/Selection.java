package io.homeward.accessrules.policy;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Some people, by any of these marks.
 *
 * @param everyone all members and all external people
 * @param externals outsiders of these kinds
 * @param externalsOf only outsiders from these homes; empty means from anywhere
 */
public record Selection(
        boolean everyone,
        Set<PersonId> users,
        Set<GroupId> groups,
        Set<RoleId> roles,
        Set<ExternalKind> externals,
        Set<TenantId> externalsOf) {

    public static final Selection NOBODY = new Selection(false, Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    public static final Selection EVERYONE = new Selection(true, Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Selection {
        users = Set.copyOf(users);
        groups = Set.copyOf(groups);
        roles = Set.copyOf(roles);
        externals = Set.copyOf(externals);
        externalsOf = Set.copyOf(externalsOf);
    }

    public static Selection ofUsers(PersonId... people) {
        return new Selection(false, Set.of(people), Set.of(), Set.of(), Set.of(), Set.of());
    }

    public static Selection ofGroups(GroupId... groups) {
        return new Selection(false, Set.of(), Set.of(groups), Set.of(), Set.of(), Set.of());
    }

    public static Selection ofExternals(ExternalKind... kinds) {
        return new Selection(false, Set.of(), Set.of(), Set.of(), Set.of(kinds), Set.of());
    }

    /** Whether these people include him. */
    public Truth includes(Subject subject) {
        return Truth.of(everyone || users.contains(subject.person()) || includesAsExternal(subject))
                .or(any(groups, subject.groups()))
                .or(any(roles, subject.roles()));
    }

    public boolean empty() {
        return !everyone && users.isEmpty() && groups.isEmpty() && roles.isEmpty() && externals.isEmpty();
    }

    private boolean includesAsExternal(Subject subject) {
        return subject.external()
                .filter(external -> externals.contains(external.kind()))
                .filter(external -> externalsOf.isEmpty() || externalsOf.contains(external.home()))
                .isPresent();
    }

    private static <T> Truth any(Set<T> named, Optional<Set<T>> held) {
        if (named.isEmpty()) {
            return Truth.FALSE;
        }
        return held.map(mine -> Truth.of(!Collections.disjoint(mine, named))).orElse(Truth.UNKNOWN);
    }
}
