package io.homeward.local.door;

/** An answer with which one cannot go on. Its message shows what was wanted and what came, body and all. */
public final class NotAsExpected extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotAsExpected(String expected, Answer answer) {
        super("%s%n  expected  %s%n  came      %d %s"
                .formatted(answer.call(), expected, answer.status(), shown(answer)));
    }

    public NotAsExpected(String message) {
        super(message);
    }

    /** The body as far as it fits a screen. */
    public static String shown(Answer answer) {
        String text = answer.body().isMissingNode() ? answer.text() : Json.pretty(answer.body());
        return text.length() > 2_000 ? text.substring(0, 2_000) + " …" : text;
    }
}
