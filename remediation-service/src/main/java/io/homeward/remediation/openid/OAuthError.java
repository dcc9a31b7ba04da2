package io.homeward.remediation.openid;

/** Every way the token endpoint refuses (RFC 6749 section 5.2, RFC 8693 section 2.2.2), with the number that scripts read. */
public enum OAuthError {
    CLIENT_UNKNOWN("invalid_client", 401, 7000215, "The client is unknown or its secret is wrong."),
    GRANT_UNSUPPORTED("unsupported_grant_type", 400, 70003, "The grant type is not supported here."),
    REQUEST_INVALID("invalid_request", 400, 900144, "The request is not a token request."),
    SCOPE_INVALID("invalid_scope", 400, 70011, "The scope is not one of this issuer's."),
    SUBJECT_TOKEN_INVALID("invalid_request", 400, 50027, "The subject token is none that can be exchanged here."),
    SESSION_OVER("invalid_request", 400, 50133, "The session of the subject token is over. Sign in at home again."),
    ENTRY_REFUSED("access_denied", 400, 0, "The tenant may not be entered."),
    STEP_UP_NEEDED("interaction_required", 400, 0, "Something has to be done at home first.");

    private final String code;
    private final int status;
    private final int number;
    private final String description;

    OAuthError(String code, int status, int number, String description) {
        this.code = code;
        this.status = status;
        this.number = number;
        this.description = description;
    }

    /** {@code error} on the wire. */
    public String code() {
        return code;
    }

    /** HTTP's. */
    public int status() {
        return status;
    }

    /** {@code error_codes}; 0 where the decision brings its own. */
    public int number() {
        return number;
    }

    public String description() {
        return description;
    }
}
