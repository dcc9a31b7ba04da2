package io.homeward.accessrules.home;

import java.util.Locale;

/** The screens of section 2. */
public enum Screen {
    SIGN_IN,
    MORE_INFORMATION_REQUIRED,
    UNUSUAL_SIGN_IN,
    VERIFY_IDENTITY,
    ACCOUNT_AT_RISK,
    CHANGE_PASSWORD,
    SIGN_IN_BLOCKED,
    ACCOUNT_BLOCKED;

    /** {@code sign-in-blocked} and the like. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
