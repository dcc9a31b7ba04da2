package io.homeward.gateway.limit;

/** What calls are about, as far as their number is limited: each client has an allowance of its own for each. */
public enum Traffic {
    /** Risk, and the rules that act on it. */
    IDENTITY_PROTECTION,
    /** People, groups, roles, applications. */
    DIRECTORY,
    /** Logs, page by page. */
    REPORTS,
    /** Delegated admin relationships. */
    RELATIONSHIPS,
    OTHER
}
