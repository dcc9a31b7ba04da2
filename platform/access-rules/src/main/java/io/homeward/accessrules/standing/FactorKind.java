package io.homeward.accessrules.standing;

/** A means of proof beside the password. */
public enum FactorKind {
    TOTP,
    PASSKEY,
    SECURITY_KEY,
    PUSH,
    SMS,
    VOICE,
    /** Said to have been performed by an identity provider outside. */
    FEDERATED,
    EMAIL_CODE,
    RECOVERY_CODE,
    TEMPORARY_ACCESS_PASS;

    /** E-mail codes, recovery codes and temporary passes are not second factors here. */
    public boolean countsAsSecondFactor() {
        return switch (this) {
            case TOTP, PASSKEY, SECURITY_KEY, PUSH, SMS, VOICE, FEDERATED -> true;
            case EMAIL_CODE, RECOVERY_CODE, TEMPORARY_ACCESS_PASS -> false;
        };
    }
}
