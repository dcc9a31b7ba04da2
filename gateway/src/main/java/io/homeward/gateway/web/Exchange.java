package io.homeward.gateway.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;

/** One call at a door, and its answer. Belongs to one event loop. */
public final class Exchange extends Call {
    private final HttpServerRequest request;

    /** @param from the client's address */
    public Exchange(HttpServerRequest request, String from) {
        super(request.method(), request.uri(), request.headers(), from);
        this.request = request;
        if (hasBody()) {
            request.pause();
        }
    }

    public HttpServerRequest request() {
        return request;
    }

    public HttpServerResponse response() {
        return request.response();
    }

    /** Whether the client said that a body follows. It is read only once somebody wants it. */
    public boolean hasBody() {
        String length = request.getHeader("Content-Length");
        return request.headers().contains("Transfer-Encoding") || (length != null && !length.equals("0"));
    }

    /** In bytes, as the client said; 0 where it did not say. */
    public long declaredLength() {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }

    /** Goes on when something is known; what fails then, or on the way, is answered all the same. */
    public <T> void then(Future<T> known, Problems problems, Consumer<T> next) {
        known.<Void>map(value -> {
                    next.accept(value);
                    return null;
                })
                .onFailure(cause -> problems.unforeseen(this, cause));
    }

    /** Puts the ids on the answer. */
    public void stamp() {
        stamp(response().headers());
    }
}
