package io.homeward.risk.profile;

import io.homeward.risk.signin.SignIn;
import java.util.Optional;

/**
 * What the tenant has seen of the things one sign-in came with.
 *
 * @param issue the interactive sign-in that issued the session this one uses; empty where it uses none or nobody knows its beginning
 * @param colleagues how many others were accepted from its network in the 30 days before, and not for the first time that day; counted up to
 *     {@link #ENOUGH}
 * @param issueColleagues the same of the network that the session was issued in
 */
public record Around(
        Optional<SignIn> issue, int colleagues, int issueColleagues, SharedBrowser browser, IssuerPast issuer) {
    public static final Around NOTHING = new Around(Optional.empty(), 0, 0, SharedBrowser.NOBODY, IssuerPast.UNKNOWN);

    /** Nobody counts further. */
    public static final int ENOUGH = 100;

    /**
     * Who else came in the same browser lately.
     *
     * @param people whose password was right, this one included
     * @param addresses from how many addresses
     */
    public record SharedBrowser(int people, int addresses) {
        public static final SharedBrowser NOBODY = new SharedBrowser(0, 0);
    }

    /**
     * What was known of whoever vouches for the person.
     *
     * @param named how many accepted sign-ins had named any issuer; counted as far as anybody asks
     * @param people how many had come by this one
     * @param harmless whether any of them was without risk, or at low risk
     */
    public record IssuerPast(int named, int people, boolean harmless) {
        public static final IssuerPast UNKNOWN = new IssuerPast(0, 0, false);
    }
}
