package io.homeward.outbox;

import io.homeward.feed.FeedName;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Brings the feeds of this service up before anything else of it starts, and keeps the days of the outbox. */
@Singleton
public class FeedService {
    private static final Logger LOG = Logger.getLogger(FeedService.class);

    /** A reader that was away for longer takes a snapshot. */
    private static final String KEEP = "24 hours";

    /** So many days may pass without this running before nothing can be written. */
    private static final int DAYS_AHEAD = 7;

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final FeedDatabase database;
    private final Sequencing sequencing;
    private final Instance<SnapshotSource> snapshots;
    private volatile Map<FeedName, SnapshotSource> sources = Map.of();

    FeedService(FeedDatabase database, Sequencing sequencing, Instance<SnapshotSource> snapshots) {
        this.database = database;
        this.sequencing = sequencing;
        this.snapshots = snapshots;
    }

    /** Early: what others do at start may already append. */
    void start(@Observes @Priority(100) StartupEvent event) {
        var byFeed = new HashMap<FeedName, SnapshotSource>();
        snapshots.forEach(source -> {
            if (byFeed.put(source.feed(), source) != null) {
                throw new IllegalStateException("The feed " + source.feed() + " has two snapshots");
            }
        });
        sources = Map.copyOf(byFeed);
        keepDays();
        sequencing.start(byFeed.keySet());
    }

    void stop(@Observes ShutdownEvent event) {
        sequencing.stop();
    }

    Optional<SnapshotSource> source(FeedName feed) {
        return Optional.ofNullable(sources.get(feed));
    }

    /** Several processes may do this at once; the function lets one after the other. */
    @Scheduled(
            identity = "outbox-days",
            every = "1h",
            delayed = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void keepDays() {
        int dropped =
                database.in(SILENCE, handle -> handle.createQuery("select outbox_days(cast(:keep as interval), :ahead)")
                        .bind("keep", KEEP)
                        .bind("ahead", DAYS_AHEAD)
                        .mapTo(Integer.class)
                        .one());
        if (dropped > 0) {
            LOG.infof("Dropped %d days of the outbox", dropped);
        }
    }
}
