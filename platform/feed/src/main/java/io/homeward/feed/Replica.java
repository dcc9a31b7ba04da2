package io.homeward.feed;

import java.util.List;
import java.util.Optional;

/**
 * The local copy of a feed. One {@link FeedReader} calls it, from one thread; others read it meanwhile. Other processes may hold
 * the same replica (in tables), hence {@link ReplicaBusy}.
 */
public interface Replica {

    /** Where the replica stands; empty where it has never been complete or is no longer to be continued. */
    Optional<FeedCursor> cursor();

    /** Whether the replica has been complete once, be it in an earlier life of this process. */
    boolean everComplete();

    /**
     * Applies consecutive changes that follow {@link #cursor}, all or none, together with the new cursor.
     *
     * @param upTo the position of the last of them
     * @return where the replica now stands: {@code upTo}, or beyond where another process was faster
     * @throws ReplicaBusy where the changes do not follow what is stored
     */
    FeedCursor apply(List<Change> changes, FeedCursor upTo);

    /**
     * Begins to replace everything, also with lower versions than those at hand.
     *
     * @throws ReplicaBusy where another process is about it already
     */
    Rebuild rebuild();

    /** The new content while it is being read: rows of the snapshot first, then the tail that followed its start. */
    interface Rebuild extends AutoCloseable {

        /** Adds what is newer than what <em>this rebuild</em> has put so far; a change without body removes an older one. */
        void put(List<Change> changes);

        /** Everything put so far, and nothing else, is the content from now on. */
        void complete(FeedCursor cursor);

        /** Abandons the rebuild unless it was completed. */
        @Override
        void close();
    }
}
