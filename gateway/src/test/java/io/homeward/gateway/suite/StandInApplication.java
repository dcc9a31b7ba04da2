package io.homeward.gateway.suite;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executors;

/** A customer's application: shows what it was sent, sets a cookie, redirects when asked to. */
final class StandInApplication implements AutoCloseable {
    private final HttpServer server;

    StandInApplication() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Until nobody listens any more. */
    private static void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try {
            while (true) {
                exchange.getResponseBody().write("data: here\n\n".getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if ("stream".equals(exchange.getRequestURI().getQuery())) {
                stream(exchange);
                return;
            }
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Set-Cookie", "session=stolen; Path=/");
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            if (query.startsWith("to=")) {
                exchange.getResponseHeaders().set("Location", query.substring(3));
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            if (query.equals("slow")) {
                return; // The connection ends without an answer.
            }
            ObjectNode seen = JsonNodeFactory.instance
                    .objectNode()
                    .put("method", exchange.getRequestMethod())
                    .put("uri", exchange.getRequestURI().toString());
            ObjectNode headers = seen.putObject("headers");
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            byte[] body = seen.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
