package io.homeward.gateway.spool;

import java.util.Locale;

/** What is kept apart on disk, in the order in which it is given up. */
public enum Lane {
    ADMITTED,
    REFUSED;

    boolean admitted() {
        return this == ADMITTED;
    }

    String suffix() {
        return "-" + name().toLowerCase(Locale.ROOT) + ".ndjson";
    }
}
