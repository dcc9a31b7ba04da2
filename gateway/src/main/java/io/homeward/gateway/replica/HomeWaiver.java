package io.homeward.gateway.replica;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.accessrules.standing.Waiver;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A home waiver (D14): feed {@code waivers} of tenant-service. */
public record HomeWaiver(
        WaiverId id,
        TenantId home,
        PersonId person,
        long riskEpoch,
        Set<PersonId> grantedBy,
        String reason,
        Instant from,
        Instant until,
        Optional<Instant> previousUntil,
        boolean revoked) {
    public HomeWaiver {
        grantedBy = Set.copyOf(grantedBy);
    }

    /** As the law weighs it. */
    Waiver waiver() {
        return new Waiver(id, person, riskEpoch, grantedBy, reason, from, until, previousUntil);
    }
}
