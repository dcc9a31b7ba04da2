package io.homeward.gateway.route;

import io.homeward.gateway.web.Exchange;
import io.homeward.gateway.web.Problems;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** One listener of a door on one event loop, with the client that goes on from there on the same loop. */
final class DoorListener extends AbstractVerticle {
    private static final Logger LOG = Logger.getLogger(DoorListener.class);

    static final int LARGEST_HEADERS = 16 * 1024;
    static final int LONGEST_LINE = 8 * 1024;

    /** Longer than any passage may be silent, so that it ends with an answer. */
    private static final int IDLE_SECONDS = 120;

    /** Shorter than servers keep idle connections, so that we give one up before they do. */
    private static final int KEPT_SECONDS = 15;

    private static final int CONNECT_MILLIS = 2000;
    private static final int CONNECTIONS_PER_HOST = 256;
    private static final int WAITING_PER_HOST = 1024;

    private final Door door;
    private final Problems problems;
    private final ClientAddresses clients;
    private final String host;
    private final int port;
    private final AtomicInteger actualPort;

    DoorListener(
            Door door, Problems problems, ClientAddresses clients, String host, int port, AtomicInteger actualPort) {
        this.door = door;
        this.problems = problems;
        this.clients = clients;
        this.host = host;
        this.port = port;
        this.actualPort = actualPort;
    }

    @Override
    public void start(Promise<Void> started) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_HOST)
                .setMaxWaitQueueSize(WAITING_PER_HOST)
                .setKeepAliveTimeout(KEPT_SECONDS)
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setHttp2ClearTextUpgrade(false));
        HttpServerOptions options = new HttpServerOptions()
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setHandle100ContinueAutomatically(false)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(IDLE_SECONDS);
        vertx.createHttpServer(options)
                .connectionHandler(connection -> StrictFraming.on(connection, options))
                .invalidRequestHandler(this::refuse)
                .requestHandler(request -> serve(request, client))
                .exceptionHandler(broken -> LOG.debugf(broken, "A connection to the %s broke", door.name()))
                .listen(port, host)
                .onSuccess(server -> actualPort.set(server.actualPort()))
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void serve(HttpServerRequest request, HttpClient client) {
        var exchange = exchange(request);
        try {
            door.serve(exchange, context, client);
        } catch (RuntimeException e) {
            problems.unforeseen(exchange, e);
        }
    }

    private void refuse(HttpServerRequest request) {
        var exchange = exchange(request);
        if (door.speaksGraph(exchange.target())) {
            exchange.speaksGraph();
        }
        problems.answer(exchange, RequestGuard.undecodable(request));
    }

    private Exchange exchange(HttpServerRequest request) {
        return new Exchange(request, clients.address(request));
    }
}
