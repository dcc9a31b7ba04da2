package io.homeward.accessrules.standing;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.accessrules.risk.UserRisk;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * A home waiver (D14), as the feed {@code waivers} of tenant-service tells it.
 *
 * @param revoked taken back by its home, so that it lifts nothing any more
 */
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
        requireNonNull(home, "home");
        grantedBy = Set.copyOf(grantedBy);
    }

    /** As the law weighs it. */
    public Waiver waiver() {
        return new Waiver(id, person, riskEpoch, grantedBy, reason, from, until, previousUntil);
    }

    /**
     * Of these, all of one person, the one that counts for his open risk: such as name this very risk and were not revoked, and of those one
     * that the tenant entered accepts and that lasts, where there is one.
     */
    public static Optional<Waiver> against(
            UserRisk risk, Collection<HomeWaiver> waivers, Set<WaiverId> accepted, Instant now) {
        return waivers.stream()
                .filter(waiver -> !waiver.revoked() && waiver.riskEpoch() == risk.riskEpoch())
                .map(HomeWaiver::waiver)
                .max(Comparator.comparing((Waiver waiver) -> accepted.contains(waiver.id()))
                        .thenComparing(waiver -> waiver.wellFormed() && waiver.lasts(now))
                        .thenComparing(Waiver::until)
                        .thenComparing(waiver -> waiver.id().toString()));
    }
}
