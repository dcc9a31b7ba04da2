package io.homeward.accessrules.entry;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * An account in the directory of a tenant, as far as entering concerns it: feed {@code people} of tenant-service. Either somebody who is at home there, or an invitation of
 * somebody who is at home elsewhere.
 *
 * @param userType Graph's; {@code Member} where the writer says nothing
 * @param guest whose invitation this is
 * @param predecessors accounts of the same tenant whose standing this one inherits (D25)
 */
public record DirectoryPerson(
        PersonId id,
        TenantId tenant,
        boolean accountEnabled,
        boolean deleted,
        Set<RoleId> roles,
        Set<GroupId> groups,
        Optional<String> userType,
        Optional<Guest> guest,
        Set<PersonId> predecessors) {

    /**
     * Who was invited.
     *
     * @param state {@code Accepted}, or whatever comes before
     */
    public record Guest(TenantId homeTenant, PersonId homePerson, String state) {
        boolean accepted() {
            return state.equals("Accepted");
        }
    }

    public DirectoryPerson {
        requireNonNull(id, "id");
        requireNonNull(tenant, "tenant");
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
        predecessors = Set.copyOf(predecessors);
    }

    public boolean disabled() {
        return !accountEnabled || deleted;
    }

    /** Whether this is an invitation that was accepted and neither removed nor disabled. */
    public boolean invited() {
        return guest.filter(Guest::accepted).isPresent() && !disabled();
    }

    public boolean member() {
        return !userType.filter("Guest"::equals).isPresent();
    }
}
