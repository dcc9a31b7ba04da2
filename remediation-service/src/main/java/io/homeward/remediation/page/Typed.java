package io.homeward.remediation.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.flow.Move;
import java.util.Optional;
import java.util.function.Function;

/** What was typed into a page's form, as a move; or what is missing, by the key of its text. */
sealed interface Typed {
    record Step(Move move) implements Typed {}

    /** No move of this flow: another one is begun. */
    record Forgot() implements Typed {}

    record Wrong(String problem) implements Typed {}

    int LONGEST_PASSWORD = 1_000;
    int LONGEST_CODE = 64;

    static Typed of(Sent sent) {
        return switch (sent.text("step")) {
            case "password" -> password(sent, "sign-in.empty", "sign-in.wrong").map(text -> new Move.Password(text));
            case "skipRegistration" -> new Step(new Move.SkipRegistration());
            case "startTotpRegistration" -> new Step(new Move.StartTotpRegistration());
            case "confirmTotp" -> code(sent).map(text -> new Move.ConfirmTotp(text));
            case "passkey" -> credential(sent, each -> new Move.Passkey(each));
            case "startPasskeyRegistration" -> new Step(new Move.StartPasskeyRegistration());
            case "confirmPasskey" -> credential(sent, each -> new Move.ConfirmPasskey(each, null));
            case "showedRecoveryCodes" -> new Step(new Move.ShowedRecoveryCodes());
            case "temporaryAccessPass" -> code(sent).map(text -> new Move.TemporaryAccessPass(text));
            case "recoveryCode" -> code(sent).map(text -> new Move.RecoveryCode(text));
            case "continue" -> new Step(new Move.Continue());
            case "totp" -> code(sent).map(text -> new Move.Totp(text));
            case "changePassword" ->
                password(sent, "change-password.empty", "change-password.too-long")
                        .map(text -> new Move.ChangePassword(text));
            case "mailCode" -> code(sent).map(text -> new Move.MailCode(text));
            case "sendAgain" -> new Step(new Move.SendAgain());
            case "forgot" -> new Forgot();
            case "cancel" -> new Step(new Move.Cancel());
            default -> new Wrong("error.unreadable");
        };
    }

    /** A field that was filled, or not. */
    record Field(Optional<String> text, String problem) {
        Typed map(Function<String, Move> move) {
            return text.<Typed>map(each -> new Step(move.apply(each))).orElseGet(() -> new Wrong(problem));
        }

        @Override
        public String toString() {
            return "Field";
        }
    }

    private static Field password(Sent sent, String missing, String tooLong) {
        String text = sent.text("password");
        if (text.isEmpty()) {
            return new Field(Optional.empty(), missing);
        }
        return new Field(Optional.of(text).filter(each -> each.length() <= LONGEST_PASSWORD), tooLong);
    }

    /** What the browser has made of a passkey. */
    private static Typed credential(Sent sent, Function<JsonNode, Move> move) {
        try {
            JsonNode credential = FeedJson.mapper().readTree(sent.text("credential"));
            return credential.isObject() ? new Step(move.apply(credential)) : new Wrong("method.failed");
        } catch (JsonProcessingException e) {
            return new Wrong("method.failed");
        }
    }

    /** Without the spaces with which apps show it. */
    private static Field code(Sent sent) {
        return new Field(
                sent.word("code")
                        .map(text -> text.replaceAll("\\s", ""))
                        .filter(text -> !text.isEmpty() && text.length() <= LONGEST_CODE),
                "field.code.wrong");
    }
}
