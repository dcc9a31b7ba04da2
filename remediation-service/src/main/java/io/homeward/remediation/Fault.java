package io.homeward.remediation;

/** Every way this service refuses, in the words of the domain. HTTP is chosen in one place: {@code web.Problems}. */
public enum Fault {
    NOT_FOUND(Kind.MISSING, "There is no such thing here"),
    FLOW_NOT_FOUND(Kind.MISSING, "There is no such flow"),
    FLOW_EXPIRED(Kind.GONE, "The flow has expired"),
    ENROLMENT_UNKNOWN(Kind.MISSING, "There is no such enrolment"),
    NOTICE_UNKNOWN(Kind.MISSING, "There is no such notice"),
    ALREADY_ENROLLED(Kind.CONFLICT, "The person has enrolled already"),
    APPLICATION_UNKNOWN(Kind.INVALID, "The application is not known here"),
    REDIRECT_UNKNOWN(Kind.INVALID, "The application may not send people back there"),
    REQUEST_OVER(Kind.GONE, "The application's request is over"),
    STEP_NOT_OFFERED(Kind.CONFLICT, "This step is not offered now"),
    UNREADABLE(Kind.INVALID, "The request cannot be read"),
    PASSWORD_UNACCEPTABLE(Kind.INVALID, "The password is not acceptable"),
    NOT_ALLOWED(Kind.REFUSED, "Insufficient privileges to complete the operation."),
    BUSY(Kind.BUSY, "Too much is asked at once");

    /** What a caller can do about it. A new kind does not compile until {@code web.Problems} gives it a status. */
    public enum Kind {
        MISSING,
        GONE,
        CONFLICT,
        INVALID,
        REFUSED,
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
