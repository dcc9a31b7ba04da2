package io.homeward.local.story;

import io.homeward.local.door.Answer;
import io.homeward.local.door.NotAsExpected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The story as it is told, one line a step: who, which call, what was decided, by which rule, in which time. */
public final class Transcript {
    private static final String ROW = "%-4s %-15s %-46s %-28s %-5s %-7s %7s";

    private final Consumer<String> out;
    private final UnaryOperator<String> red;
    private final UnaryOperator<String> green;
    private final List<Step> steps = new ArrayList<>();
    private String chapter = "";

    /**
     * One step that was played.
     *
     * @param decision what came, in a word or two
     * @param rule the id of the rule that decided; empty where none did
     * @param trouble what was expected and not so; empty where all was as expected
     */
    public record Step(
            String chapter,
            String who,
            String call,
            String decision,
            String rule,
            Duration took,
            List<String> trouble) {
        public Step {
            trouble = List.copyOf(trouble);
        }
    }

    /** @param out where the lines go; {@code red} and {@code green} colour what they are given, or not */
    public Transcript(Consumer<String> out, UnaryOperator<String> red, UnaryOperator<String> green) {
        this.out = out;
        this.red = red;
        this.green = green;
    }

    void begin() {
        out.accept("");
        out.accept(ROW.formatted("step", "who", "call", "decision", "rule", "code", "ms"));
    }

    void chapter(String number, String title) {
        chapter = number;
        out.accept("");
        out.accept("  " + number + "  " + title);
    }

    /** Tells one step and checks it. Returns the answer, so that the story can go on with it. */
    Answer step(String who, String call, Answer answer, Expectation... expected) {
        List<String> trouble = new ArrayList<>();
        for (Expectation each : expected) {
            if (!each.holds().test(answer)) {
                trouble.add(each.words());
            }
        }
        String code = answer.code().isPresent() ? Integer.toString(answer.code().getAsInt()) : "";
        tell(new Step(chapter, who, call, decision(answer), answer.rule(), answer.took(), trouble), code);
        if (!trouble.isEmpty()) {
            out.accept(red.apply("       expected  " + String.join(", ", trouble)));
            out.accept(red.apply("       came      %d %s".formatted(answer.status(), NotAsExpected.shown(answer))));
        }
        return answer;
    }

    /** Tells something that is no single call, such as a measurement. */
    void told(String who, String what, String outcome, Duration took, boolean asExpected) {
        tell(new Step(chapter, who, what, outcome, "", took, asExpected ? List.of() : List.of(what)), "");
    }

    /** The story cannot go on. */
    void broken(RuntimeException why) {
        String message = String.valueOf(why.getMessage());
        steps.add(new Step(chapter, "", "", "broken off", "", Duration.ZERO, List.of(message)));
        out.accept(red.apply("       The story breaks off here: " + message));
    }

    private void tell(Step step, String code) {
        steps.add(step);
        String line = ROW.formatted(
                step.chapter(),
                step.who(),
                step.call(),
                step.decision(),
                step.rule(),
                code,
                String.format(Locale.ROOT, "%.0f", step.took().toNanos() / 1e6));
        out.accept(
                step.trouble().isEmpty()
                        ? line + "  " + green.apply("ok")
                        : line + "  " + red.apply("NOT AS EXPECTED"));
    }

    private static String decision(Answer answer) {
        String state = answer.text("/state");
        if (!state.isEmpty()) {
            return state;
        }
        if (answer.status() < 300) {
            return answer.text("/access_token").isEmpty() ? answer.status() + " let in" : "token";
        }
        String error = answer.text("/error");
        return answer.status() + " " + (error.isEmpty() ? "refused" : error);
    }

    public List<Step> steps() {
        return List.copyOf(steps);
    }

    public boolean isAsExpected() {
        return !steps.isEmpty()
                && steps.stream().allMatch(step -> step.trouble().isEmpty());
    }

    /** Which steps were not as expected, for the last line. */
    public String failures() {
        return steps.stream()
                .filter(step -> !step.trouble().isEmpty())
                .map(step -> "%s %s: %s".formatted(step.chapter(), step.call(), String.join(", ", step.trouble())))
                .reduce("Not as expected:", (all, each) -> all + "\n  " + each);
    }
}
