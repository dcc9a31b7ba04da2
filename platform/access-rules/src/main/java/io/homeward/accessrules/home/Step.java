package io.homeward.accessrules.home;

/** What a person can be asked for, in the order in which he is asked. */
public enum Step {
    /** Where a flow begins; never in a prompt, because the rules are asked after it. */
    FIRST_FACTOR,
    /** Register a second factor; passing it counts as MFA. */
    REGISTER,
    MFA,
    PASSWORD_CHANGE
}
