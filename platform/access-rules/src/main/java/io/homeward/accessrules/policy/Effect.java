package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.Set;

/** What a policy, or all of them together, come to. Blocks win, requirements add up. */
public sealed interface Effect {
    record Nothing() implements Effect {}

    /** Never empty, never with {@link Control#BLOCK}. */
    record Require(Set<Control> controls, MfaDemand mfa) implements Effect {
        public Require {
            controls = Set.copyOf(controls);
            requireNonNull(mfa, "mfa");
            if (controls.isEmpty() || controls.contains(Control.BLOCK)) {
                throw new IllegalArgumentException("not a requirement: " + controls);
            }
        }
    }

    record Block() implements Effect {}

    static Effect require(Set<Control> controls, MfaDemand mfa) {
        return controls.isEmpty() ? new Nothing() : new Require(controls, mfa);
    }

    default Effect and(Effect other) {
        return switch (this) {
            case Block block -> block;
            case Nothing() -> other;
            case Require mine ->
                switch (other) {
                    case Block block -> block;
                    case Nothing() -> mine;
                    case Require theirs -> {
                        var both = new HashSet<>(mine.controls());
                        both.addAll(theirs.controls());
                        yield new Require(both, mine.mfa().and(theirs.mfa()));
                    }
                };
        };
    }

    default boolean demands(Control control) {
        return switch (this) {
            case Require(var controls, var mfa) -> controls.contains(control);
            case Block() -> control == Control.BLOCK;
            case Nothing() -> false;
        };
    }

    /** How strong the demanded MFA must be; {@link MfaDemand#ANY} where none is demanded. */
    default MfaDemand demandedMfa() {
        return switch (this) {
            case Require(var controls, var mfa) -> mfa;
            case Block block -> MfaDemand.ANY;
            case Nothing nothing -> MfaDemand.ANY;
        };
    }
}
