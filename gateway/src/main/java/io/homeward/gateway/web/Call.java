package io.homeward.gateway.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** One call, whether it came alone or as a part of a batch: what is asked, from where, and under which ids it is known. */
public class Call {

    /** What every answer carries where no rule of the law was asked. */
    private static final String NO_RULE = "none";

    /** What we hand on and write into logs must not be able to say anything else than an id. */
    private static final Pattern CLIENT_REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final HttpMethod method;
    private final String target;
    private final MultiMap headers;
    private final String from;
    private final UUID requestId = UUID.randomUUID();
    private UUID decision = UUID.randomUUID();
    private final Optional<String> clientRequestId;
    private final Map<String, String> notes = new LinkedHashMap<>();
    private String rule = NO_RULE;
    private boolean graph;

    /**
     * @param target path and query as the client wrote them
     * @param headers as the client sent them
     * @param from the client's address
     */
    public Call(HttpMethod method, String target, MultiMap headers, String from) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.from = from;
        this.clientRequestId = Optional.ofNullable(headers.get("client-request-id"))
                .filter(id -> CLIENT_REQUEST_ID.matcher(id).matches());
    }

    public HttpMethod method() {
        return method;
    }

    public String target() {
        return target;
    }

    public MultiMap headers() {
        return headers;
    }

    /** The client's address as text: whom we talk to, or whom a proxy we trust talked to. */
    public String from() {
        return from;
    }

    /** Made here; whatever the client sent under that name is gone. */
    public UUID requestId() {
        return requestId;
    }

    /** Under this id the decision can be explained afterwards. */
    public UUID decision() {
        return decision;
    }

    /** What was decided last, while the call was under way, is what its answer is about. */
    public void decidedAnew(UUID id) {
        decision = id;
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

    /** Something that the answer says besides, whoever gives it. */
    public void note(String header, String value) {
        notes.put(header, value);
    }

    /** Puts the ids on an answer, whoever gives it. Replaces what is there under these names, but for cookies. */
    public void stamp(MultiMap answer) {
        notes.forEach((header, value) -> {
            if (header.equals("Set-Cookie")) {
                answer.add(header, value); // beside those of whoever answers
            } else {
                answer.set(header, value);
            }
        });
        answer.set("request-id", requestId.toString());
        answer.set("Homeward-Decision", decision.toString());
        answer.set("Homeward-Rule", rule);
        clientRequestId.ifPresent(id -> answer.set("client-request-id", id));
    }
}
