package io.homeward.risk.standing;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.UserRisk;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One thing that happened to a person's risk: what, who, when, why.
 *
 * @param after what the risk became
 * @param by a person's or an application's id; empty for the system
 */
public record HistoryItem(
        UUID id, Instant at, UserRisk after, Set<DetectionType> types, Optional<String> by, String why) {
    public HistoryItem {
        types = Set.copyOf(types);
    }
}
