package io.homeward.accessrules.standing;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.FactorKind;
import java.time.Instant;

/**
 * A registered second factor.
 *
 * @param id the credential's id, as its owner knows it
 * @param confirmedByAdministrator a home administrator vouched for it, so that it counts although it was registered after
 *     what a detection is evidence of (invariant 6)
 */
public record SecondFactor(
        String id, FactorKind kind, Instant registeredAt, boolean phishingResistant, boolean confirmedByAdministrator) {
    public SecondFactor {
        requireNonNull(id, "id");
        requireNonNull(kind, "kind");
        requireNonNull(registeredAt, "registeredAt");
    }
}
