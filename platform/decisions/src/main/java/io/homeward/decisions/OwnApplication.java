package io.homeward.decisions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The facts of one call by an application to the tenant it belongs to. The law has no row for it: it may what its token says and it still has.
 *
 * @param inToken the permissions its token was issued with
 * @param registered empty where there is no such application any more
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record OwnApplication(
        ApplicationId id, TenantId tenant, Set<String> inToken, Optional<Registration> registered) {

    /** As it stands now. */
    public record Registration(boolean enabled, Set<String> permissions) {
        public Registration {
            permissions = Set.copyOf(permissions);
        }
    }

    public OwnApplication {
        inToken = Set.copyOf(inToken);
    }

    /** What it may; empty where it is not let in at all. */
    public Optional<Set<String>> decide() {
        return registered.filter(Registration::enabled).map(known -> {
            var permissions = new TreeSet<>(inToken);
            permissions.retainAll(known.permissions());
            return permissions;
        });
    }
}
