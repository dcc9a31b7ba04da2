package io.homeward.gateway.route;

import com.fasterxml.jackson.databind.node.TextNode;
import io.homeward.accessrules.TenantId;
import io.homeward.gateway.authzen.AccessApi;
import io.homeward.gateway.authzen.AccessApi.Endpoint;
import io.homeward.gateway.authzen.AccessApi.Reply;
import io.homeward.gateway.authzen.Metadata;
import io.homeward.gateway.decision.Gate;
import io.homeward.gateway.decision.Passing;
import io.homeward.gateway.entry.PublicCaller;
import io.homeward.gateway.entry.Verification;
import io.homeward.gateway.limit.AnonymousLimit;
import io.homeward.gateway.limit.Traffic;
import io.homeward.gateway.place.Whereabouts;
import io.homeward.gateway.replica.Replicas;
import io.homeward.gateway.token.ApplicationTokenKey;
import io.homeward.gateway.web.Exchange;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Problem;
import io.homeward.gateway.web.Problems;
import io.homeward.gateway.web.Refusal;
import io.homeward.tenancy.Caller;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The part of the edge where enforcement points ask ({@code /access/v1/**}, and what the decision point says of itself below {@code /.well-known}).
 * Who asks is an application with a token of its own tenant and the permission to ask; what it may ask about is entering that tenant. Errors are a
 * message as a JSON string, as the Authorization API has it.
 */
@Singleton
class AccessDoor {
    private static final long BODY = 128 * 1024;
    private static final int LONGEST_REQUEST_ID = 256;
    private static final String CONFIGURATION = "authzen-configuration";
    private static final String KEYS = "jwks.json";
    private static final Set<String> WELL_KNOWN = Set.of(CONFIGURATION, KEYS);

    /** Granted to an application by the administrators of its tenant. */
    static final String PERMISSION = "AccessDecision.Evaluate";

    private final Callers callers;
    private final Throttle throttle;
    private final AnonymousLimit anonymousLimit;
    private final Gate gate;
    private final Whereabouts whereabouts;
    private final Replicas replicas;
    private final AccessApi api;
    private final Metadata metadata;
    private final ApplicationTokenKey key;
    private final Problems problems;

    AccessDoor(
            Callers callers,
            Throttle throttle,
            AnonymousLimit anonymousLimit,
            Gate gate,
            Whereabouts whereabouts,
            Replicas replicas,
            AccessApi api,
            Metadata metadata,
            ApplicationTokenKey key,
            Problems problems) {
        this.callers = callers;
        this.throttle = throttle;
        this.anonymousLimit = anonymousLimit;
        this.gate = gate;
        this.whereabouts = whereabouts;
        this.replicas = replicas;
        this.api = api;
        this.metadata = metadata;
        this.key = key;
        this.problems = problems;
    }

    /** Whether the call is for this part of the edge. */
    static boolean serves(RequestPath path) {
        List<String> segments = path.segments();
        return segments.size() >= 2
                && switch (segments.getFirst()) {
                    case "access" -> segments.get(1).equals("v1");
                    case ".well-known" -> WELL_KNOWN.contains(segments.get(1));
                    default -> false;
                };
    }

    /** @param unreadable what is wrong with the request as such */
    void serve(Exchange exchange, Context loop, RequestPath path, Optional<Refusal> unreadable) {
        String requestId = exchange.headers().get("X-Request-ID");
        if (requestId != null && (requestId.length() > LONGEST_REQUEST_ID || !printable(requestId))) {
            refuse(
                    exchange,
                    Refusal.of(
                            Fault.UNREADABLE_REQUEST,
                            "X-Request-ID has at most 256 characters, all of them printable ASCII."));
            return;
        }
        if (requestId != null) {
            exchange.note("X-Request-ID", requestId);
        }
        if (unreadable.isPresent()) {
            refuse(exchange, unreadable.get());
        } else if (path.segments().getFirst().equals(".well-known")) {
            wellKnown(exchange, loop, path);
        } else {
            Endpoint.of(path.after(2).substring(1))
                    .ifPresentOrElse(
                            endpoint -> asked(exchange, loop, endpoint),
                            () -> refuse(exchange, Refusals.NOTHING_THERE));
        }
    }

    private void wellKnown(Exchange exchange, Context loop, RequestPath path) {
        if (!exchange.method().equals(HttpMethod.GET)) {
            refuse(exchange, onlyWith("GET"));
            return;
        }
        var allowance = anonymousLimit.take(exchange.from());
        if (!allowance.granted()) {
            refuse(
                    exchange,
                    Throttle.tooMany("There were too many calls from your address. Wait a little.", allowance));
            return;
        }
        List<String> segments = path.segments();
        boolean configuration = segments.get(1).equals(CONFIGURATION);
        if (segments.size() == 2 && segments.get(1).equals(KEYS)) {
            publish(exchange, "application/jwk-set+json", key.published());
        } else if (segments.size() == 2 && configuration) {
            publish(exchange, "application/json", metadata.of(Optional.empty()));
        } else if (segments.size() == 3 && configuration && EdgeRoutes.isUuid(segments.get(2))) {
            ofTenant(exchange, loop, TenantId.of(segments.get(2)));
        } else {
            refuse(exchange, Refusals.NOTHING_THERE);
        }
    }

    private void ofTenant(Exchange exchange, Context loop, TenantId tenant) {
        if (!replicas.complete()) {
            refuse(exchange, Refusals.STARTING);
            return;
        }
        exchange.then(Future.fromCompletionStage(replicas.knowsByNow(tenant), loop), problems, known -> {
            if (known) {
                publish(exchange, "application/json", metadata.of(Optional.of(tenant)));
            } else {
                refuse(exchange, Refusals.NOTHING_THERE);
            }
        });
    }

    private static void publish(Exchange exchange, String type, String json) {
        exchange.stamp();
        exchange.response()
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "public, max-age=300")
                .end(json);
    }

    private void asked(Exchange exchange, Context loop, Endpoint endpoint) {
        if (!exchange.method().equals(HttpMethod.POST)) {
            refuse(exchange, onlyWith("POST"));
            return;
        }
        exchange.then(callers.who(exchange, loop), problems, verification -> {
            switch (verification) {
                case Verification.Refused no -> refuse(exchange, Refusal.of(no.fault(), no.detail()));
                case Verification.Genuine genuine -> {
                    Optional<Refusal> refusal = throttle.refused(exchange, genuine.caller(), Traffic.OTHER)
                            .or(() -> mayNotAsk(exchange, genuine))
                            .or(() -> noJson(exchange));
                    if (refusal.isPresent()) {
                        refuse(exchange, refusal.get());
                    } else {
                        read(exchange, loop, endpoint, genuine.caller().tenant());
                    }
                }
            }
        });
    }

    /** Who asks is decided about like everybody at the edge, under an id of its own. */
    private Optional<Refusal> mayNotAsk(Exchange exchange, Verification.Genuine genuine) {
        if (!(genuine.caller() instanceof PublicCaller.Application)) {
            return Optional.of(mayNotAsk());
        }
        var surroundings = whereabouts.of(exchange.from(), Optional.empty());
        return switch (gate.decide(UUID.randomUUID(), genuine, Optional.empty(), surroundings)) {
            case Passing.Stopped stopped -> Optional.of(stopped.refusal());
            case Passing.Through(Caller.Application application, var rule)
            when application.permissions().contains(PERMISSION) -> Optional.empty();
            case Passing.Through through -> Optional.of(mayNotAsk());
        };
    }

    private static Refusal mayNotAsk() {
        return Refusal.of(
                Fault.ENTRY_REFUSED,
                "An application asks here, with a token of its own tenant by client credentials and the permission %s."
                        .formatted(PERMISSION));
    }

    private static Optional<Refusal> noJson(Exchange exchange) {
        String type = exchange.headers().get("Content-Type");
        String essence = type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return essence.equals("application/json")
                ? Optional.empty()
                : Optional.of(
                        Refusal.of(Fault.UNREADABLE_REQUEST, "The body is JSON: Content-Type: application/json."));
    }

    private void read(Exchange exchange, Context loop, Endpoint endpoint, TenantId tenant) {
        UUID decision = exchange.decision();
        Collected.whole(exchange, BODY)
                .compose(body -> endpoint.looksAtMany()
                        ? loop.executeBlocking(() -> api.reply(endpoint, tenant, decision, body.getBytes()), false)
                        : Future.succeededFuture(api.reply(endpoint, tenant, decision, body.getBytes())))
                .compose(stage -> Future.fromCompletionStage(stage, loop))
                .onSuccess(reply -> answer(exchange, reply))
                .onFailure(cause -> failed(exchange, cause));
    }

    private void answer(Exchange exchange, Reply reply) {
        if (exchange.response().closed()) {
            return;
        }
        switch (reply) {
            case Reply.Unread(var message) -> refuse(exchange, Refusal.of(Fault.UNREADABLE_REQUEST, message));
            case Reply.Said(var json, var rule) -> {
                exchange.ruledBy(rule);
                exchange.stamp();
                exchange.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(Buffer.buffer(json));
            }
        }
    }

    private void failed(Exchange exchange, Throwable cause) {
        if (cause instanceof Body.TooLarge) {
            refuse(exchange, Refusal.of(Fault.BODY_TOO_LARGE, "A request has at most %d bytes.".formatted(BODY)));
        } else if (!exchange.response().closed()) {
            problems.unforeseen(exchange, cause);
        }
    }

    private void refuse(Exchange exchange, Refusal refusal) {
        problems.answer(exchange, refusal, problem -> new Problem(
                        problem.status(),
                        problem.headers(),
                        TextNode.valueOf(refusal.detail()).toString())
                .with("Content-Type", "application/json"));
    }

    private static Refusal onlyWith(String method) {
        return Refusal.of(Fault.METHOD_NOT_ALLOWED, "Served here: %s.".formatted(method))
                .with("Allow", method);
    }

    private static boolean printable(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }
}
