package io.homeward.risk.decisionlog;

import java.util.Locale;

/** The classes of decisions, each kept for a time of its own. */
enum Kept {
    ADMITTED,
    /** Refusals and step-ups, and what is known to be missing. */
    REFUSED;

    static Kept of(boolean admitted) {
        return admitted ? ADMITTED : REFUSED;
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
