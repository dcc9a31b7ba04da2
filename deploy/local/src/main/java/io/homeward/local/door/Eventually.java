package io.homeward.local.door;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asking until an answer is right: what one service knows reaches the others a moment later. */
public final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Eventually() {}

    /**
     * @param expected what is waited for, in words
     * @throws NotAsExpected with the last answer, once the patience is over
     */
    public static Answer get(Supplier<Answer> ask, String expected, Predicate<Answer> right, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Answer answer = ask.get();
            if (right.test(answer)) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new NotAsExpected(expected + " within " + patience.toMillis() + " ms", answer);
            }
            pause(PAUSE);
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}
