package io.homeward.bench.stage;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * What some callers, each of whom begins anew when it is done, got through in a time.
 *
 * @param sortedNanos how long each call took, the shortest first
 */
public record Rate(double perSecond, List<Long> sortedNanos) {

    /** @param call told the how-manieth it is; what it throws ends the measurement */
    public static Rate of(int callers, Duration time, LongConsumer call) throws InterruptedException {
        var next = new AtomicLong();
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        List<Future<List<Long>>> all = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(callers)) {
            for (int each = 0; each < callers; each++) {
                all.add(executor.submit(() -> until(end, next, call)));
            }
            for (Future<List<Long>> each : all) {
                nanos.addAll(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Rate(nanos.size() / seconds, nanos.stream().sorted().toList());
    }

    private static List<Long> until(long end, AtomicLong next, LongConsumer call) {
        List<Long> nanos = new ArrayList<>();
        for (long begun = System.nanoTime(); begun < end; begun = System.nanoTime()) {
            call.accept(next.getAndIncrement());
            nanos.add(System.nanoTime() - begun);
        }
        return nanos;
    }

    public static void heading(PrintStream out, String unit) {
        out.printf("%-44s%10s%10s%10s%10s%n", "", unit, "p50 ms", "p99 ms", "longest");
    }

    public String line(String what) {
        return "%-44s%10.1f%10.1f%10.1f%10.1f".formatted(what, perSecond, millis(0.5), millis(0.99), millis(1));
    }

    /** @param share 0 is the shortest, 1 the longest */
    double millis(double share) {
        return sortedNanos.get((int) Math.round(share * (sortedNanos.size() - 1))) / 1e6;
    }
}
