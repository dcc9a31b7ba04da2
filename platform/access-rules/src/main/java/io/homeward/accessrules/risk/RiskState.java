package io.homeward.accessrules.risk;

import java.util.Optional;
import java.util.stream.Stream;

/** Where a risk stands. Graph: {@code riskState}. */
public enum RiskState {
    NONE("none"),
    CONFIRMED_SAFE("confirmedSafe"),
    REMEDIATED("remediated"),
    DISMISSED("dismissed"),
    AT_RISK("atRisk"),
    CONFIRMED_COMPROMISED("confirmedCompromised");

    private final String wireName;

    RiskState(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Open risks count; closed ones are history. */
    public boolean open() {
        return switch (this) {
            case AT_RISK, CONFIRMED_COMPROMISED -> true;
            case NONE, CONFIRMED_SAFE, REMEDIATED, DISMISSED -> false;
        };
    }

    public static Optional<RiskState> ofWire(String wireName) {
        return Stream.of(values())
                .filter(state -> state.wireName.equals(wireName))
                .findFirst();
    }
}
