package io.homeward.accessrules.standing;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.Route;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * All that a foreign tenant may learn about a person's standing. Nothing else about risk leaves the home tenant.
 *
 * @param since empty where the standing is unknown
 * @param home whose link it is: the caller builds the address from its own base, this id and the remediation
 * @param homeTenantName empty where the home's rules are not at hand
 * @param remediation what helps; empty where waiting does
 */
public record StandingNotice(
        boolean blocked,
        Optional<Instant> since,
        TenantId home,
        Optional<String> homeTenantName,
        WhoCanAct whoCanAct,
        Optional<Route> remediation) {
    public StandingNotice {
        requireNonNull(since, "since");
        requireNonNull(home, "home");
        requireNonNull(homeTenantName, "homeTenantName");
        requireNonNull(whoCanAct, "whoCanAct");
        requireNonNull(remediation, "remediation");
    }

    public enum WhoCanAct {
        SELF,
        HOME_ADMINISTRATOR,
        /** Nobody needs to: it resolves by itself, try again later (D19, a remediation under way). */
        NOBODY
    }
}
