package io.homeward.gateway.web;

import java.util.Locale;

/** Every way the gateway itself refuses, in the words of the domain. HTTP is chosen in one place: {@link Problems}. */
public enum Fault {
    UNREADABLE_REQUEST(Kind.UNREADABLE, "The request cannot be read"),
    AMBIGUOUS_PATH(Kind.UNREADABLE, "The path can be read in more than one way"),
    UNREADABLE_BATCH(Kind.UNREADABLE, "The batch cannot be read"),
    NOTHING_THERE(Kind.MISSING, "There is nothing here"),
    METHOD_NOT_ALLOWED(Kind.WRONG_METHOD, "This method is not served"),
    BODY_TOO_LARGE(Kind.TOO_LARGE, "The body is too large"),
    LINE_TOO_LONG(Kind.TOO_LONG, "The request line is too long"),
    HEADERS_TOO_LARGE(Kind.TOO_MUCH_HEADER, "The headers are too large"),
    TOO_MANY_CALLS(Kind.TOO_OFTEN, "Too many calls"),

    TOKEN_MISSING(Kind.UNAUTHENTICATED, "An access token is needed"),
    TOKEN_MALFORMED(Kind.UNAUTHENTICATED, "The access token cannot be read"),
    TOKEN_WRONG_ALGORITHM(Kind.UNAUTHENTICATED, "The access token is not signed as ours are"),
    TOKEN_WRONG_TYPE(Kind.UNAUTHENTICATED, "This is not an access token"),
    TOKEN_NOT_OURS(Kind.UNAUTHENTICATED, "The access token was not issued here"),
    TOKEN_WRONG_AUDIENCE(Kind.UNAUTHENTICATED, "The access token is for somebody else"),
    TOKEN_EXPIRED(Kind.UNAUTHENTICATED, "The access token has expired"),
    TOKEN_NOT_YET_VALID(Kind.UNAUTHENTICATED, "The access token is not valid yet"),
    TOKEN_INCOMPLETE(Kind.UNAUTHENTICATED, "The access token lacks a claim"),
    SESSION_ENDED(Kind.UNAUTHENTICATED, "The session has ended"),
    NOBODY(Kind.UNAUTHENTICATED, "The caller is not known any more"),
    STEP_UP(Kind.UNAUTHENTICATED, "Fresh proof of identity is needed"),
    STRONG_STEP_UP(Kind.UNAUTHENTICATED, "Phishing-resistant proof of identity is needed"),

    ENTRY_REFUSED(Kind.REFUSED, "Access to this tenant is refused"),
    BLOCKED_BY_HOME_RISK(Kind.REFUSED, "Blocked because of the account's risk at home"),
    ACCOUNT_DISABLED(Kind.REFUSED, "The account is disabled"),
    STANDING_UNKNOWN(Kind.AWAY, "The account's standing is not known at the moment"),

    STARTING(Kind.AWAY, "The gateway is not ready yet"),
    KEYS_AWAY(Kind.AWAY, "Access tokens cannot be checked at the moment"),
    SERVICE_AWAY(Kind.AWAY, "The service is away"),
    SERVICE_BROKE_OFF(Kind.BROKEN, "The service broke off"),
    SERVICE_SLOW(Kind.SLOW, "The service did not answer in time"),
    ANSWER_TOO_LARGE(Kind.BROKEN, "The answer is too large"),
    UPSTREAM_FORBIDDEN(Kind.BROKEN, "The application's address may not be called"),
    UNFORESEEN(Kind.OURS, "Internal error");

    /** What a caller can do about it. A new kind does not compile until {@link Problems} gives it a status. */
    public enum Kind {
        UNREADABLE,
        UNAUTHENTICATED,
        REFUSED,
        MISSING,
        WRONG_METHOD,
        TOO_LARGE,
        TOO_LONG,
        TOO_MUCH_HEADER,
        TOO_OFTEN,
        AWAY,
        BROKEN,
        SLOW,
        OURS
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

    /** As it stands in the problem's type: {@code urn:homeward:problem:<slug>}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
