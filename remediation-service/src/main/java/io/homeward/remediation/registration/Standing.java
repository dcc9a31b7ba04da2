package io.homeward.remediation.registration;

import io.homeward.accessrules.home.RegistrationState;
import java.util.stream.Stream;

/** What of somebody's {@link RegistrationState} does not depend on the time of day, and so can be kept. */
enum Standing {
    OUT_OF_SCOPE("outOfScope"),
    /** Pending, in grace or forced: that is between his clock and the time. */
    UNREGISTERED("unregistered"),
    REGISTERED("registered");

    private final String column;

    Standing(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }

    static Standing of(RegistrationState state) {
        return switch (state) {
            case RegistrationState.OutOfScope out -> OUT_OF_SCOPE;
            case RegistrationState.Pending pending -> UNREGISTERED;
            case RegistrationState.InGrace grace -> UNREGISTERED;
            case RegistrationState.Forced forced -> UNREGISTERED;
            case RegistrationState.Registered registered -> REGISTERED;
        };
    }

    static Standing read(String column) {
        return Stream.of(values())
                .filter(each -> each.column.equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No standing: " + column));
    }
}
