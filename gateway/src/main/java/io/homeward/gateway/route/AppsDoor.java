package io.homeward.gateway.route;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.gateway.decision.Gate;
import io.homeward.gateway.decision.Passing;
import io.homeward.gateway.decision.UnderWay;
import io.homeward.gateway.entry.Verification;
import io.homeward.gateway.place.Whereabouts;
import io.homeward.gateway.replica.RegisteredApplication;
import io.homeward.gateway.replica.Replicas;
import io.homeward.gateway.token.ApplicationTokenKey;
import io.homeward.gateway.token.ApplicationTokens;
import io.homeward.gateway.web.Exchange;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Problems;
import io.homeward.gateway.web.Refusal;
import io.homeward.outbound.Destinations;
import io.homeward.tenancy.Caller;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The door to customers' applications, {@code /{tenant}/{application}/**}. Whoever calls has a token for that very tenant and is let in there;
 * the application gets a token made for it alone. A tenant, an application or a token's tenant that does not fit is the same 404.
 */
@Singleton
class AppsDoor implements Door {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final long BODY = 16L * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEYS = "/.well-known/jwks.json";

    private final Callers callers;
    private final Gate gate;
    private final Whereabouts whereabouts;
    private final Replicas replicas;
    private final UpstreamAddresses addresses;
    private final ApplicationTokens tokens;
    private final ApplicationTokenKey key;
    private final Problems problems;
    private final UnderWay underWay;
    private final InstantSource clock;
    private final String scheme;

    AppsDoor(
            EdgeSettings edge,
            Callers callers,
            Gate gate,
            Whereabouts whereabouts,
            Replicas replicas,
            UpstreamAddresses addresses,
            ApplicationTokens tokens,
            ApplicationTokenKey key,
            Problems problems,
            UnderWay underWay,
            InstantSource clock) {
        this.callers = callers;
        this.gate = gate;
        this.whereabouts = whereabouts;
        this.replicas = replicas;
        this.addresses = addresses;
        this.tokens = tokens;
        this.key = key;
        this.problems = problems;
        this.underWay = underWay;
        this.clock = clock;
        this.scheme = edge.url().getScheme();
    }

    @Override
    public String name() {
        return "apps door";
    }

    @Override
    public boolean speaksGraph(String target) {
        return false;
    }

    @Override
    public void serve(Exchange exchange, Context loop, HttpClient client) {
        Optional<Refusal> unreadable = RequestGuard.check(exchange.request(), METHODS);
        Optional<RequestPath> path = RequestPath.of(exchange.target());
        if (unreadable.isPresent() || path.isEmpty()) {
            problems.answer(exchange, unreadable.orElse(Refusals.AMBIGUOUS_PATH));
            return;
        }
        if (path.get().path().equals(KEYS)) {
            publishKeys(exchange);
            return;
        }
        if (path.get().segments().size() < 2
                || !EdgeRoutes.isUuid(path.get().segments().getFirst())
                || !hostFits(exchange, path.get().segments().getFirst())) {
            problems.answer(exchange, Refusals.NOTHING_THERE);
            return;
        }
        var onward = new Onward(exchange, loop, client, path.get(), Optional.empty());
        exchange.then(callers.who(exchange, loop), problems, verification -> {
            switch (verification) {
                case Verification.Refused no -> problems.answer(exchange, Refusal.of(no.fault(), no.detail()));
                case Verification.Genuine genuine -> decide(onward, genuine);
            }
        });
    }

    /** @param again what would be decided of it now; empty before it was decided at all */
    private record Onward(
            Exchange exchange,
            Context loop,
            HttpClient client,
            RequestPath path,
            Optional<Function<UUID, Passing>> again) {
        Onward let(Function<UUID, Passing> in) {
            return new Onward(exchange, loop, client, path, Optional.of(in));
        }

        TenantId tenant() {
            return TenantId.of(path.segments().getFirst());
        }

        String application() {
            return path.segments().get(1);
        }

        /** Where the application begins, as the client sees it. */
        String prefix() {
            return path.path().substring(0, path.path().length() - inside().length() + (bare() ? 1 : 0));
        }

        /** The path within the application. */
        String inside() {
            return path.after(2);
        }

        private boolean bare() {
            return path.path().indexOf('/', path.path().indexOf('/', 1) + 1) < 0;
        }
    }

    /**
     * Where the host names a tenant ({@code {tenant}.apps.…}) it is the path's: pages of two tenants never share an origin that one of them
     * has to itself.
     */
    private static boolean hostFits(Exchange exchange, String tenant) {
        String host = exchange.request().getHeader("Host");
        String label = host.substring(0, Math.max(0, host.indexOf('.')));
        return !EdgeRoutes.isUuid(label) || label.equals(tenant);
    }

    private void publishKeys(Exchange exchange) {
        exchange.stamp();
        exchange.response()
                .putHeader("Content-Type", "application/jwk-set+json")
                .putHeader("Cache-Control", "public, max-age=300")
                .end(key.published());
    }

    private void decide(Onward onward, Verification.Genuine genuine) {
        Exchange exchange = onward.exchange();
        Optional<RegisteredApplication> application = replicas.served(onward.tenant(), onward.application());
        if (!genuine.caller().tenant().equals(onward.tenant())) {
            problems.answer(exchange, Refusals.NOTHING_THERE);
            return;
        }
        Optional<RegisteredApplication> served = application.filter(RegisteredApplication::enabled);
        var surroundings = whereabouts.of(
                exchange.from(), Optional.ofNullable(exchange.headers().get("User-Agent")));
        Optional<ApplicationId> called = served.map(RegisteredApplication::id);
        switch (gate.decide(exchange.decision(), genuine, called, surroundings)) {
            case Passing.Stopped stopped -> problems.answer(exchange, stopped.refusal());
            case Passing.Through through -> {
                exchange.ruledBy(through.rule());
                if (served.isEmpty()) {
                    problems.answer(exchange, Refusals.NOTHING_THERE);
                } else {
                    forward(
                            onward.let(id -> gate.again(id, genuine, called, surroundings)),
                            through.caller(),
                            served.get());
                }
            }
        }
    }

    private void forward(Onward onward, Caller caller, RegisteredApplication application) {
        Optional<URI> upstream = application.upstream().flatMap(each -> uri(each.uri()));
        if (upstream.isEmpty()) {
            problems.answer(onward.exchange(), forbidden());
            return;
        }
        var address = Future.fromCompletionStage(addresses.find(upstream.get()), onward.loop());
        onward.exchange().then(address, problems, found -> {
            if (found.isEmpty()) {
                problems.answer(onward.exchange(), forbidden());
            } else {
                pass(onward, caller, application, upstream.get(), found.get());
            }
        });
    }

    private void pass(
            Onward onward, Caller caller, RegisteredApplication application, URI upstream, InetSocketAddress address) {
        Exchange exchange = onward.exchange();
        String base = upstream.getRawPath() == null ? "" : upstream.getRawPath().replaceAll("/+$", "");
        URI seen = URI.create(scheme + "://" + exchange.request().getHeader("Host"));
        Map<String, String> headers = new LinkedHashMap<>(Said.about(exchange, seen));
        headers.put("X-Forwarded-Prefix", onward.prefix());
        headers.put("Authorization", "Bearer " + tokens.make(caller, application.id(), clock.instant()));
        var where = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(
                        address.getPort(), address.getAddress().getHostAddress()))
                .setHost(upstream.getHost())
                .setPort(Destinations.port(upstream))
                .setSsl("https".equals(upstream.getScheme()))
                .setFollowRedirects(false)
                .setURI(base + onward.inside() + onward.path().query());
        var redirects = new Redirects(upstream, base, onward.prefix());
        var target = new Target(
                "application", where, headers, BODY, PATIENCE, onward.again(), (came, back) -> redirects.outside(back));
        new Passage(onward.loop(), onward.client(), problems, underWay, exchange, target).begin();
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text)).filter(Destinations::isPlain);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Refusal forbidden() {
        return Refusal.of(Fault.UPSTREAM_FORBIDDEN, "The application is registered at an address that is not called.");
    }
}
