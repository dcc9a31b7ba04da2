package io.homeward.accessrules.home;

/** What a person can be asked for, in the order in which he is asked. */
public enum Step {
    /** Where a flow begins. In a prompt only where a session is continued that is too old by the tenant's sign-in frequency. */
    FIRST_FACTOR,
    /** Register a second factor; passing it counts as MFA. */
    REGISTER,
    MFA,
    PASSWORD_CHANGE
}
