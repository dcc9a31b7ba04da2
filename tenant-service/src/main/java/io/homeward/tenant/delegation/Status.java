package io.homeward.tenant.delegation;

import java.util.Arrays;
import java.util.Optional;

/** Graph's names for a relationship's states. */
public enum Status {
    CREATED("created"),
    APPROVAL_PENDING("approvalPending"),
    APPROVED("approved"),
    ACTIVATING("activating"),
    ACTIVE("active"),
    EXPIRING("expiring"),
    EXPIRED("expired"),
    TERMINATION_REQUESTED("terminationRequested"),
    TERMINATING("terminating"),
    TERMINATED("terminated");

    private final String wire;

    Status(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    public static Optional<Status> of(String wire) {
        return Arrays.stream(values())
                .filter(status -> status.wire.equals(wire))
                .findFirst();
    }
}
