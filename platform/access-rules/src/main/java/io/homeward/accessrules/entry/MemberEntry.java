package io.homeward.accessrules.entry;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.UserRisk;
import java.util.Optional;

/**
 * The facts of one call by a member to his own tenant.
 *
 * @param rules empty where the replica has none
 * @param risk the last known; empty where nothing is known, which never locks a member out (invariant 4)
 * @param current the person's epochs as last known
 * @param application empty where it is not known, and then a policy for single applications binds
 */
public record MemberEntry(
        Subject person,
        Optional<TenantRules> rules,
        Optional<UserRisk> risk,
        boolean disabled,
        Epochs current,
        Session session,
        Optional<ApplicationId> application,
        ClientAppType client,
        Surroundings surroundings) {
    public MemberEntry {
        requireNonNull(person, "person");
        requireNonNull(rules, "rules");
        requireNonNull(risk, "risk");
        requireNonNull(current, "current");
        requireNonNull(session, "session");
        requireNonNull(application, "application");
        requireNonNull(client, "client");
        requireNonNull(surroundings, "surroundings");
    }
}
