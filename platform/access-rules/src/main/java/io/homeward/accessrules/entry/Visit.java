package io.homeward.accessrules.entry;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.Surroundings;
import java.util.Optional;

/**
 * Somebody wants to enter a tenant that is not his own.
 *
 * @param person as his home knows him
 * @param session what his token says of it
 * @param application the one called; empty where it is none in particular, and then a policy for single applications binds
 */
public record Visit(
        PersonId person,
        TenantId home,
        TenantId entered,
        Session session,
        Optional<ApplicationId> application,
        Surroundings surroundings) {
    public Visit {
        requireNonNull(person, "person");
        requireNonNull(home, "home");
        requireNonNull(entered, "entered");
        requireNonNull(session, "session");
        requireNonNull(application, "application");
        requireNonNull(surroundings, "surroundings");
    }
}
