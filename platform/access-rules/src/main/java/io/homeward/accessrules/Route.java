package io.homeward.accessrules;

/**
 * What home offers a person at risk. The constants are in order of strictness, the mildest first; that order is what
 * "the stricter of then and now" means (D24). Whatever needs another human being is stricter than what one can do
 * alone, and {@link #BLOCKED} is stricter than having nothing on offer because no waiver lifts it (D14).
 */
public enum Route {
    /** MFA, which closes exactly the listed detections (D4). */
    MFA,
    /** Secure password change: MFA, then a new password (D3). */
    PASSWORD_CHANGE,
    /** Both kinds of policy: MFA, then a new password (D5). */
    MFA_AND_PASSWORD_CHANGE,
    /** Only a home administrator can help (D6, D8). */
    ADMINISTRATOR,
    /** The home tenant blocks; only a home administrator can help (D7). */
    BLOCKED;

    public Route stricter(Route other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether the person can do it without anybody else. */
    public boolean selfService() {
        return compareTo(ADMINISTRATOR) < 0;
    }
}
