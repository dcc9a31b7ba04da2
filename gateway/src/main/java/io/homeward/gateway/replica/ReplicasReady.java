package io.homeward.gateway.replica;

import io.homeward.feed.Freshness;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once every replica has been complete and fresh at the same time. It stays ready when a feed is cut off later: then the members of
 * every tenant are still served, and people from outside are refused one by one (D19).
 */
@Readiness
@Singleton
class ReplicasReady implements HealthCheck {
    private static final Duration LEASE = io.homeward.accessrules.standing.Freshness.LEASE;

    private final FeedConnections connections;
    private final AtomicBoolean once = new AtomicBoolean();

    ReplicasReady(FeedConnections connections, Replicas replicas) {
        this.connections = connections;
        if (replicas.complete()) {
            once.set(true);
        }
    }

    @Override
    public HealthCheckResponse call() {
        boolean fresh = Arrays.stream(GatewayFeed.values())
                .filter(GatewayFeed::needed)
                .noneMatch(feed -> connections.freshness(feed).isStale(LEASE));
        if (fresh) {
            once.set(true);
        }
        var response = HealthCheckResponse.named("replicas").status(once.get());
        for (GatewayFeed feed : GatewayFeed.values()) {
            Freshness freshness = connections.freshness(feed);
            response.withData(
                    feed.feedName().value(),
                    freshness.everComplete() ? freshness.age().toMillis() + " ms" : "never complete");
        }
        return response.build();
    }
}
