package io.homeward.remediation.page;

import io.homeward.remediation.language.Texts;
import java.util.Optional;

/**
 * A way to prove who one is, as a page offers it.
 *
 * @param wireName as in {@code details.methods}
 * @param step the move that is made with it, or begins its registration
 * @param ask what to do
 * @param label of its field
 * @param digits whether its code is a number
 * @param script whether it needs one
 */
public record Method(
        String wireName,
        String step,
        String name,
        String what,
        String ask,
        String label,
        boolean digits,
        boolean script) {

    /** Empty for what this page has no form for. */
    static Optional<Method> toVerify(String wireName, Texts texts) {
        return switch (wireName) {
            case "totp" -> Optional.of(of(wireName, wireName, "field.code", true, false, texts));
            case "recoveryCode" -> Optional.of(of(wireName, wireName, "field.recovery-code", false, false, texts));
            case "passkey" -> Optional.of(of(wireName, wireName, "method.passkey", false, true, texts));
            default -> Optional.empty();
        };
    }

    /** What is shown in place of a password, where it is wished for. */
    static Optional<Method> toBegin(String wireName, Texts texts) {
        return wireName.equals("temporaryAccessPass")
                ? Optional.of(of(wireName, wireName, "method.temporaryAccessPass", false, false, texts))
                : Optional.empty();
    }

    /** The method of whoever takes this step, so that he finds it again where it failed; empty where it is none. */
    static String taken(String step) {
        return switch (step) {
            case "totp", "recoveryCode", "passkey", "temporaryAccessPass" -> step;
            default -> "";
        };
    }

    /** Empty for what cannot be registered here. */
    static Optional<Method> toRegister(String wireName, Texts texts) {
        return switch (wireName) {
            case "totp" -> Optional.of(of(wireName, "startTotpRegistration", "field.code", true, false, texts));
            case "passkey" ->
                Optional.of(of(wireName, "startPasskeyRegistration", "method.passkey", false, true, texts));
            default -> Optional.empty();
        };
    }

    private static Method of(String wireName, String step, String label, boolean digits, boolean script, Texts texts) {
        return new Method(
                wireName,
                step,
                texts.say("method." + wireName),
                texts.say("method." + wireName + ".what"),
                texts.say("verify-identity." + wireName),
                texts.say(label),
                digits,
                script);
    }
}
