package io.homeward.local.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Doing the same with many things, a few at a time. */
final class Together {
    /** More would only queue at the services' connection pools. */
    private static final int AT_A_TIME = 6;

    private Together() {}

    /** @return the results in the order of the things; the first failure, if there is one, is thrown */
    static <T, R> List<R> each(List<T> things, Function<T, R> work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<Future<R>> running = things.stream()
                    .map(thing -> threads.submit(() -> work.apply(thing)))
                    .toList();
            List<R> results = new ArrayList<>();
            for (Future<R> each : running) {
                results.add(result(each));
            }
            return results;
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
