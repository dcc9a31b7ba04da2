package io.homeward.remediation.openid;

import io.homeward.accessrules.SignInCode;
import java.util.Map;
import java.util.Optional;

/** What a client may do about a refusal of the token endpoint, in the words that libraries of this vocabulary read. */
public enum Suberror {
    /** Signing in again will do. */
    BASIC_ACTION("basic_action"),
    /** The person has to do something elsewhere first. */
    ADDITIONAL_ACTION("additional_action"),
    /** Nothing now: a sign-in would only tell him why. */
    MESSAGE_ONLY("message_only"),
    /** The password has to be replaced at a sign-in. */
    USER_PASSWORD_EXPIRED("user_password_expired"),
    /** What was shown is worth nothing. */
    BAD_TOKEN("bad_token"),
    TOKEN_EXPIRED("token_expired");

    private final String wireName;

    Suberror(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Empty where the error says it all. */
    public static Optional<Suberror> of(OAuthRefusal refusal) {
        return switch (refusal.error()) {
            case SIGN_IN_NEEDED, STEP_UP_NEEDED ->
                Optional.of(
                        refusal.number() == SignInCode.PASSWORD_CHANGE_FOR_RISK.number()
                                        || refusal.number() == SignInCode.TEMPORARY_PASSWORD.number()
                                ? USER_PASSWORD_EXPIRED
                                : BASIC_ACTION);
            case GRANT_REFUSED, ENTRY_REFUSED, DEVICE_REFUSED ->
                Optional.of(helpsHimself(refusal) ? ADDITIONAL_ACTION : MESSAGE_ONLY);
            case CODE_INVALID, CODE_REUSED, VERIFIER_WRONG, REFRESH_INVALID, GRANT_OVER, DEVICE_CODE_INVALID ->
                Optional.of(BAD_TOKEN);
            case CODE_EXPIRED, DEVICE_CODE_EXPIRED -> Optional.of(TOKEN_EXPIRED);
            case AUTHORIZATION_PENDING,
                    SLOW_DOWN,
                    DEVICE_DENIED,
                    TOO_MANY_DEVICES,
                    CLIENT_NOT_ALLOWED,
                    CLIENT_UNKNOWN,
                    TOKEN_INVALID,
                    SCOPE_INSUFFICIENT,
                    TOKEN_TYPE_UNSUPPORTED,
                    GRANT_UNSUPPORTED,
                    REQUEST_INVALID,
                    SCOPE_INVALID,
                    SUBJECT_TOKEN_INVALID,
                    SESSION_OVER -> Optional.empty();
        };
    }

    private static boolean helpsHimself(OAuthRefusal refusal) {
        return refusal.entry()
                .flatMap(entry -> Optional.ofNullable(entry.standing()))
                .filter(notice -> notice.whoCanAct().equals("self"))
                .isPresent();
    }

    /**
     * What the client asks for at the authorization endpoint ({@code claims}), so that the next token is not refused for the same reason.
     *
     * @return empty where an ordinary sign-in asks by itself, or none would help
     */
    public static Optional<Map<String, Object>> claims(OAuthRefusal refusal) {
        boolean mfa = (refusal.error() == OAuthError.SIGN_IN_NEEDED || refusal.error() == OAuthError.STEP_UP_NEEDED)
                && refusal.number() == SignInCode.MFA_REQUIRED.number();
        return mfa
                ? Optional.of(Map.of(
                        "access_token",
                        Map.of("acrs", Map.of("essential", true, "value", Assurance.TWO_FACTORS.acr()))))
                : Optional.empty();
    }
}
