package io.homeward.gateway.web;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One call at a door, and its answer. Belongs to one event loop. */
public final class Exchange {

    /** What every answer carries where no rule of the law was asked. */
    private static final String NO_RULE = "none";

    /** What we hand on and write into logs must not be able to say anything else than an id. */
    private static final Pattern CLIENT_REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final HttpServerRequest request;
    private final UUID requestId = UUID.randomUUID();
    private final UUID decision = UUID.randomUUID();
    private final Optional<String> clientRequestId;
    private String rule = NO_RULE;
    private boolean graph;

    public Exchange(HttpServerRequest request) {
        this.request = request;
        this.clientRequestId = Optional.ofNullable(request.getHeader("client-request-id"))
                .filter(id -> CLIENT_REQUEST_ID.matcher(id).matches());
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

    /** Made here; whatever the client sent under that name is gone. */
    public UUID requestId() {
        return requestId;
    }

    /** Under this id the decision can be explained afterwards. */
    public UUID decision() {
        return decision;
    }

    public Optional<String> clientRequestId() {
        return clientRequestId;
    }

    /** Graph clients read errors in Graph's shape. */
    public boolean graph() {
        return graph;
    }

    public void speaksGraph() {
        graph = true;
    }

    public String rule() {
        return rule;
    }

    public void ruledBy(String id) {
        rule = id;
    }

    /** Goes on when something is known; what fails then, or on the way, is answered all the same. */
    public <T> void then(Future<T> known, Problems problems, Consumer<T> next) {
        known.<Void>map(value -> {
                    next.accept(value);
                    return null;
                })
                .onFailure(cause -> problems.unforeseen(this, cause));
    }

    /** Puts the ids on the answer, whoever gives it. Replaces what is there under these names. */
    public void stamp() {
        MultiMap headers = response().headers();
        headers.set("request-id", requestId.toString());
        headers.set("Homeward-Decision", decision.toString());
        headers.set("Homeward-Rule", rule);
        clientRequestId.ifPresent(id -> headers.set("client-request-id", id));
    }
}
