package io.homeward.gateway.route;

import io.homeward.accessrules.TenantId;
import io.homeward.gateway.decision.Gate;
import io.homeward.gateway.decision.Passing;
import io.homeward.gateway.entry.Verification;
import io.homeward.gateway.limit.AnonymousLimit;
import io.homeward.gateway.replica.Replicas;
import io.homeward.gateway.route.EdgeRoutes.Line;
import io.homeward.gateway.web.Exchange;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Problems;
import io.homeward.gateway.web.Refusal;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.DecisionHeader;
import io.homeward.tenancy.InternalTokens;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The door to our own services: sign-in and discovery for everybody, everything else for who is let in. */
@Singleton
class Edge implements Door {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    /** A client proves itself at the token endpoint (RFC 6749 section 2.3.1), where our own token takes the header's place. */
    private static final String CLIENT_AUTHORIZATION = "Homeward-Client-Authorization";

    private static final Pattern RULE = Pattern.compile("[HD][1-9][0-9]?");

    private final URI url;
    private final Callers callers;
    private final Gate gate;
    private final Replicas replicas;
    private final AnonymousLimit limit;
    private final InternalTokens tokens;
    private final ServiceAddresses services;
    private final Problems problems;

    Edge(
            @ConfigProperty(name = "homeward.edge.url") URI url,
            Callers callers,
            Gate gate,
            Replicas replicas,
            AnonymousLimit limit,
            InternalTokens tokens,
            ServiceAddresses services,
            Problems problems) {
        this.url = url;
        this.callers = callers;
        this.gate = gate;
        this.replicas = replicas;
        this.limit = limit;
        this.tokens = tokens;
        this.services = services;
        this.problems = problems;
    }

    @Override
    public String name() {
        return "edge";
    }

    @Override
    public void serve(Exchange exchange, Context loop, HttpClient client) {
        Optional<RequestPath> path = RequestPath.of(exchange.request().uri());
        if (path.filter(EdgeRoutes::graphPath).isPresent()) {
            exchange.speaksGraph();
        }
        Optional<Refusal> unreadable = RequestGuard.check(exchange.request(), METHODS);
        if (unreadable.isPresent()) {
            problems.answer(exchange, unreadable.get());
            return;
        }
        if (path.isEmpty()) {
            problems.answer(exchange, Refusals.AMBIGUOUS_PATH);
            return;
        }
        Optional<Line> line = EdgeRoutes.of(path.get());
        if (line.isEmpty()) {
            problems.answer(exchange, Refusals.NOTHING_THERE);
            return;
        }
        var onward = new Onward(exchange, loop, client, path.get(), line.get());
        switch (line.get().entrance()) {
            case ANONYMOUS -> anonymous(onward);
            case ANONYMOUS_OF_TENANT -> ofTenant(onward);
            case TOKEN -> withToken(onward);
        }
    }

    /** One call and where the table sends it. */
    private record Onward(Exchange exchange, Context loop, HttpClient client, RequestPath path, Line line) {}

    private void ofTenant(Onward onward) {
        if (!replicas.complete()) {
            problems.answer(onward.exchange(), Refusals.STARTING);
            return;
        }
        TenantId tenant = TenantId.of(onward.path().segments().getFirst());
        Exchange exchange = onward.exchange();
        exchange.then(Future.fromCompletionStage(replicas.knowsByNow(tenant), onward.loop()), problems, exists -> {
            if (exists) {
                anonymous(onward);
            } else {
                problems.answer(exchange, Refusals.NOTHING_THERE);
            }
        });
    }

    private void anonymous(Onward onward) {
        Exchange exchange = onward.exchange();
        Optional<Duration> wait = limit.wait(exchange.request().remoteAddress().hostAddress());
        if (wait.isPresent()) {
            problems.answer(
                    exchange,
                    Refusal.of(Fault.TOO_MANY_CALLS, "There were too many calls from your address. Wait a little.")
                            .with("Retry-After", Long.toString(wait.get().toSeconds() + 1)));
            return;
        }
        forward(onward, new Caller.Anonymous());
    }

    private void withToken(Onward onward) {
        Exchange exchange = onward.exchange();
        exchange.then(callers.who(exchange, onward.loop()), problems, verification -> {
            switch (verification) {
                case Verification.Refused no -> problems.answer(exchange, Refusal.of(no.fault(), no.detail()));
                case Verification.Genuine genuine -> decided(onward, genuine);
            }
        });
    }

    private void decided(Onward onward, Verification.Genuine genuine) {
        switch (gate.decide(onward.exchange().decision(), genuine, Optional.empty())) {
            case Passing.Stopped stopped -> problems.answer(onward.exchange(), stopped.refusal());
            case Passing.Through through -> {
                onward.exchange().ruledBy(through.rule());
                forward(onward, through.caller());
            }
        }
    }

    /** A service that refuses by a rule of the law itself says which (D10). */
    private static void ruledBehind(Exchange exchange, MultiMap came) {
        String rule = came.get("Homeward-Rule");
        if (rule != null && RULE.matcher(rule).matches()) {
            exchange.ruledBy(rule);
        }
    }

    private void forward(Onward onward, Caller caller) {
        Line line = onward.line();
        Exchange exchange = onward.exchange();
        String service = line.owner().wireName();
        String token = tokens.forCaller(service, caller);
        Map<String, String> headers = new LinkedHashMap<>(Said.about(exchange, url));
        headers.put("Authorization", "Bearer " + token);
        headers.put(DecisionHeader.NAME, tokens.decisionHeader(service, token, exchange.decision()));
        String basic = exchange.request().getHeader("Authorization");
        if (caller instanceof Caller.Anonymous && basic != null && basic.regionMatches(true, 0, "Basic ", 0, 6)) {
            headers.put(CLIENT_AUTHORIZATION, basic);
        }
        var target = new Target(
                service,
                services.to(line.owner(), onward.path().path() + onward.path().query()),
                headers,
                line.largestBody(),
                line.patience(),
                (came, back) -> ruledBehind(exchange, came));
        new Passage(onward.loop().owner(), onward.client(), problems, exchange, target).begin();
    }
}
