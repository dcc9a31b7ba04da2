package io.homeward.accessrules;

import java.util.Set;

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

    /** Proves more than possession by itself, so that no password is needed beside it. */
    public boolean passwordless() {
        return switch (this) {
            case PASSKEY, SECURITY_KEY -> true;
            case TOTP, PUSH, SMS, VOICE, FEDERATED, EMAIL_CODE, RECOVERY_CODE, TEMPORARY_ACCESS_PASS -> false;
        };
    }

    /** Whether a factor of this kind can be phishing-resistant; whether it is, each says itself. */
    public boolean mayResistPhishing() {
        return switch (this) {
            case PASSKEY, SECURITY_KEY, FEDERATED -> true;
            case TOTP, PUSH, SMS, VOICE, EMAIL_CODE, RECOVERY_CODE, TEMPORARY_ACCESS_PASS -> false;
        };
    }

    /**
     * The kinds here that satisfy one of Graph's {@code allowedCombinations}, as {@code password,softwareOath}; empty where nothing here
     * does, be it known to Graph or not.
     */
    public static Set<FactorKind> satisfying(String combination) {
        return switch (combination) {
            case "fido2" -> Set.of(PASSKEY, SECURITY_KEY);
            case "password,softwareOath" -> Set.of(TOTP);
            case "password,microsoftAuthenticatorPush" -> Set.of(PUSH);
            case "password,sms" -> Set.of(SMS);
            case "password,voice" -> Set.of(VOICE);
            case "federatedMultiFactor" -> Set.of(FEDERATED);
            default -> Set.of();
        };
    }
}
