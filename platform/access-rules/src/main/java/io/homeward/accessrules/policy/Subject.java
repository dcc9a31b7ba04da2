package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * A person as the policies of one tenant see him.
 *
 * @param groups groups of that tenant; empty where memberships could not be read, which is not the same as none
 * @param roles directory roles held in that tenant, also through a relationship; empty where they could not be read
 * @param external how he is an outsider there; empty for a member
 */
public record Subject(
        PersonId person, Optional<Set<GroupId>> groups, Optional<Set<RoleId>> roles, Optional<External> external) {
    public Subject {
        requireNonNull(person, "person");
        groups = groups.map(Set::copyOf);
        roles = roles.map(Set::copyOf);
        requireNonNull(external, "external");
    }

    /** An outsider of this kind, from this home. */
    public record External(ExternalKind kind, TenantId home) {
        public External {
            requireNonNull(kind, "kind");
            requireNonNull(home, "home");
        }
    }

    public static Subject member(PersonId person, Set<GroupId> groups, Set<RoleId> roles) {
        return new Subject(person, Optional.of(groups), Optional.of(roles), Optional.empty());
    }

    public static Subject external(
            PersonId person, ExternalKind kind, TenantId home, Set<GroupId> groups, Set<RoleId> roles) {
        return new Subject(person, Optional.of(groups), Optional.of(roles), Optional.of(new External(kind, home)));
    }
}
