package io.homeward.risk.health;

/** Whether an input is there. */
enum Presence {
    YES("present"),
    NO("missing"),
    /** Another service has it, and does not say. */
    UNKNOWN("unknown");

    private final String wireName;

    Presence(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    static Presence of(boolean there) {
        return there ? YES : NO;
    }
}
