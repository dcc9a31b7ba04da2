package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a person does next. On the wire {@code step}, with its kind in {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Move.Password.class, name = "password"),
    @JsonSubTypes.Type(value = Move.SkipRegistration.class, name = "skipRegistration"),
    @JsonSubTypes.Type(value = Move.StartTotpRegistration.class, name = "startTotpRegistration"),
    @JsonSubTypes.Type(value = Move.ConfirmTotp.class, name = "confirmTotp"),
    @JsonSubTypes.Type(value = Move.Continue.class, name = "continue"),
    @JsonSubTypes.Type(value = Move.Totp.class, name = "totp"),
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
            case ChangePassword move -> Kind.CHANGE_PASSWORD;
            case MailCode move -> Kind.MAIL_CODE;
            case SendAgain move -> Kind.SEND_AGAIN;
            case Cancel move -> Kind.CANCEL;
        };
    }
}
