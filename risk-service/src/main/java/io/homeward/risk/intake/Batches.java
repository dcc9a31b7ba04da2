package io.homeward.risk.intake;

import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.quarkus.logging.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Does together what came together: while a batch is under way what comes waits, and the next batch is all that has waited. Nobody waits for company:
 * what comes alone is done alone, at once. What has the same key is done in the order in which it came, by one writer.
 *
 * @param <T> what is done
 * @param <R> what comes of it
 */
final class Batches<T, R> implements AutoCloseable {

    /** Does all of it or, where it throws, nothing of it. The results are in the order of what is to be done. */
    interface Work<T, R> {
        List<R> together(List<T> all);

        /** Whether what was thrown would meet everybody alike, so that trying each alone is a waste of time. */
        boolean meetsAll(RuntimeException thrown);
    }

    /** So often a writer that has nothing to do looks whether it is still needed. */
    private static final long LOOK_UP_MILLIS = 100;

    private record Waiting<T, R>(T what, CompletableFuture<R> result) {}

    private final Work<T, R> work;
    private final int most;
    private final List<BlockingQueue<Waiting<T, R>>> queues;
    private final List<Thread> writers;
    private volatile boolean closed;

    /**
     * @param writers how many batches may be under way at once
     * @param most how much may be in one
     * @param waiting how much may wait, for each writer
     */
    Batches(String name, int writers, int most, int waiting, Work<T, R> work) {
        this.work = work;
        this.most = most;
        this.queues = IntStream.range(0, writers)
                .<BlockingQueue<Waiting<T, R>>>mapToObj(nth -> new ArrayBlockingQueue<>(waiting))
                .toList();
        this.writers = queues.stream()
                .map(queue -> Thread.ofPlatform().daemon().name(name + "-", 0).unstarted(() -> write(queue)))
                .toList();
        this.writers.forEach(Thread::start);
    }

    /**
     * Waits until it is done.
     *
     * @throws Refusal {@link Fault#TOO_BUSY} where too much waits already; then it will not be done
     */
    R submit(T what, Object key) {
        var waiting = new Waiting<>(what, new CompletableFuture<R>());
        int hash = key.hashCode();
        BlockingQueue<Waiting<T, R>> queue = queues.get(Math.floorMod(hash ^ (hash >>> 16), queues.size()));
        if (closed || !queue.offer(waiting) || (closed && queue.remove(waiting))) {
            throw new Refusal(Fault.TOO_BUSY);
        }
        try {
            return waiting.result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting; it may yet be done", e);
        }
    }

    /** How much waits for a batch to come. */
    int waiting() {
        return queues.stream().mapToInt(BlockingQueue::size).sum();
    }

    private void write(BlockingQueue<Waiting<T, R>> queue) {
        var batch = new ArrayList<Waiting<T, R>>();
        while (!closed || !queue.isEmpty()) {
            try {
                Waiting<T, R> first = queue.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, most - 1);
                    together(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                Log.warn("Nobody interrupts a writer; it goes on");
            }
        }
    }

    /** One that cannot be done must not keep the others from being done: then each is tried alone. */
    private void together(List<Waiting<T, R>> batch) {
        try {
            List<R> results = work.together(batch.stream().map(Waiting::what).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result.complete(results.get(i));
            }
        } catch (RuntimeException e) {
            if (batch.size() == 1 || work.meetsAll(e)) {
                batch.forEach(each -> each.result.completeExceptionally(e));
                return;
            }
            Log.debugf(e, "A batch of %d is done one by one", batch.size());
            batch.forEach(each -> together(List.of(each)));
        } catch (Error e) {
            Log.error("A batch failed, and the writer goes on", e);
            batch.forEach(each -> each.result.completeExceptionally(new IllegalStateException(e)));
        }
    }

    /** Nothing more is taken; what has come is still done. */
    @Override
    public void close() {
        closed = true;
        for (Thread writer : writers) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
