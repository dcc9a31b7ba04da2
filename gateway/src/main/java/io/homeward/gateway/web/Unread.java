package io.homeward.gateway.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;

/**
 * What is left of a request's body when the call is answered without it. A little is read away, so that the connection can serve on;
 * after more than that, or where the client still waits for {@code 100 Continue}, the connection is closed: nobody could say where the
 * next request begins.
 */
public final class Unread {

    /** So much is read away in order to keep a connection. */
    private static final long LITTLE = 64 * 1024;

    /** So much is read away before closing, so that the client gets to read the answer instead of a reset. */
    private static final long MUCH = 4 * 1024 * 1024;

    /** And for so long. */
    private static final long PATIENCE_MILLIS = 2000;

    private Unread() {}

    /** Whether the connection has to end with this answer. */
    static boolean endsConnection(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        return !request.decoderResult().isSuccess() || (!request.isEnded() && exchange.hasBody() && unclear(request));
    }

    /** Whether it is not sure that little follows. */
    private static boolean unclear(HttpServerRequest request) {
        return request.headers().contains("Expect")
                || request.headers().contains("Transfer-Encoding")
                || length(request) > LITTLE;
    }

    /** Reads away and keeps the connection. */
    static void skip(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(piece -> {});
            request.resume();
        }
    }

    /** Reads away for a while, then closes. On the event loop of the request, once the answer is written. */
    public static void close(HttpServerRequest request, Vertx vertx) {
        HttpConnection connection = request.connection();
        if (request.isEnded() || !request.decoderResult().isSuccess()) {
            connection.close();
            return;
        }
        long[] seen = {0};
        request.handler(piece -> {
            seen[0] += piece.length();
            if (seen[0] > MUCH) {
                connection.close();
            }
        });
        request.exceptionHandler(gone -> connection.close());
        request.endHandler(ended -> connection.close());
        vertx.setTimer(PATIENCE_MILLIS, late -> connection.close());
        request.resume();
    }

    private static long length(HttpServerRequest request) {
        try {
            return Long.parseLong(request.getHeader("Content-Length"));
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
