package io.homeward.accessrules.entry;

import io.homeward.accessrules.RoleId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** By what right somebody enters a tenant that is not his home. */
public sealed interface EntryPath {

    /** Every role this right could give: by these the policies of the tenant entered see the person, whichever chain holds. */
    default Set<RoleId> roles() {
        return switch (this) {
            case Delegated delegated ->
                delegated.chains().stream()
                        .flatMap(chain -> chain.roles().stream())
                        .collect(Collectors.toUnmodifiableSet());
            case Invited invited -> invited.roles;
            case None none -> Set.of();
        };
    }

    /** Delegated access. All chains there are, also ended ones: a suspension along any of them binds all (D20). */
    record Delegated(List<Chain> chains) implements EntryPath {
        public Delegated {
            chains = List.copyOf(chains);
        }
    }

    /**
     * An invitation (D11).
     *
     * @param active accepted, and neither removed nor disabled by the tenant
     * @param roles what the tenant gave him
     */
    record Invited(boolean active, Set<RoleId> roles) implements EntryPath {
        public Invited {
            roles = Set.copyOf(roles);
        }
    }

    /** None at all. */
    record None() implements EntryPath {}
}
