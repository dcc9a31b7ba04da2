package io.homeward.accessrules.entry;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.Standing;
import io.homeward.accessrules.standing.Waiver;
import java.util.List;
import java.util.Optional;

/**
 * The facts of one attempt to enter a tenant that is not the person's home.
 *
 * @param atHome the person as his home's policies see him
 * @param visiting the person as the resource tenant's policies see him; always external. A guest is the account that the invitation made, which
 *     those policies may name; everybody else is himself
 * @param homeRules empty where the replica has none, which is not the same as a home without policies (D19)
 * @param inherited open risks of accounts this one was restored from, re-created after or linked with (D25)
 * @param capability empty where the replica has none: nothing is registered
 * @param disabled the account is disabled at home
 * @param current the person's epochs now; zero where the replicas hold nothing about him
 * @param application the application called; empty where it is not known, and then a policy for single applications binds
 */
public record ForeignEntry(
        Subject atHome,
        TenantId home,
        Optional<TenantRules> homeRules,
        Subject visiting,
        TenantId resource,
        Optional<TenantRules> resourceRules,
        EntryPath path,
        Standing standing,
        List<UserRisk> inherited,
        Optional<Capability> capability,
        boolean disabled,
        Epochs current,
        Session session,
        Freshness freshness,
        Optional<Waiver> waiver,
        Optional<ApplicationId> application,
        ClientAppType client,
        Surroundings surroundings) {
    public ForeignEntry {
        requireNonNull(atHome, "atHome");
        requireNonNull(home, "home");
        requireNonNull(homeRules, "homeRules");
        requireNonNull(visiting, "visiting");
        requireNonNull(resource, "resource");
        requireNonNull(resourceRules, "resourceRules");
        requireNonNull(path, "path");
        requireNonNull(standing, "standing");
        inherited = List.copyOf(inherited);
        requireNonNull(capability, "capability");
        requireNonNull(current, "current");
        requireNonNull(session, "session");
        requireNonNull(freshness, "freshness");
        requireNonNull(waiver, "waiver");
        requireNonNull(application, "application");
        requireNonNull(client, "client");
        requireNonNull(surroundings, "surroundings");
        if (home.equals(resource)) {
            throw new IllegalArgumentException("nobody is foreign at home");
        }
        if (!(path instanceof EntryPath.Invited) && !atHome.person().equals(visiting.person())) {
            throw new IllegalArgumentException("one entry is about one person");
        }
        if (visiting.external().isEmpty()) {
            throw new IllegalArgumentException("whoever visits is external");
        }
    }

    /** The same, calling another application, or none in particular. */
    public ForeignEntry calling(Optional<ApplicationId> other) {
        return new ForeignEntry(
                atHome,
                home,
                homeRules,
                visiting,
                resource,
                resourceRules,
                path,
                standing,
                inherited,
                capability,
                disabled,
                current,
                session,
                freshness,
                waiver,
                other,
                client,
                surroundings);
    }
}
