package io.homeward.accessrules;

/** The error numbers of the sign-in vocabulary administrators' scripts already read. Clients branch on these, not on texts. */
public enum SignInCode {
    SUCCESS(0),
    THROTTLED(50053),
    TEMPORARY_PASSWORD(50055),
    DISABLED(50057),
    MFA_NOT_PASSED(50074),
    MFA_REQUIRED(50076),
    MFA_EXPIRED(50078),
    REGISTRATION_REQUIRED(50079),
    WRONG_PASSWORD(50126),
    SESSION_REVOKED(50133),
    PASSWORD_CHANGE_FOR_RISK(50135),
    FRESH_SIGN_IN_NEEDED(50173),
    SIGN_IN_TOO_OLD(70043),
    BLOCKED_BY_POLICY(53003),
    REGISTRATION_BLOCKED_BY_RISK(53004),
    REGISTRATION_RESTRICTED(53010),
    GUEST_AT_RISK_AT_HOME(53011),
    CROSS_TENANT_DENIED(500213),
    DELEGATE_AT_RISK_AT_HOME(530034);

    private final int number;

    SignInCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
