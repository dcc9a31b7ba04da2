package io.homeward.feed;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Where a feed comes from. Both calls block; they are made by one thread at a time. */
public interface FeedSource {

    /**
     * Waits for what follows the cursor.
     *
     * @param wait how long the answer may be held back while there is nothing new
     * @throws FeedExpired where only a snapshot helps
     * @throws IOException where no answer came, or none that can be understood; worth another try
     */
    TailAnswer tail(FeedCursor after, Duration wait) throws IOException, FeedExpired, InterruptedException;

    /** Begins to read the whole current state. */
    Snapshot snapshot() throws IOException, InterruptedException;

    /** A state being read. */
    interface Snapshot extends Closeable {

        /** From where the tail must be applied on top of the rows. */
        FeedCursor start();

        /**
         * The next rows, at most a few hundred; empty when all have been read.
         *
         * @throws IOException also where the stream ended before its end was reached
         */
        List<Change> next() throws IOException;

        /** Up to where the tail must be applied before the rows are one consistent state. Known when {@link #next} was empty. */
        long headAtEnd();
    }
}
