package io.homeward.accessrules.risk;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** How likely it is that one sign-in is not the owner's. */
public sealed interface SignInRisk {

    /** Risky in the built-in rules: medium or above, or not scored. */
    boolean risky();

    /** A score, with the detections it rests on. */
    record Scored(RiskLevel level, List<ActiveDetection> detections) implements SignInRisk {
        public Scored {
            requireNonNull(level, "level");
            detections = List.copyOf(detections);
        }

        @Override
        public boolean risky() {
            return level.atLeast(RiskLevel.MEDIUM);
        }
    }

    /** The risk service was away (H17). */
    record NotScored() implements SignInRisk {
        @Override
        public boolean risky() {
            return true;
        }
    }

    static SignInRisk scored(RiskLevel level) {
        return new Scored(level, List.of());
    }

    default boolean threatensSecondFactor() {
        return switch (this) {
            case Scored(var level, var detections) ->
                detections.stream().anyMatch(each -> each.type().threatensSecondFactor());
            case NotScored() -> false;
        };
    }
}
