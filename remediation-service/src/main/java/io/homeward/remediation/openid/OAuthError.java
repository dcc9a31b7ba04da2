package io.homeward.remediation.openid;

/** Every way the token endpoint refuses (RFC 6749 section 5.2, RFC 8693 section 2.2.2), with the number that scripts read. */
public enum OAuthError {
    CLIENT_UNKNOWN("invalid_client", 401, 7000215, "The client is unknown or its secret is wrong."),
    CODE_INVALID("invalid_grant", 400, 70000, "The code is none of this client's, or it was for another address."),
    CODE_EXPIRED("invalid_grant", 400, 70008, "The code has expired. Sign in again."),
    CODE_REUSED("invalid_grant", 400, 54005, "The code was used before; what came of it has ended."),
    VERIFIER_WRONG("invalid_grant", 400, 501481, "The code_verifier does not match the code_challenge."),
    REFRESH_INVALID("invalid_grant", 400, 70000, "The refresh token is none of this client's, or has ended."),
    AUTHORIZATION_PENDING("authorization_pending", 400, 70016, "Nobody has signed in for the device yet."),
    SLOW_DOWN("slow_down", 400, 70016, "The device asks too often. It waits five seconds longer from now on."),
    DEVICE_CODE_INVALID("invalid_grant", 400, 70018, "The device code is none of this client's."),
    DEVICE_CODE_EXPIRED("expired_token", 400, 70019, "The device code has expired. Ask for another."),
    DEVICE_DENIED("access_denied", 400, 65004, "The person has not let the device in."),
    DEVICE_REFUSED("access_denied", 400, 0, "The device may not be let in for this person."),
    TOO_MANY_DEVICES("temporarily_unavailable", 503, 90055, "Too many devices are waiting. Try again later."),
    CLIENT_NOT_ALLOWED("unauthorized_client", 400, 7000218, "The client is not registered for this grant."),
    GRANT_OVER("invalid_grant", 400, 50133, "The session is over. Sign in again."),
    GRANT_REFUSED("invalid_grant", 400, 0, "The person may not be let in now."),
    SIGN_IN_NEEDED("interaction_required", 400, 0, "The person has to sign in again."),
    TOKEN_INVALID("invalid_token", 401, 50027, "The access token is none of this issuer's, or it has ended."),
    SCOPE_INSUFFICIENT("insufficient_scope", 403, 65001, "The access token is not for this."),
    TOKEN_TYPE_UNSUPPORTED("unsupported_token_type", 400, 9001023, "An access token ends by itself, within minutes."),
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
