package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.FactorKind;
import io.homeward.remediation.credential.TotpEnrolment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the screen of a flow shows beside what its state says.
 *
 * @param methods what counts here, or may be registered here, the strongest first; empty where nothing is chosen
 * @param totp what is being registered, in the state that shows it
 * @param passkey what the browser is to ask an authenticator to sign
 * @param passkeyCreation what the browser is to ask an authenticator to make
 * @param recoveryCodes in the one state that shows them
 */
record Screenful(
        Optional<List<FactorKind>> methods,
        Optional<TotpEnrolment> totp,
        Optional<Map<String, Object>> passkey,
        Optional<Map<String, Object>> passkeyCreation,
        Optional<List<String>> recoveryCodes) {

    static final Screenful BARE =
            new Screenful(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Screenful {
        requireNonNull(methods, "methods");
        requireNonNull(totp, "totp");
        requireNonNull(passkey, "passkey");
        requireNonNull(passkeyCreation, "passkeyCreation");
        requireNonNull(recoveryCodes, "recoveryCodes");
    }

    static Screenful choosing(List<FactorKind> methods) {
        return new Screenful(
                Optional.of(methods), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Screenful showing(TotpEnrolment enrolment) {
        return new Screenful(methods, Optional.of(enrolment), passkey, passkeyCreation, recoveryCodes);
    }

    Screenful asking(Map<String, Object> options) {
        return new Screenful(methods, totp, Optional.of(options), passkeyCreation, recoveryCodes);
    }

    Screenful making(Map<String, Object> options) {
        return new Screenful(methods, totp, passkey, Optional.of(options), recoveryCodes);
    }

    Screenful showing(List<String> codes) {
        return new Screenful(methods, totp, passkey, passkeyCreation, Optional.of(codes));
    }

    /** Whether this person can make the move here, which the state offers in principle. */
    boolean offers(Move.Kind move) {
        return methods.isEmpty()
                || switch (move) {
                    case PASSKEY, START_PASSKEY_REGISTRATION -> methods.get().contains(FactorKind.PASSKEY);
                    case TOTP, START_TOTP_REGISTRATION -> methods.get().contains(FactorKind.TOTP);
                    case RECOVERY_CODE -> methods.get().contains(FactorKind.RECOVERY_CODE);
                    case PASSWORD,
                            FEDERATED,
                            SKIP_REGISTRATION,
                            CONFIRM_TOTP,
                            CONTINUE,
                            CONFIRM_PASSKEY,
                            SHOWED_RECOVERY_CODES,
                            TEMPORARY_ACCESS_PASS,
                            CHANGE_PASSWORD,
                            MAIL_CODE,
                            SEND_AGAIN,
                            CANCEL -> true;
                };
    }
}
