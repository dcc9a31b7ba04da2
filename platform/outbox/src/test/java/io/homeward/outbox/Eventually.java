package io.homeward.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asks again until it holds or the time is over. */
final class Eventually {
    private Eventually() {}

    static void within(Duration limit, Callable<Boolean> holds) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                if (holds.call()) {
                    return;
                }
            } catch (Exception e) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Did not hold within " + limit, e);
                }
            }
            assertThat(System.nanoTime()).as("the deadline of " + limit).isLessThan(deadline);
            pause();
        }
    }

    static void passes(Duration limit, ThrowingCallable assertion) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (Throwable e) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Did not pass within " + limit, e);
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
