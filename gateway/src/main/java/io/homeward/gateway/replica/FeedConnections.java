package io.homeward.gateway.replica;

import io.homeward.feed.FeedCursor;
import io.homeward.feed.FeedReader;
import io.homeward.feed.Freshness;
import io.homeward.feed.HttpFeedSource;
import io.homeward.feed.Replica;
import io.homeward.tenancy.InternalTokens;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** One reader per feed, each on a thread of its own. */
@Singleton
public class FeedConnections {
    private static final Logger LOG = Logger.getLogger(FeedConnections.class);

    /** Longer than a long poll is held back, shorter than a client minds. */
    private static final Duration SETTLING = FeedReader.WAIT.multipliedBy(2);

    private static final int MOST_WAITING = 64;

    private final Config config;
    private final InternalTokens tokens;
    private final Map<GatewayFeed, FeedReader> readers = new ConcurrentHashMap<>();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final ExecutorService virtualThreads = Executors.newVirtualThreadPerTaskExecutor();

    FeedConnections(Config config, InternalTokens tokens) {
        this.config = config;
        this.tokens = tokens;
    }

    void read(GatewayFeed feed, Replica replica) {
        URI base = config.getValue("homeward." + feed.owner() + ".url", URI.class);
        var reader = new FeedReader(
                feed.feedName(),
                new HttpFeedSource(base, feed.feedName(), () -> tokens.forService(feed.owner())),
                replica);
        readers.put(feed, reader);
        reader.start();
    }

    Freshness freshness(GatewayFeed feed) {
        FeedReader reader = readers.get(feed);
        return reader == null ? Freshness.NEVER : reader.freshness();
    }

    /**
     * Waits, blocking nobody, until the replica has seen everything that was committed before this call. Does not wait long, and not
     * at all where the feed is cut off or too many wait already; the stage never fails.
     */
    CompletionStage<Void> settled(GatewayFeed feed) {
        FeedReader reader = readers.get(feed);
        if (reader == null || reader.freshness().isStale(SETTLING) || !waiting.tryAcquire()) {
            return CompletableFuture.completedStage(null);
        }
        return CompletableFuture.runAsync(() -> await(reader), virtualThreads);
    }

    private void await(FeedReader reader) {
        try {
            if (!reader.awaitFresh(SETTLING)) {
                LOG.debugf("Feed %s did not settle in time", reader.feed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
    }

    /** Where each replica stands: with the facts of a decision this says what could have been known. */
    public List<Optional<FeedCursor>> positions() {
        return Arrays.stream(GatewayFeed.values())
                .map(feed -> Optional.ofNullable(readers.get(feed)).flatMap(FeedReader::position))
                .toList();
    }

    @PreDestroy
    void close() {
        readers.values().forEach(FeedReader::close);
        virtualThreads.shutdownNow();
    }
}
