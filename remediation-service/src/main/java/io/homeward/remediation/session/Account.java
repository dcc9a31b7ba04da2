package io.homeward.remediation.session;

/**
 * What is counted per person.
 *
 * @param sessionEpoch sessions that began with a lower one are over
 * @param temporaryPasswordPending an administrator's temporary password has not been replaced by its owner with MFA yet
 */
public record Account(long sessionEpoch, boolean temporaryPasswordPending) {

    /** Somebody of whom nothing is held here yet. */
    public static final Account NEW = new Account(0, false);
}
