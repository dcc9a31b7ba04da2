package io.homeward.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one replica current from one feed, on a daemon thread of its own: snapshot where there is nothing to continue, then the tail. It
 * recovers by itself from everything that passes; what does not pass makes it stale, never wrong.
 */
public final class FeedReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FeedReader.class);

    /** How long the server may hold back an answer when there is no news. A quarter of the usual lease, so that one lost answer is no staleness. */
    public static final Duration WAIT = Duration.ofMillis(500);

    private static final long FIRST_PAUSE_MILLIS = 25;
    private static final long LONGEST_PAUSE_MILLIS = 400;
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);

    private final FeedName feed;
    private final FeedSource source;
    private final Replica replica;
    private final LongSupplier nanos;
    private final Duration wait;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition certifiedAnew = lock.newCondition();

    // Guarded by the lock: whether a long poll is out, and which request's number waiters want to see surpassed.
    private boolean polling;
    private long wanted = -1;

    private volatile boolean stopped;
    private volatile boolean everComplete;
    private volatile long requests;
    private volatile @Nullable Certified certified;
    private volatile @Nullable FeedCursor cursor;

    // Only the reader's thread touches these.
    private @Nullable Certified pending;
    private @Nullable FeedCursor expired;
    private int failures;

    public FeedReader(FeedName feed, FeedSource source, Replica replica) {
        this(feed, source, replica, System::nanoTime, WAIT);
    }

    /**
     * @param nanos a clock that never goes back, in nanoseconds from anywhere
     * @param wait in place of {@link #WAIT}
     */
    public FeedReader(FeedName feed, FeedSource source, Replica replica, LongSupplier nanos, Duration wait) {
        this.feed = feed;
        this.source = source;
        this.replica = replica;
        this.nanos = nanos;
        this.wait = wait;
        this.thread = Thread.ofPlatform().name("feed-" + feed).daemon(true).unstarted(this::run);
    }

    /** Once. */
    public void start() {
        thread.start();
    }

    /** Stops reading; the replica stays as it is and becomes stale. What is being applied is finished first, within reason. */
    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            if (thread.isAlive() && thread != Thread.currentThread()) {
                thread.join(LONGEST_GOODBYE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public FeedName feed() {
        return feed;
    }

    /** Where this reader stands, for metrics; empty before the first complete state and while there is none to continue. */
    public Optional<FeedCursor> position() {
        return Optional.ofNullable(cursor);
    }

    /** Cheap enough for every decision: no lock, one look at the clock. */
    public Freshness freshness() {
        Certified last = certified;
        if (last == null) {
            return everComplete ? new Freshness(true, Freshness.NEVER.age()) : Freshness.NEVER;
        }
        return new Freshness(true, Duration.ofNanos(Math.max(0, nanos.getAsLong() - last.sent)));
    }

    /**
     * Waits until everything that was committed before this call has been applied. That takes a few milliseconds: the long poll that is out was
     * sent too early to prove it, so it is given up, and the next request is one that is not held back.
     *
     * @return false where that did not happen in time
     */
    public boolean awaitFresh(Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            long asked = requests;
            wanted = Math.max(wanted, asked);
            if (polling) {
                polling = false;
                thread.interrupt();
            }
            while (true) {
                Certified last = certified;
                if (last != null && last.request > asked) {
                    return true;
                }
                if (left <= 0) {
                    return false;
                }
                left = certifiedAnew.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!stopped) {
            try {
                once();
                recovered();
            } catch (InterruptedException e) {
                LOG.tracef("The poll of feed %s is given up, to stop or to ask anew", feed);
            } catch (FeedExpired e) {
                LOG.infof("Feed %s needs a new snapshot: %s", feed, e.getMessage());
                expired = cursor;
                forget();
                pause();
            } catch (ReplicaBusy e) {
                LOG.debugf("Feed %s: %s", feed, e.getMessage());
                forget();
                pause();
            } catch (IOException | RuntimeException | Error e) {
                // Errors too: a reader that died silently would never recover.
                if (stopped) {
                    return;
                }
                failed(e);
                forget();
                pause();
            }
        }
    }

    private void once() throws IOException, FeedExpired, InterruptedException {
        if (!everComplete) {
            everComplete = replica.everComplete();
        }
        FeedCursor known = cursor;
        if (known == null) {
            known = replica.cursor().filter(stored -> !stored.equals(expired)).orElse(null);
        }
        if (known == null) {
            cursor = rebuilt();
            everComplete = true;
            expired = null;
        } else {
            cursor = known;
            cursor = step(known, true, replica::apply);
        }
        promote();
    }

    private FeedCursor rebuilt() throws IOException, FeedExpired, InterruptedException {
        try (Replica.Rebuild rebuild = replica.rebuild();
                FeedSource.Snapshot snapshot = source.snapshot()) {
            for (List<Change> rows = snapshot.next(); !rows.isEmpty(); rows = snapshot.next()) {
                rebuild.put(rows);
            }
            FeedCursor at = snapshot.start();
            while (at.position() < snapshot.headAtEnd()) {
                at = step(at, false, (changes, upTo) -> {
                    rebuild.put(changes);
                    return upTo;
                });
            }
            rebuild.complete(at);
            LOG.infof("Feed %s is complete at %s", feed, at);
            return at;
        }
    }

    private interface Apply {
        FeedCursor apply(List<Change> changes, FeedCursor upTo);
    }

    /** One request. The time that counts for freshness is the one before it was sent. */
    private FeedCursor step(FeedCursor at, boolean mayBeGivenUp, Apply apply)
            throws IOException, FeedExpired, InterruptedException {
        long sent = nanos.getAsLong();
        TailAnswer answer = poll(at, mayBeGivenUp);
        long request = requests;
        if (!answer.epoch().equals(at.epoch())) {
            throw new FeedExpired("the epoch is " + answer.epoch() + " and no longer " + at.epoch());
        }
        List<Change> news = following(at.position(), answer.changes());
        if (answer.certified() && answer.head() < at.position()) {
            throw new FeedExpired("the head is " + answer.head() + ", behind " + at.position());
        }
        FeedCursor now = at;
        if (!news.isEmpty()) {
            now = apply.apply(news, at.at(news.getLast().position()));
        }
        if (answer.certified() && (pending == null || now.position() >= answer.head())) {
            pending = new Certified(request, sent, answer.head());
        }
        return now;
    }

    private TailAnswer poll(FeedCursor at, boolean mayBeGivenUp) throws IOException, FeedExpired, InterruptedException {
        boolean hurried;
        lock.lock();
        try {
            Certified last = certified;
            long number = requests + 1;
            requests = number;
            hurried = wanted >= (last == null ? 0 : last.request);
            polling = mayBeGivenUp && !hurried;
        } finally {
            lock.unlock();
        }
        try {
            return source.tail(at, hurried ? Duration.ZERO : wait);
        } finally {
            arrived();
        }
    }

    /** An answer that came just as it was given up is as good as any: the interruption must not hit what is done with it. */
    private void arrived() {
        lock.lock();
        try {
            polling = false;
            if (!stopped && Thread.interrupted()) {
                LOG.tracef("The answer of feed %s came all the same", feed);
            }
        } finally {
            lock.unlock();
        }
    }

    private static List<Change> following(long position, List<Change> changes) throws FeedExpired {
        List<Change> news =
                changes.stream().filter(change -> change.position() > position).toList();
        long expected = position;
        for (Change change : news) {
            expected++;
            if (change.position() != expected) {
                throw new FeedExpired("position " + expected + " is missing");
            }
        }
        return news;
    }

    /** A certified answer counts once everything up to its head has been applied to what others can read. */
    private void promote() {
        Certified reached = pending;
        FeedCursor at = cursor;
        if (reached == null || at == null || at.position() < reached.head) {
            return;
        }
        pending = null;
        lock.lock();
        try {
            certified = reached;
            certifiedAnew.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Where the replica stands is asked anew; what was certified before keeps its age and says nothing about later. */
    private void forget() {
        cursor = null;
        pending = null;
    }

    private void failed(Throwable cause) {
        failures++;
        if (failures == 1) {
            LOG.warnf(cause, "Feed %s cannot be read; trying again until it can", feed);
        } else {
            LOG.debugf(cause, "Feed %s cannot be read, attempt %d", feed, failures);
        }
    }

    private void recovered() {
        if (failures > 0) {
            LOG.infof("Feed %s is read again after %d failed attempts", feed, failures);
            failures = 0;
        }
    }

    private void pause() {
        long millis = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 4));
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            // Stopping is seen by the loop.
            LOG.tracef("The pause of feed %s was cut short", feed);
        }
    }

    private record Certified(long request, long sent, long head) {}
}
