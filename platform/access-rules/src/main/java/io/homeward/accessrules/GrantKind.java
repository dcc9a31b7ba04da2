package io.homeward.accessrules;

/** How a token is being asked for, or was obtained. */
public enum GrantKind {
    /** The person is at a screen. */
    INTERACTIVE,
    /** A refresh token; decided anew each time (D26). */
    REFRESH,
    /** Exchange of a token of the home tenant (D26). */
    EXCHANGE_OF_HOME_TOKEN,
    /** Exchange of a token of some other tenant, which is never allowed (D26). */
    EXCHANGE_OF_FOREIGN_TOKEN,
    /** Device code: home use only (D27). */
    DEVICE_CODE;

    /** Whether somebody can be shown a screen in the very place where the token goes. */
    public boolean interactive() {
        return this == INTERACTIVE;
    }
}
