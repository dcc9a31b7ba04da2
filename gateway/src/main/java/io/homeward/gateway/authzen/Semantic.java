package io.homeward.gateway.authzen;

import java.util.Arrays;
import java.util.Optional;

/** How far several evaluations go: {@code options.evaluations_semantic}. */
enum Semantic {
    EXECUTE_ALL("execute_all"),
    DENY_ON_FIRST_DENY("deny_on_first_deny"),
    PERMIT_ON_FIRST_PERMIT("permit_on_first_permit");

    private final String wire;

    Semantic(String wire) {
        this.wire = wire;
    }

    static Optional<Semantic> of(String wire) {
        return Arrays.stream(values()).filter(each -> each.wire.equals(wire)).findFirst();
    }

    /** Whether after this answer nothing more is evaluated. */
    boolean endsWith(boolean decision) {
        return switch (this) {
            case EXECUTE_ALL -> false;
            case DENY_ON_FIRST_DENY -> !decision;
            case PERMIT_ON_FIRST_PERMIT -> decision;
        };
    }
}
