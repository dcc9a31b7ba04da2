package io.homeward.risk.imports;

import java.util.Arrays;

/** How far a run is. */
public enum RunState {
    AWAITING_FILE("awaitingFile"),
    WAITING("waiting"),
    RUNNING("running"),
    COMPLETED("completed"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String wireName;

    RunState(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** @throws IllegalArgumentException where there is no such state */
    static RunState ofWire(String name) {
        return Arrays.stream(values())
                .filter(each -> each.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No state of a run: " + name));
    }
}
