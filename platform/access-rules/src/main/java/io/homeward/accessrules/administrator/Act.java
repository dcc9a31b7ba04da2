package io.homeward.accessrules.administrator;

import io.homeward.accessrules.DirectoryRole;
import java.util.Set;

/** What a home administrator does to a person, and the roles for it. */
public enum Act {
    RESET_PASSWORD,
    DISMISS,
    CONFIRM_COMPROMISED,
    CONFIRM_SAFE,
    /** Raises a detection that is marked as simulated, to see what happens. */
    SIMULATE_RISK;

    private static final Set<DirectoryRole> FOR_CREDENTIALS = Set.of(
            DirectoryRole.USER_ADMINISTRATOR,
            DirectoryRole.AUTHENTICATION_ADMINISTRATOR,
            DirectoryRole.GLOBAL_ADMINISTRATOR);

    private static final Set<DirectoryRole> FOR_RISK = Set.of(
            DirectoryRole.SECURITY_OPERATOR, DirectoryRole.SECURITY_ADMINISTRATOR, DirectoryRole.GLOBAL_ADMINISTRATOR);

    private static final Set<DirectoryRole> FOR_EVIDENCE =
            Set.of(DirectoryRole.SECURITY_ADMINISTRATOR, DirectoryRole.GLOBAL_ADMINISTRATOR);

    /** Any of these. */
    public Set<DirectoryRole> roles() {
        return switch (this) {
            case RESET_PASSWORD -> FOR_CREDENTIALS;
            case DISMISS, CONFIRM_COMPROMISED, CONFIRM_SAFE -> FOR_RISK;
            case SIMULATE_RISK -> FOR_EVIDENCE;
        };
    }
}
