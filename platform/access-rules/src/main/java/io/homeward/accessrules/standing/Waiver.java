package io.homeward.accessrules.standing;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.policy.WaiverId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A home waiver: lets one person with one open risk in all the same, for a while, where the customer accepts it (D14).
 *
 * @param riskEpoch names the open risk: it ends with that risk, and does not cover the next
 * @param grantedBy home administrators, themselves clear when they granted it
 * @param previousUntil when the person's waiver before this one ended
 */
public record Waiver(
        WaiverId id,
        PersonId person,
        long riskEpoch,
        Set<PersonId> grantedBy,
        String reason,
        Instant from,
        Instant until,
        Optional<Instant> previousUntil) {

    public static final Duration LONGEST = Duration.ofHours(8);
    /** Not renewable within this time of the previous one's end. */
    public static final Duration PAUSE = Duration.ofHours(24);

    public static final int ADMINISTRATORS = 2;

    public Waiver {
        requireNonNull(id, "id");
        requireNonNull(person, "person");
        grantedBy = Set.copyOf(grantedBy);
        requireNonNull(reason, "reason");
        requireNonNull(from, "from");
        requireNonNull(until, "until");
        requireNonNull(previousUntil, "previousUntil");
    }

    /** Whether home was allowed to grant it as it stands; whether it helps is another question. */
    public boolean wellFormed() {
        return grantedBy.size() >= ADMINISTRATORS
                && !grantedBy.contains(person)
                && !reason.isBlank()
                && !until.isAfter(from.plus(LONGEST))
                && previousUntil.map(end -> !from.isBefore(end.plus(PAUSE))).orElse(true);
    }

    /** From its first instant, to just before its last. */
    public boolean lasts(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
