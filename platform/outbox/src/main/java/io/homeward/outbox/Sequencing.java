package io.homeward.outbox;

import io.homeward.feed.FeedName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Runs passes on one thread of this process: at once after a commit of this process or when a reader needs proof, and every
 * {@link #POLL} for what other processes commit. After each pass the tails hold what it found.
 */
@Singleton
public class Sequencing {
    private static final Logger LOG = Logger.getLogger(Sequencing.class);

    /** How long a commit of another process may stay unnoticed. */
    static final Duration POLL = Duration.ofMillis(100);

    /** Under a storm of commits one pass serves many; two hundred passes a second are enough. */
    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final int PAGE = 1_000;
    private static final long PAGE_CHARS = 8L << 20;

    private final Sequencer sequencer;
    private final Changes changes;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private boolean wake;

    private volatile Map<FeedName, Tail> tails = Map.of();
    private volatile boolean stopped;
    private volatile long begun;
    private volatile long succeededNanos;
    private volatile boolean everSucceeded;
    private boolean failing;
    private volatile Optional<Thread> thread = Optional.empty();

    Sequencing(Sequencer sequencer, Changes changes) {
        this.sequencer = sequencer;
        this.changes = changes;
    }

    /** Serves these feeds from now on. */
    void start(Collection<FeedName> feeds) {
        var serving = new LinkedHashMap<FeedName, Tail>();
        feeds.forEach(feed -> serving.put(feed, new Tail(feed)));
        sequencer.introduce(serving.keySet());
        tails = Map.copyOf(serving);
        thread = Optional.of(
                Thread.ofPlatform().name("feed-sequencing").daemon(true).start(this::run));
    }

    void stop() {
        stopped = true;
        wake();
        thread.ifPresent(Sequencing::farewell);
    }

    /** A pass that is under way ends by itself, within its own limits. */
    private static void farewell(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks for a pass that begins after this call. Cheap, and any number of calls make one pass. */
    public void wake() {
        lock.lock();
        try {
            wake = true;
            wanted.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The number of the last pass begun: one with a higher number began after this call. */
    long begun() {
        return begun;
    }

    Optional<Tail> tail(FeedName feed) {
        return Optional.ofNullable(tails.get(feed));
    }

    /** Since the last pass that succeeded, for readiness and metrics; empty where none has. More than a second means trouble. */
    public Optional<Duration> sinceLastPass() {
        return everSucceeded
                ? Optional.of(Duration.ofNanos(Math.max(0, System.nanoTime() - succeededNanos)))
                : Optional.empty();
    }

    /** The last position of a feed known here, for metrics. */
    public Optional<Long> head(FeedName feed) {
        return tail(feed)
                .map(Tail::known)
                .flatMap(known -> Optional.ofNullable(known.head()))
                .map(Head::position);
    }

    private void run() {
        while (!stopped) {
            long started = System.nanoTime();
            try {
                if (!pass()) {
                    wake();
                }
                if (failing) {
                    LOG.info("Changes are placed again");
                    failing = false;
                }
            } catch (RuntimeException | Error e) {
                // Whatever it is, later passes may succeed; until then nothing is certified and readers fail closed.
                if (!failing && !stopped) {
                    LOG.warn("Changes cannot be placed; trying again until they can", e);
                    failing = true;
                }
                // Wakes do not hurry a failing database.
                park(POLL.toNanos());
            }
            long spent = System.nanoTime() - started;
            park(GAP_NANOS - spent);
            awaitWake(POLL.toNanos() - spent);
        }
    }

    /** @return false where more is waiting */
    private boolean pass() {
        lock.lock();
        try {
            // Before the pass begins: whoever wakes from here on gets another one.
            wake = false;
        } finally {
            lock.unlock();
        }
        long number = begun + 1;
        begun = number;
        Sequencer.Pass pass = sequencer.pass();
        for (Tail tail : tails.values()) {
            Head head = pass.heads().get(tail.feed());
            if (head == null) {
                throw new IllegalStateException("The feed " + tail.feed() + " has lost its head");
            }
            follow(tail, head);
            if (pass.complete()) {
                tail.passed(number);
            }
        }
        if (pass.complete()) {
            succeededNanos = System.nanoTime();
            everSucceeded = true;
        }
        return pass.complete();
    }

    private void follow(Tail tail, Head head) {
        Head known = tail.known().head();
        if (known == null
                || !known.epoch().equals(head.epoch())
                || head.position() < known.position()
                || head.position() - known.position() > PAGE * 10L) {
            tail.jump(head);
            return;
        }
        long at = known.position();
        while (at < head.position()) {
            List<Tail.Entry> news = changes.between(tail.feed(), at, head, PAGE, PAGE_CHARS);
            if (news.isEmpty() || news.getFirst().position() != at + 1) {
                tail.jump(head);
                return;
            }
            tail.append(head.epoch(), news);
            at = news.getLast().position();
        }
    }

    private void awaitWake(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (!wake && !stopped && left > 0) {
                left = wanted.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            LOG.trace("Woken to stop", e);
        } finally {
            lock.unlock();
        }
    }

    private void park(long nanos) {
        try {
            if (nanos > 0 && !stopped) {
                TimeUnit.NANOSECONDS.sleep(nanos);
            }
        } catch (InterruptedException e) {
            LOG.trace("Woken to stop", e);
        }
    }
}
