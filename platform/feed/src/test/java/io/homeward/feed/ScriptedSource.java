package io.homeward.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A source that answers what the test says, in that order, and holds the reader while nothing is said. */
final class ScriptedSource implements FeedSource {

    /** One answer to one question. */
    interface Answer<T> {
        T give() throws IOException, FeedExpired;
    }

    /** A request for a tail. */
    record Request(FeedCursor after, Duration heldBack) {}

    private final BlockingQueue<Request> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer<TailAnswer>> tails = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer<Snapshot>> snapshots = new LinkedBlockingQueue<>();

    ScriptedSource tail(String epoch, long head, boolean certified, Change... changes) {
        tails.add(() -> new TailAnswer(epoch, head, certified, List.of(changes)));
        return this;
    }

    ScriptedSource tail(Answer<TailAnswer> answer) {
        tails.add(answer);
        return this;
    }

    ScriptedSource snapshot(String epoch, long start, long headAtEnd, Change... rows) {
        return snapshot(() -> new Rows(new FeedCursor(epoch, start), headAtEnd, List.of(rows), false));
    }

    /** One that breaks off after its rows. */
    ScriptedSource brokenSnapshot(String epoch, long start, Change... rows) {
        return snapshot(() -> new Rows(new FeedCursor(epoch, start), 0, List.of(rows), true));
    }

    ScriptedSource snapshot(Answer<Snapshot> answer) {
        snapshots.add(answer);
        return this;
    }

    /** The next question for a tail. */
    FeedCursor nextAsked() throws InterruptedException {
        return nextRequest().after();
    }

    Request nextRequest() throws InterruptedException {
        Request request = asked.poll(5, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("The reader did not ask");
        }
        return request;
    }

    @Override
    public TailAnswer tail(FeedCursor after, Duration wait) throws IOException, FeedExpired, InterruptedException {
        asked.add(new Request(after, wait));
        return tails.take().give();
    }

    @Override
    public Snapshot snapshot() throws IOException, InterruptedException {
        try {
            return snapshots.take().give();
        } catch (FeedExpired e) {
            throw new IOException(e);
        }
    }

    private static final class Rows implements Snapshot {
        private final FeedCursor start;
        private final long headAtEnd;
        private final ArrayDeque<Change> rows;
        private final boolean broken;

        Rows(FeedCursor start, long headAtEnd, List<Change> rows, boolean broken) {
            this.start = start;
            this.headAtEnd = headAtEnd;
            this.rows = new ArrayDeque<>(rows);
            this.broken = broken;
        }

        @Override
        public FeedCursor start() {
            return start;
        }

        @Override
        public List<Change> next() throws IOException {
            if (rows.isEmpty() && broken) {
                throw new IOException("cut off");
            }
            return rows.isEmpty() ? List.of() : List.of(rows.removeFirst());
        }

        @Override
        public long headAtEnd() {
            return headAtEnd;
        }

        @Override
        public void close() {
            rows.clear();
        }
    }
}
