package io.homeward.risk.familiarity.budget;

/** What a detector found, as far as it counts. */
public sealed interface Finding {
    String name();

    /** Adds to the score; within a group the strongest counts whole and the rest a quarter, as they tell of one thing. */
    record Weight(Group group, String name, double weight) implements Finding {}

    /** The level is at least this, whatever the score. */
    record Floor(String name, Grade grade) implements Finding {}

    enum Group {
        INFRASTRUCTURE,
        TRAVEL,
        CREDENTIAL,
        SESSION
    }
}
