package io.homeward.risk;

/** Every way this service refuses, in the words of the domain. HTTP is chosen in one place: {@code web.Problems}. */
public enum Fault {
    NO_SUCH_RISKY_USER(Kind.MISSING, "No risky user with this id"),
    NO_SUCH_DETECTION(Kind.MISSING, "No risk detection with this id"),
    NO_SUCH_HISTORY_ITEM(Kind.MISSING, "No history item with this id"),
    NO_SUCH_SIGN_IN(Kind.MISSING, "No sign-in with this id"),
    SIGN_IN_OF_NOBODY(Kind.INVALID, "The sign-in is of nobody in the directory"),
    NO_SUCH_BLOCKED(Kind.MISSING, "No entry of the block list with this id"),
    NO_SUCH_SIMULATION(Kind.MISSING, "No simulation with this id"),
    NO_SUCH_DECISION(Kind.MISSING, "No decision with this id"),
    NO_SUCH_PERSON(Kind.MISSING, "No person with this id"),
    BAD_SIGN_IN(Kind.INVALID, "The sign-in cannot be taken in"),
    BAD_FILE(Kind.INVALID, "The file cannot be understood"),
    TOO_BUSY(Kind.BUSY, "Too many sign-ins wait to be scored"),
    NO_SUCH_IMPORT(Kind.MISSING, "No import with this id"),
    IMPORT_HAS_FILE(Kind.CONFLICT, "The import is not awaiting a file"),
    TOO_MANY_IMPORTS(Kind.CONFLICT, "There are too many imports"),
    BAD_REQUEST(Kind.INVALID, "The request cannot be understood"),
    BAD_THRESHOLDS(Kind.INVALID, "The thresholds cannot be set so"),
    TOO_MANY_BLOCKED(Kind.INVALID, "The block list is full"),
    TOO_MANY_SIMULATIONS(Kind.INVALID, "There are too many simulations"),
    NOT_TO_BE_BLOCKED(Kind.INVALID, "The address cannot be blocked"),
    TOO_MANY_IDS(Kind.INVALID, "Too many ids"),
    BAD_QUERY(Kind.INVALID, "The query cannot be understood"),
    NOT_ALLOWED(Kind.REFUSED, "Insufficient privileges to complete the operation."),
    /** D10. Said of every id that is not of a person of the caller's own tenant, whatever it is. */
    PERSON_NOT_AT_HOME_HERE(Kind.REFUSED, "Insufficient privileges to complete the operation.");

    /** What a caller can do about it. A new kind does not compile until {@code web.Problems} gives it a status. */
    public enum Kind {
        MISSING,
        INVALID,
        CONFLICT,
        REFUSED,
        /** Not now: try again in a moment. */
        BUSY
    }

    private final Kind kind;
    private final String title;

    Fault(Kind kind, String title) {
        this.kind = kind;
        this.title = title;
    }

    public Kind kind() {
        return kind;
    }

    public String title() {
        return title;
    }
}
