package io.homeward.outbox;

import static io.homeward.outbox.FeedRefusal.Kind.EXPIRED;
import static io.homeward.outbox.FeedRefusal.Kind.UNAVAILABLE;
import static io.homeward.outbox.FeedRefusal.Kind.UNKNOWN_FEED;

import io.homeward.feed.FeedCursor;
import io.homeward.feed.FeedName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Answers long polls. */
@Singleton
class TailService {
    private static final int MOST = 1_000;
    private static final long MOST_CHARS = 4L << 20;

    /** When an answer is due, proof is worth waiting for a little, since it costs one pass; then it goes out without. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    private final Sequencing sequencing;
    private final Changes changes;

    TailService(Sequencing sequencing, Changes changes) {
        this.sequencing = sequencing;
        this.changes = changes;
    }

    /** As {@link io.homeward.feed.TailAnswer}, with the changes already written. */
    record Answer(Head head, boolean certified, List<Tail.Entry> changes) {}

    /** @throws FeedRefusal where the feed is unknown, the cursor leads nowhere, or nothing can be said */
    Answer tail(FeedName name, FeedCursor after, Duration wait) throws InterruptedException {
        long arrived = sequencing.begun();
        long begun = System.nanoTime();
        long deadline = begun + wait.toNanos();
        Tail tail = known(name);
        while (true) {
            Tail.Known known = tail.known();
            boolean certified = known.succeeded() > arrived;
            Head head = known.head();
            boolean follows = head != null && head.epoch().equals(after.epoch()) && head.position() >= after.position();
            if (certified && !follows) {
                throw new FeedRefusal(EXPIRED, "The feed no longer leads on from %s".formatted(after));
            }
            boolean news = follows && head != null && head.position() > after.position();
            boolean due = news || !follows || System.nanoTime() - deadline >= 0;
            long proof = (news || !follows ? begun : deadline) + GRACE_NANOS - System.nanoTime();
            if (due && (certified || proof <= 0)) {
                if (head == null || !follows) {
                    throw new FeedRefusal(UNAVAILABLE, "The database has not answered yet");
                }
                return new Answer(head, certified, following(tail, after.position(), head));
            }
            if (due) {
                sequencing.wake();
                tail.awaitPass(known, proof);
            } else {
                tail.awaitMove(known, deadline - System.nanoTime());
            }
        }
    }

    /** The head established by a pass that begins after this call. */
    Head certifiedHead(FeedName name, Duration wait) throws InterruptedException {
        long arrived = sequencing.begun();
        long deadline = System.nanoTime() + wait.toNanos();
        Tail tail = known(name);
        while (true) {
            Tail.Known known = tail.known();
            Head head = known.head();
            if (known.succeeded() > arrived && head != null) {
                return head;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new FeedRefusal(UNAVAILABLE, "The database does not answer");
            }
            sequencing.wake();
            tail.awaitPass(known, left);
        }
    }

    private Tail known(FeedName name) {
        return sequencing.tail(name).orElseThrow(() -> new FeedRefusal(UNKNOWN_FEED, "There is no such feed here"));
    }

    private List<Tail.Entry> following(Tail tail, long after, Head head) {
        if (head.position() == after) {
            return List.of();
        }
        List<Tail.Entry> held = tail.after(head.epoch(), after, MOST, MOST_CHARS);
        if (held != null) {
            return held;
        }
        List<Tail.Entry> stored = changes.between(tail.feed(), after, head, MOST, MOST_CHARS);
        if (stored.isEmpty() || stored.getFirst().position() != after + 1) {
            throw new FeedRefusal(EXPIRED, "Position %d is no longer kept".formatted(after + 1));
        }
        return stored;
    }
}
