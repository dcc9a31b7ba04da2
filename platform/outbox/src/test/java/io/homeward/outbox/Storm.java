package io.homeward.outbox;

import io.homeward.accessrules.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several writers that write, rewrite and remove a few things of a few tenants, until they are stopped; failing does not stop them. */
final class Storm implements AutoCloseable {
    private static final int TENANTS = 3;
    private static final int THINGS = 8;

    final List<TenantId> tenants = Stream.generate(() -> new TenantId(UUID.randomUUID()))
            .limit(TENANTS)
            .toList();
    final List<UUID> things = Stream.generate(UUID::randomUUID).limit(THINGS).toList();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean over;

    /** @param processes through which to write; asked anew for every write, since a process may have been replaced */
    @SafeVarargs
    Storm(Supplier<FeedProcess>... processes) {
        IntStream.range(0, 4)
                .forEach(i -> writers.add(Thread.ofPlatform()
                        .name("writer-" + i)
                        .start(() -> write(new Random(i), processes[i % processes.length]))));
    }

    long written() {
        return written.get();
    }

    long failed() {
        return failed.get();
    }

    private void write(Random random, Supplier<FeedProcess> process) {
        while (!over) {
            TenantId tenant = tenants.get(random.nextInt(TENANTS));
            UUID thing = things.get(random.nextInt(THINGS));
            FeedProcess through = process.get();
            try {
                if (random.nextInt(10) == 0) {
                    Things.remove(through.database, through.outbox, tenant, thing);
                } else {
                    Things.put(through.database, through.outbox, tenant, thing, "note " + random.nextInt());
                }
                written.incrementAndGet();
            } catch (RuntimeException e) {
                // Whether it was committed is unknown to a writer whose line was cut; the tables know.
                failed.incrementAndGet();
                Thread.onSpinWait();
            }
        }
    }

    /** Waits until so many more writes have succeeded. */
    void blow(long more) {
        long until = written.get() + more;
        Eventually.within(Duration.ofSeconds(20), () -> written.get() >= until);
    }

    /** Ends the storm; what was begun is finished. */
    void calm() {
        over = true;
        for (Thread writer : writers) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        calm();
    }
}
