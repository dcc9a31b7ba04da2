package io.homeward.risk.standing;

import java.util.Optional;

/**
 * Who changed a risk, and why, for the history.
 *
 * @param actor a person's or an application's id; empty for the system
 */
public record By(Optional<String> actor, String why) {
    public static By system(String why) {
        return new By(Optional.empty(), why);
    }

    public static By actor(String id, String why) {
        return new By(Optional.of(id), why);
    }
}
