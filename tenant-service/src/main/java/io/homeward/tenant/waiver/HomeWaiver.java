package io.homeward.tenant.waiver;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.accessrules.standing.Waiver;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A waiver as its home keeps it.
 *
 * @param riskEpoch names the one open risk
 * @param from when it was asked for: the hours count from then, also those in which it waited for the second administrator
 * @param previousEnd when the person's waiver before this one ended
 * @param revision counts its changes; clients see it as the ETag
 */
record HomeWaiver(
        WaiverId id,
        TenantId home,
        PersonId person,
        long riskEpoch,
        String reason,
        Instant from,
        Instant until,
        Optional<Instant> previousEnd,
        PersonId askedBy,
        Optional<Grant> granted,
        Optional<Instant> revokedAt,
        long revision) {

    /** The second administrator's word. */
    record Grant(PersonId by, Instant at) {}

    HomeWaiver {
        requireNonNull(id, "id");
        requireNonNull(home, "home");
        requireNonNull(person, "person");
        requireNonNull(askedBy, "askedBy");
        requireNonNull(granted, "granted");
        requireNonNull(revokedAt, "revokedAt");
    }

    enum Status {
        /** Waits for the second administrator. */
        PENDING,
        /** Can be accepted and used. */
        GRANTED,
        REVOKED,
        /** Its time is over, whether it was granted or not. */
        ENDED;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Status status(Instant now) {
        if (revokedAt.isPresent()) {
            return Status.REVOKED;
        }
        if (!now.isBefore(until)) {
            return Status.ENDED;
        }
        return granted.isPresent() ? Status.GRANTED : Status.PENDING;
    }

    HomeWaiver grantedBy(PersonId second, Instant at) {
        return next(Optional.of(new Grant(second, at)), revokedAt);
    }

    HomeWaiver revoked(Instant at) {
        return next(granted, Optional.of(at));
    }

    private HomeWaiver next(Optional<Grant> granted, Optional<Instant> revokedAt) {
        return new HomeWaiver(
                id,
                home,
                person,
                riskEpoch,
                reason,
                from,
                until,
                previousEnd,
                askedBy,
                granted,
                revokedAt,
                revision + 1);
    }

    /** As the law weighs it. */
    Waiver rule() {
        Set<PersonId> administrators =
                granted.map(second -> Set.of(askedBy, second.by())).orElse(Set.of(askedBy));
        return new Waiver(id, person, riskEpoch, administrators, reason, from, until, previousEnd);
    }

    /** When it stopped to count. */
    Instant end() {
        return revokedAt.filter(until::isAfter).orElse(until);
    }
}
