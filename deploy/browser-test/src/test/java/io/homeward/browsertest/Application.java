package io.homeward.browsertest;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Somebody's application, to which people come back when they have signed in. */
final class Application implements AutoCloseable {
    private static final String PAGE =
            "<!doctype html><html lang=\"en\"><head><title>Reading room</title></head><body><main><h1>Reading room</h1></main></body></html>";

    private final HttpServer server;

    private Application(HttpServer server) {
        this.server = server;
    }

    static Application start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", call -> {
                byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
                call.getResponseHeaders().add("Content-Type", "text/html;charset=utf-8");
                call.sendResponseHeaders(200, page.length);
                call.getResponseBody().write(page);
                call.close();
            });
            server.start();
            return new Application(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where people come back. */
    String callback() {
        return "http://localhost:" + server.getAddress().getPort() + "/callback";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
