package io.homeward.risk.signin;

/**
 * The session a sign-in began or used, as its source tells it. Empty texts are unknown. On the wire as in Graph's beta {@code signIn}:
 * sessionId, tokenIssuerName, deviceDetail.browserId, incomingTokenType.
 *
 * @param id the same in the sign-in that issued the session and in every use of it
 * @param issuer who vouched for the person
 * @param browser the source's own mark of a browser, the same in every sign-in from it
 * @param incomingToken what was shown instead of a password, such as {@code primaryRefreshToken}
 */
public record Session(String id, String issuer, String browser, String incomingToken) {
    public static final Session NONE = new Session("", "", "", "");

    /** Whether it can be told from others. */
    public boolean named() {
        return !id.isEmpty();
    }
}
