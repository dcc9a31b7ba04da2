package io.homeward.local.story;

import io.homeward.local.door.Answer;
import java.util.List;
import java.util.function.Predicate;

/**
 * One thing a step must show; what is not named is not looked at.
 *
 * @param words for the person who reads that it was not so
 */
public record Expectation(String words, Predicate<Answer> holds) {

    public static Expectation status(int status) {
        return new Expectation("status " + status, answer -> answer.status() == status);
    }

    /** With 401 where a new session helps, with 403 where it does not. */
    public static Expectation refused() {
        return new Expectation("status 401 or 403", answer -> answer.status() == 401 || answer.status() == 403);
    }

    /** One of these rules decided. */
    public static Expectation rule(String... rules) {
        List<String> any = List.of(rules);
        return new Expectation("rule " + String.join(" or ", any), answer -> any.contains(answer.rule()));
    }

    public static Expectation code(int code) {
        return new Expectation("code " + code, answer -> answer.code().orElse(-1) == code);
    }

    /** The state of a sign-in flow. */
    public static Expectation state(String state) {
        return text("/state", state);
    }

    /** @param pointer a JSON pointer into the body */
    public static Expectation text(String pointer, String text) {
        return new Expectation(
                pointer + " = " + text, answer -> answer.text(pointer).equals(text));
    }

    public static Expectation begins(String pointer, String beginning) {
        return new Expectation(pointer + " begins with " + beginning, answer -> answer.text(pointer)
                .startsWith(beginning));
    }

    public static Expectation contains(String text) {
        return new Expectation("contains " + text, answer -> answer.text().contains(text));
    }

    public static Expectation header(String name) {
        return new Expectation("header " + name, answer -> answer.header(name).isPresent());
    }
}
