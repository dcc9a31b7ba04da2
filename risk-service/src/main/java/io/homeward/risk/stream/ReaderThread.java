package io.homeward.risk.stream;

import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Keeps one reader reading; one that fails is closed, and another opened after a while. */
final class ReaderThread {
    /** A broker that refuses us does so for more than a moment. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    /** As long as requests may have to end when the service stops. */
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final Supplier<SignInReader> opening;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    ReaderThread(String name, Supplier<SignInReader> opening) {
        this.name = name;
        this.opening = opening;
    }

    void start() {
        Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    private void run() {
        try {
            while (stopped.getCount() > 0) {
                try {
                    read();
                } catch (RuntimeException | Error e) {
                    Log.errorf(e, "Reading sign-ins failed; it is tried again in %s", AFTER_FAILURE);
                    stopped.await(AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void read() {
        try (SignInReader reader = opening.get()) {
            reader.subscribe();
            while (stopped.getCount() > 0) {
                reader.turn();
            }
        }
    }

    void stop() {
        stopped.countDown();
    }

    /** Waits for the end of the turn that is under way. */
    void awaitEnd() {
        try {
            if (!ended.await(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                Log.warnf("The reader %s is still at work; what it has not committed will be read again", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
