package io.homeward.accessrules.policy;

/** What a policy looks at. A policy applies where all of them hold; what-if names those that do not. */
public enum Aspect {
    USERS,
    APPLICATION,
    USER_ACTION,
    CLIENT_APP,
    USER_RISK,
    SIGN_IN_RISK,
    LOCATION,
    PLATFORM,
    DEVICE,
    AUTHENTICATION_FLOW,
    /** Something stored that this version cannot evaluate. */
    UNREADABLE
}
