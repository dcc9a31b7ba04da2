package io.homeward.gateway.route;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.gateway.decision.Gate;
import io.homeward.gateway.decision.Passing;
import io.homeward.gateway.entry.Verification;
import io.homeward.gateway.external.Identity;
import io.homeward.gateway.external.Original;
import io.homeward.gateway.external.ProxyKind;
import io.homeward.gateway.limit.Traffic;
import io.homeward.gateway.place.Whereabouts;
import io.homeward.gateway.replica.RegisteredApplication;
import io.homeward.gateway.replica.Replicas;
import io.homeward.gateway.token.ApplicationTokens;
import io.homeward.gateway.web.Exchange;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Problems;
import io.homeward.gateway.web.Refusal;
import io.homeward.tenancy.Caller;
import io.vertx.core.Context;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * The part of the edge where other proxies ask whether the call they have before them may go on: {@code
 * /external/v1/{kind}/{tenant}/{application}}. Like the apps door in everything but the going on.
 */
@Singleton
class ProxyDoor {
    static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Where a proxy sends the body along, which nobody here looks at. */
    private static final long BODY = 1024 * 1024;

    private static final int OWN_SEGMENTS = 5;

    private static final Refusal UNTOLD = Refusal.of(
            Fault.UNREADABLE_REQUEST, "The proxy does not say, or says twice, which method and path was called.");

    private final KnownProxies proxies;
    private final Callers callers;
    private final Throttle throttle;
    private final Gate gate;
    private final Whereabouts whereabouts;
    private final Replicas replicas;
    private final ApplicationTokens tokens;
    private final Problems problems;
    private final InstantSource clock;

    ProxyDoor(
            KnownProxies proxies,
            Callers callers,
            Throttle throttle,
            Gate gate,
            Whereabouts whereabouts,
            Replicas replicas,
            ApplicationTokens tokens,
            Problems problems,
            InstantSource clock) {
        this.proxies = proxies;
        this.callers = callers;
        this.throttle = throttle;
        this.gate = gate;
        this.whereabouts = whereabouts;
        this.replicas = replicas;
        this.tokens = tokens;
        this.problems = problems;
        this.clock = clock;
    }

    /** One question of a proxy. */
    private record Asked(Exchange exchange, ProxyKind kind, TenantId tenant, String application, String client) {}

    /** Whether the target is for this part of the edge, also one that cannot be read in one way. */
    static boolean serves(String target) {
        return target.startsWith("/external/v1/");
    }

    /** @param path empty where it cannot be read in one way */
    void serve(Exchange exchange, Context loop, Optional<RequestPath> path) {
        Optional<String> client = proxies.clientOf(exchange);
        Optional<ProxyKind> kind = ProxyKind.of(exchange.target().split("[/?]", OWN_SEGMENTS)[3]);
        if (client.isEmpty() || kind.isEmpty()) {
            problems.answer(exchange, Refusals.NOTHING_THERE);
            return;
        }
        Optional<Refusal> unreadable = RequestGuard.check(exchange.request(), METHODS)
                .or(() -> path.isEmpty() ? Optional.of(Refusals.AMBIGUOUS_PATH) : Optional.empty());
        if (unreadable.isPresent()) {
            refuse(exchange, kind.get(), unreadable.get());
            return;
        }
        var segments = path.get().segments();
        if (segments.size() < OWN_SEGMENTS
                || !EdgeRoutes.isUuid(segments.get(3))
                || !EdgeRoutes.isUuid(segments.get(4))) {
            refuse(exchange, kind.get(), Refusals.NOTHING_THERE);
            return;
        }
        var asked = new Asked(exchange, kind.get(), TenantId.of(segments.get(3)), segments.get(4), client.get());
        String behind = path.get().after(OWN_SEGMENTS) + path.get().query();
        unclear(kind.get().original(exchange, behind))
                .ifPresentOrElse(refusal -> refuse(exchange, kind.get(), refusal), () -> who(asked, loop));
    }

    /** What the client called has to be readable in one way, as at the doors. */
    private static Optional<Refusal> unclear(Optional<Original> original) {
        if (original.isEmpty()) {
            return Optional.of(UNTOLD);
        }
        if (!METHODS.contains(original.get().method())) {
            return Optional.of(Refusal.of(Fault.METHOD_NOT_ALLOWED, "This method is not let through."));
        }
        return RequestPath.of(original.get().target()).isEmpty()
                ? Optional.of(Refusals.AMBIGUOUS_PATH)
                : Optional.empty();
    }

    private void who(Asked asked, Context loop) {
        Exchange exchange = asked.exchange();
        var seen = Collected.whole(exchange, BODY).compose(body -> callers.who(exchange, loop));
        seen.onSuccess(verification -> {
                    switch (verification) {
                        case Verification.Refused no ->
                            refuse(exchange, asked.kind(), Refusal.of(no.fault(), no.detail()));
                        case Verification.Genuine genuine ->
                            throttle.refused(exchange, genuine.caller(), Traffic.OTHER)
                                    .ifPresentOrElse(
                                            refusal -> refuse(exchange, asked.kind(), refusal),
                                            () -> decide(asked, genuine));
                    }
                })
                .onFailure(cause -> {
                    if (cause instanceof Body.TooLarge) {
                        refuse(exchange, asked.kind(), Refusal.of(Fault.BODY_TOO_LARGE, "Ask without the body."));
                    } else if (!exchange.response().closed()) {
                        problems.unforeseen(exchange, cause);
                    }
                });
    }

    private void decide(Asked asked, Verification.Genuine genuine) {
        Exchange exchange = asked.exchange();
        if (!genuine.caller().tenant().equals(asked.tenant())) {
            refuse(exchange, asked.kind(), Refusals.NOTHING_THERE);
            return;
        }
        Optional<RegisteredApplication> application = replicas.application(ApplicationId.of(asked.application()))
                .filter(known -> known.tenant().equals(asked.tenant()) && known.enabled());
        var surroundings = whereabouts.of(
                asked.client(), Optional.ofNullable(exchange.headers().get("User-Agent")));
        switch (gate.decide(exchange.decision(), genuine, application.map(RegisteredApplication::id), surroundings)) {
            case Passing.Stopped stopped -> refuse(exchange, asked.kind(), stopped.refusal());
            case Passing.Through through -> {
                exchange.ruledBy(through.rule());
                if (application.isEmpty()) {
                    refuse(exchange, asked.kind(), Refusals.NOTHING_THERE);
                } else {
                    pass(exchange, through.caller(), application.get());
                }
            }
        }
    }

    /** Yes, with who calls. */
    private void pass(Exchange exchange, Caller caller, RegisteredApplication application) {
        exchange.stamp();
        Identity.headers(caller, tokens.make(caller, application.id(), clock.instant()))
                .forEach(exchange.response()::putHeader);
        exchange.response().putHeader("Cache-Control", "no-store").end();
    }

    private void refuse(Exchange exchange, ProxyKind kind, Refusal refusal) {
        problems.answer(exchange, refusal, kind::spelled);
    }
}
