package io.homeward.gateway.route;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.homeward.gateway.route.EdgeRoutes.Service;
import io.homeward.outbound.Destinations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;

/**
 * Finds the one address under which a customer's application may be called, as {@link Destinations} allows, and remembers it for a moment.
 * The caller then connects to exactly that address.
 */
@Singleton
class UpstreamAddresses {

    /** Short enough to follow a move, long enough to ask rarely. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private static final int HOSTS = 10_000;

    private final Destinations destinations;
    private final AsyncCache<URI, Optional<InetSocketAddress>> found;

    @Inject
    UpstreamAddresses(AppsSettings settings, ServiceAddresses services) {
        this(
                settings.allowedLoopback().orElse(List.of()),
                settings.refusedNetworks(),
                Arrays.stream(Service.values()).map(services::of).toList());
    }

    /** @param own where the suite's services are */
    UpstreamAddresses(List<String> allowed, List<String> refused, List<URI> own) {
        this.destinations = new Destinations(allowed, refused, own);
        this.found = Caffeine.newBuilder()
                .maximumSize(HOSTS)
                .expireAfterWrite(KEPT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .buildAsync();
    }

    /** The address to connect to; nothing where there is none that may be called. */
    CompletionStage<Optional<InetSocketAddress>> find(URI upstream) {
        if (!Destinations.isPlain(upstream)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return found.get(origin(upstream), destinations::find);
    }

    private static URI origin(URI upstream) {
        return URI.create(upstream.getScheme() + "://" + upstream.getHost() + ":" + Destinations.port(upstream));
    }
}
