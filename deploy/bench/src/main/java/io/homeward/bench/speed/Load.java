package io.homeward.bench.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Sends sign-ins of a crowd. */
final class Load {
    private static final double MILLI = 1e6;

    /**
     * What came of it.
     *
     * @param answered those that were scored
     * @param refused what else was answered, by status
     * @param millis how long they took, where that was measured
     */
    record Result(int answered, String refused, Duration time, Optional<Millis> millis) {
        double perSecond() {
            return answered / (time.toNanos() / 1e9);
        }
    }

    /** How long so many have taken, and the longest of them. */
    record Millis(double median, double p99, double longest) {
        private static Millis of(double[] all) {
            Arrays.sort(all);
            return new Millis(all[all.length / 2], all[(int) (all.length * .99)], all[all.length - 1]);
        }
    }

    private final Crowd crowd;
    private final Senders senders;
    private final AtomicInteger answered = new AtomicInteger();
    private final ConcurrentHashMap<Integer, AtomicInteger> refused = new ConcurrentHashMap<>();

    private Load(Crowd crowd, Senders senders) {
        this.crowd = crowd;
        this.senders = senders;
    }

    /** So many senders at once, each of which sends the next one as soon as the last was answered: as fast as it goes. */
    static Result asFastAsItGoes(Crowd crowd, Senders senders, int atOnce, Duration time, long seed) {
        var load = new Load(crowd, senders);
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < atOnce; i++) {
                var random = new SplittableRandom(seed + i);
                each.execute(() -> {
                    while (System.nanoTime() < end) {
                        load.send(random);
                    }
                });
            }
        }
        return load.result(Duration.ofNanos(System.nanoTime() - begun), Optional.empty());
    }

    /**
     * So many a second at random moments, whether or not those before were answered. A time counts from the moment at which a sign-in should have
     * been sent, so that one that had to wait for a slow one is slow as well.
     */
    static Result everySoOften(Crowd crowd, Senders senders, double perSecond, Duration time, long seed) {
        var load = new Load(crowd, senders);
        var random = new SplittableRandom(seed);
        int number = (int) (perSecond * (time.toNanos() / 1e9));
        double[] millis = new double[number];
        long begun = System.nanoTime();
        double due = begun;
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < number; i++) {
                due -= Math.log(1 - random.nextDouble()) / perSecond * 1e9;
                long at = (long) due;
                for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                int nth = i;
                var own = random.split();
                each.execute(() -> {
                    load.send(own);
                    millis[nth] = (System.nanoTime() - at) / MILLI;
                });
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return load.result(took, Optional.of(Millis.of(millis)));
    }

    /** The earlier sign-ins of everybody with habits of his own: one person after the other, each in order. */
    static void patterns(Crowd crowd, Senders senders, int atOnce) {
        Instant first = Instant.now().minus(Duration.ofDays(Crowd.EARLIER));
        var load = new Load(crowd, senders);
        var next = new AtomicInteger();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, atOnce)
                    .forEach(i -> each.execute(() -> {
                        for (int person = next.getAndIncrement();
                                person < Crowd.PATTERNS;
                                person = next.getAndIncrement()) {
                            for (int day = 0; day < Crowd.EARLIER; day++) {
                                load.send(
                                        person,
                                        crowd.usual(
                                                person,
                                                first.plus(Duration.ofDays(day)).plusSeconds(person)));
                            }
                        }
                    }));
        }
        if (load.answered.get() != Crowd.PATTERNS * Crowd.EARLIER) {
            throw new IllegalStateException("The habits could not be learned: " + load.refused);
        }
    }

    private void send(SplittableRandom random) {
        int person = random.nextInt(crowd.people());
        send(person, crowd.signIn(person, Instant.now(), random));
    }

    private void send(int person, byte[] signIn) {
        try {
            Wire.Answer answer = senders.send(crowd.of(person), signIn);
            if (answer.ok()) {
                answered.incrementAndGet();
            } else {
                refused.computeIfAbsent(answer.status(), status -> new AtomicInteger())
                        .incrementAndGet();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Result result(Duration time, Optional<Millis> millis) {
        return new Result(answered.get(), refused.isEmpty() ? "" : refused.toString(), time, millis);
    }
}
