package io.homeward.local.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.homeward.local.door.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A customer's application that answers every call with what reached it: path, the names of the headers, and the claims of the token it
 * was given. So one can see what leaves the suite for it, and what does not. It shows claims and verifies nothing; a real
 * application checks the token against the keys at the apps door.
 */
public final class SampleUpstream implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private SampleUpstream(HttpServer server) {
        this.server = server;
    }

    /** Listens on 127.0.0.1 only. */
    public static SampleUpstream start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var upstream = new SampleUpstream(server);
        server.setExecutor(upstream.threads);
        server.createContext("/", SampleUpstream::answer);
        server.start();
        return upstream;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        ObjectNode seen = Json.object()
                .put("application", "sample")
                .put("method", exchange.getRequestMethod())
                .put("path", exchange.getRequestURI().toString());
        var names = seen.putArray("headers");
        exchange.getRequestHeaders().keySet().stream().sorted().forEach(names::add);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null && authorization.split("\\.").length == 3) {
            byte[] claims = Base64.getUrlDecoder().decode(authorization.split("\\.")[1]);
            seen.set("claims", Json.parse(new String(claims, StandardCharsets.UTF_8)));
        }
        byte[] body = Json.pretty(seen).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
