package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.remediation.federation.Asking;
import io.homeward.remediation.federation.Returned;
import org.jspecify.annotations.Nullable;

/** What a person does next. On the wire {@code step}, with its kind in {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Move.Password.class, name = "password"),
    @JsonSubTypes.Type(value = Move.SkipRegistration.class, name = "skipRegistration"),
    @JsonSubTypes.Type(value = Move.StartTotpRegistration.class, name = "startTotpRegistration"),
    @JsonSubTypes.Type(value = Move.ConfirmTotp.class, name = "confirmTotp"),
    @JsonSubTypes.Type(value = Move.Continue.class, name = "continue"),
    @JsonSubTypes.Type(value = Move.Totp.class, name = "totp"),
    @JsonSubTypes.Type(value = Move.Passkey.class, name = "passkey"),
    @JsonSubTypes.Type(value = Move.StartPasskeyRegistration.class, name = "startPasskeyRegistration"),
    @JsonSubTypes.Type(value = Move.ConfirmPasskey.class, name = "confirmPasskey"),
    @JsonSubTypes.Type(value = Move.RecoveryCode.class, name = "recoveryCode"),
    @JsonSubTypes.Type(value = Move.ShowedRecoveryCodes.class, name = "showedRecoveryCodes"),
    @JsonSubTypes.Type(value = Move.TemporaryAccessPass.class, name = "temporaryAccessPass"),
    @JsonSubTypes.Type(value = Move.ChangePassword.class, name = "changePassword"),
    @JsonSubTypes.Type(value = Move.MailCode.class, name = "mailCode"),
    @JsonSubTypes.Type(value = Move.SendAgain.class, name = "sendAgain"),
    @JsonSubTypes.Type(value = Move.Cancel.class, name = "cancel")
})
public sealed interface Move {

    /** Its name on the wire, by which a state offers it. */
    enum Kind {
        PASSWORD("password"),
        SKIP_REGISTRATION("skipRegistration"),
        START_TOTP_REGISTRATION("startTotpRegistration"),
        CONFIRM_TOTP("confirmTotp"),
        CONTINUE("continue"),
        TOTP("totp"),
        PASSKEY("passkey"),
        /** Made by a browser that comes back from the tenant's own provider; never sent as JSON. */
        FEDERATED("federated"),
        START_PASSKEY_REGISTRATION("startPasskeyRegistration"),
        CONFIRM_PASSKEY("confirmPasskey"),
        RECOVERY_CODE("recoveryCode"),
        SHOWED_RECOVERY_CODES("showedRecoveryCodes"),
        TEMPORARY_ACCESS_PASS("temporaryAccessPass"),
        CHANGE_PASSWORD("changePassword"),
        MAIL_CODE("mailCode"),
        SEND_AGAIN("sendAgain"),
        CANCEL("cancel");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    record Password(String password) implements Move {
        public Password {
            requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return "Password";
        }
    }

    /**
     * Back from the tenant's own provider. Not one of the wire's: what was asked is known to the browser's flow alone.
     *
     * @param asked made from the browser's secret for this very step
     */
    record Federated(Asking asked, Returned returned) implements Move {}

    record SkipRegistration() implements Move {}

    record StartTotpRegistration() implements Move {}

    record ConfirmTotp(String code) implements Move {
        public ConfirmTotp {
            requireNonNull(code, "code");
        }

        @Override
        public String toString() {
            return "ConfirmTotp";
        }
    }

    /** "Yes, go on": the answer to a notice. */
    record Continue() implements Move {}

    record Totp(String code) implements Move {
        public Totp {
            requireNonNull(code, "code");
        }

        @Override
        public String toString() {
            return "Totp";
        }
    }

    /** @param credential the browser's {@code AuthenticationResponseJSON} */
    record Passkey(JsonNode credential) implements Move {
        public Passkey {
            requireNonNull(credential, "credential");
        }

        @Override
        public String toString() {
            return "Passkey";
        }
    }

    record StartPasskeyRegistration() implements Move {}

    /**
     * @param credential the browser's {@code RegistrationResponseJSON}
     * @param name what its owner calls it
     */
    record ConfirmPasskey(JsonNode credential, @Nullable String name) implements Move {
        public ConfirmPasskey {
            requireNonNull(credential, "credential");
        }

        @Override
        public String toString() {
            return "ConfirmPasskey";
        }
    }

    record RecoveryCode(String code) implements Move {
        public RecoveryCode {
            requireNonNull(code, "code");
        }

        @Override
        public String toString() {
            return "RecoveryCode";
        }
    }

    /** "I have kept them." */
    record ShowedRecoveryCodes() implements Move {}

    record TemporaryAccessPass(String pass) implements Move {
        public TemporaryAccessPass {
            requireNonNull(pass, "pass");
        }

        @Override
        public String toString() {
            return "TemporaryAccessPass";
        }
    }

    record ChangePassword(String newPassword) implements Move {
        public ChangePassword {
            requireNonNull(newPassword, "newPassword");
        }

        @Override
        public String toString() {
            return "ChangePassword";
        }
    }

    /** The code from a letter; in recovery only. */
    record MailCode(String code) implements Move {
        public MailCode {
            requireNonNull(code, "code");
        }

        @Override
        public String toString() {
            return "MailCode";
        }
    }

    /** "I have no letter." */
    record SendAgain() implements Move {}

    record Cancel() implements Move {}

    default Kind kind() {
        return switch (this) {
            case Password move -> Kind.PASSWORD;
            case SkipRegistration move -> Kind.SKIP_REGISTRATION;
            case StartTotpRegistration move -> Kind.START_TOTP_REGISTRATION;
            case ConfirmTotp move -> Kind.CONFIRM_TOTP;
            case Continue move -> Kind.CONTINUE;
            case Totp move -> Kind.TOTP;
            case Passkey move -> Kind.PASSKEY;
            case Federated move -> Kind.FEDERATED;
            case StartPasskeyRegistration move -> Kind.START_PASSKEY_REGISTRATION;
            case ConfirmPasskey move -> Kind.CONFIRM_PASSKEY;
            case RecoveryCode move -> Kind.RECOVERY_CODE;
            case ShowedRecoveryCodes move -> Kind.SHOWED_RECOVERY_CODES;
            case TemporaryAccessPass move -> Kind.TEMPORARY_ACCESS_PASS;
            case ChangePassword move -> Kind.CHANGE_PASSWORD;
            case MailCode move -> Kind.MAIL_CODE;
            case SendAgain move -> Kind.SEND_AGAIN;
            case Cancel move -> Kind.CANCEL;
        };
    }
}
