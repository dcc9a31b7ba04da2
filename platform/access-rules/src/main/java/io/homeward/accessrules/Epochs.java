package io.homeward.accessrules;

/**
 * The two counters of a person that tell old sessions from new without comparing clocks.
 *
 * @param session raised with every credential replacement, revocation, disablement
 * @param risk raised whenever the person stops being clear
 */
public record Epochs(long session, long risk) {
    /** Where nothing was ever raised, and where a replica has no record of the person. */
    public static final Epochs FIRST = new Epochs(0, 0);

    public boolean sessionOlderThan(Epochs current) {
        return session < current.session;
    }

    public boolean riskOlderThan(Epochs current) {
        return risk < current.risk;
    }
}
