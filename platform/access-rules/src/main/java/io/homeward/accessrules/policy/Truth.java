package io.homeward.accessrules.policy;

/** Three-valued truth. What could not be read is {@link #UNKNOWN}, never {@link #FALSE}. */
public enum Truth {
    TRUE,
    UNKNOWN,
    FALSE;

    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** The constants are ordered from true to false, so "and" is the later of the two and "or" the earlier. */
    public Truth and(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public Truth or(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Truth negated() {
        return switch (this) {
            case TRUE -> FALSE;
            case UNKNOWN -> UNKNOWN;
            case FALSE -> TRUE;
        };
    }
}
