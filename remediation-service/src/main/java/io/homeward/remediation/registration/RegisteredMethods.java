package io.homeward.remediation.registration;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.SecondFactor;
import java.util.Comparator;
import java.util.List;

/** What somebody has registered, in the words of Graph's reports. */
final class RegisteredMethods {
    private RegisteredMethods() {}

    /** The strongest first. */
    static List<String> of(Capability capability) {
        return kinds(capability).stream()
                .map(RegisteredMethods::name)
                .distinct()
                .toList();
    }

    /** Graph's {@code defaultMfaMethod}, which has no word for passkeys. */
    static String preferred(Capability capability) {
        return kinds(capability).stream()
                .filter(FactorKind::countsAsSecondFactor)
                .findFirst()
                .map(RegisteredMethods::preferred)
                .orElse("none");
    }

    private static List<FactorKind> kinds(Capability capability) {
        return capability.factors().stream()
                .sorted(Comparator.comparing(SecondFactor::phishingResistant)
                        .reversed()
                        .thenComparing(SecondFactor::kind)
                        .thenComparing(SecondFactor::registeredAt))
                .map(SecondFactor::kind)
                .toList();
    }

    private static String name(FactorKind kind) {
        return switch (kind) {
            case TOTP -> "softwareOneTimePasscode";
            case PASSKEY -> "passKeySynced";
            case SECURITY_KEY -> "passKeyDeviceBound";
            case PUSH -> "microsoftAuthenticatorPush";
            case SMS, VOICE -> "mobilePhone";
            case FEDERATED -> "externalAuthMethod";
            case EMAIL_CODE -> "email";
            case RECOVERY_CODE -> "oneTimePasscode";
            case TEMPORARY_ACCESS_PASS -> "temporaryAccessPass";
        };
    }

    private static String preferred(FactorKind kind) {
        return switch (kind) {
            case TOTP -> "softwareOneTimePasscode";
            case PUSH -> "microsoftAuthenticatorPush";
            case SMS, VOICE -> "mobilePhone";
            case PASSKEY, SECURITY_KEY, FEDERATED, EMAIL_CODE, RECOVERY_CODE, TEMPORARY_ACCESS_PASS -> "none";
        };
    }
}
