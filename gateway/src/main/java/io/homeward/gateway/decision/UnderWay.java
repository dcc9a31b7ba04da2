package io.homeward.gateway.decision;

import io.homeward.gateway.replica.FeedConnections;
import io.homeward.gateway.web.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are under way: answers that never end, long downloads and uploads. Each is decided anew, on a thread of its own, whenever what decisions are
 * made of has changed, and once a second because time passes (D15, D19, D22; the bound is that of {@code runtime.md}, S9). One that would not be let in
 * any more is cut. Costs a call nothing but its place in a set; a decision takes microseconds, so ten thousand open calls cost some milliseconds per change.
 */
@Singleton
public class UnderWay {
    private static final Logger LOG = Logger.getLogger(UnderWay.class);
    private static final Duration LOOKS = Duration.ofMillis(50);
    private static final int LOOKS_A_SECOND = 20;

    /** One call. Asked by any thread. */
    public interface Ongoing {

        /**
         * What would be decided of it now.
         *
         * @param decision the id under which a refusal can be explained
         */
        Passing again(UUID decision);

        /** It must not go on. Does not wait. */
        void cut(UUID decision, Refusal refusal);
    }

    /** A call's place; it leaves it when it is over. */
    public static final class Place {
        private final Ongoing call;
        private @Nullable Object decidedAt;

        private Place(Ongoing call) {
            this.call = call;
        }
    }

    private final FeedConnections feeds;
    private final MeterRegistry meters;
    private final Set<Place> places = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean stopped;

    UnderWay(FeedConnections feeds, MeterRegistry meters) {
        this.feeds = feeds;
        this.meters = meters;
        meters.gauge("homeward.calls.under.way", places, Set::size);
        this.thread = Thread.ofPlatform().name("calls-under-way").daemon(true).start(this::run);
    }

    /** From now on it is watched. What has changed since it was decided counts, too. */
    public Place enter(Ongoing call) {
        var place = new Place(call);
        places.add(place);
        return place;
    }

    public void leave(Place place) {
        places.remove(place);
    }

    private void run() {
        int looks = 0;
        while (!stopped) {
            try {
                Thread.sleep(LOOKS);
                looks++;
                look(feeds.positions(), looks % LOOKS_A_SECOND == 0);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("Calls under way cannot be decided anew; trying again", e);
            }
        }
    }

    private void look(Object positions, boolean all) {
        for (Place place : places) {
            if (all || !positions.equals(place.decidedAt)) {
                decide(place);
                place.decidedAt = positions;
            }
        }
    }

    private void decide(Place place) {
        var decision = UUID.randomUUID();
        switch (place.call.again(decision)) {
            case Passing.Through through -> {}
            case Passing.Stopped(var refusal) -> {
                places.remove(place);
                meters.counter("homeward.calls.cut").increment();
                LOG.infof("Decision %s: a call under way is cut, %s", decision, refusal.fault());
                place.call.cut(decision, refusal);
            }
        }
    }

    @PreDestroy
    void close() {
        stopped = true;
        thread.interrupt();
    }
}
