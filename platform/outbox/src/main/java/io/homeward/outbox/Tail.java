package io.homeward.outbox;

import io.homeward.feed.FeedName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The latest changes of one feed in this process: read once from the database, served to all readers. */
final class Tail {

    /** About a quarter of an hour of a busy feed; whoever is further behind is served from the database. */
    private static final int MOST_CHANGES = 10_000;

    private static final long MOST_CHARS = 16L << 20;

    /** A change as it goes on the wire. */
    record Entry(long position, String json) {}

    private final FeedName feed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Condition passed = lock.newCondition();

    // Guarded by the lock. The ring ends at the head and has no gap.
    private final ArrayDeque<Entry> ring = new ArrayDeque<>();
    private long chars;
    private @Nullable Head head;
    private long succeeded;

    Tail(FeedName feed) {
        this.feed = feed;
    }

    FeedName feed() {
        return feed;
    }

    /** What is known here at one moment. */
    record Known(@Nullable Head head, long succeeded) {}

    Known known() {
        lock.lock();
        try {
            return new Known(head, succeeded);
        } finally {
            lock.unlock();
        }
    }

    /** The pass of this number has succeeded, and the ring holds what it found. */
    void passed(long number) {
        lock.lock();
        try {
            succeeded = number;
            passed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Moves on to another head without holding what lies between; readers who want it ask the database. */
    void jump(Head to) {
        lock.lock();
        try {
            ring.clear();
            chars = 0;
            head = to;
            moved.signalAll();
            passed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Adds what follows the head. */
    void append(String epoch, List<Entry> entries) {
        lock.lock();
        try {
            for (Entry entry : entries) {
                ring.addLast(entry);
                chars += entry.json.length();
            }
            while (ring.size() > MOST_CHANGES || (chars > MOST_CHARS && ring.size() > 1)) {
                chars -= ring.removeFirst().json.length();
            }
            head = new Head(epoch, entries.getLast().position);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the head is another one than the one known, at most so long. */
    void awaitMove(Known known, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (left > 0 && Objects.equals(head, known.head)) {
                left = moved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until another pass than the last one known has succeeded, at most so long. */
    void awaitPass(Known known, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (left > 0 && succeeded == known.succeeded) {
                left = passed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * What follows the position, as far as it is held here.
     *
     * @return null where the ring begins later or belongs to another epoch
     */
    @Nullable
    List<Entry> after(String epoch, long position, int most, long mostChars) {
        lock.lock();
        try {
            if (head == null || !head.epoch().equals(epoch) || position < head.position() - ring.size()) {
                return null;
            }
            var found = new ArrayList<Entry>();
            long size = 0;
            int skip = (int) (position - (head.position() - ring.size()));
            for (Entry entry : ring) {
                if (skip-- > 0) {
                    continue;
                }
                if (found.size() == most || size >= mostChars) {
                    break;
                }
                found.add(entry);
                size += entry.json.length();
            }
            return found;
        } finally {
            lock.unlock();
        }
    }
}
