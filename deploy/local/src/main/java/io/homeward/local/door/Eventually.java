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
        Answer last = last(ask, right, patience);
        if (!right.test(last)) {
            throw new NotAsExpected(within(expected, patience), last);
        }
        return last;
    }

    /**
     * The same with a client that reads answers itself.
     *
     * @throws IllegalStateException once the patience is over
     */
    public static <T> T that(Supplier<T> ask, String expected, Predicate<T> right, Duration patience) {
        T last = last(ask, right, patience);
        if (!right.test(last)) {
            throw new IllegalStateException("Not " + within(expected, patience));
        }
        return last;
    }

    private static <T> T last(Supplier<T> ask, Predicate<T> right, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        T answer = ask.get();
        while (!right.test(answer) && System.nanoTime() < deadline) {
            pause(PAUSE);
            answer = ask.get();
        }
        return answer;
    }

    private static String within(String expected, Duration patience) {
        return expected + " within " + patience.toMillis() + " ms";
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
