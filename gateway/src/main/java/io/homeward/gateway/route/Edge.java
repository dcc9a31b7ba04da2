package io.homeward.gateway.route;

import io.homeward.gateway.decision.UnderWay;
import io.homeward.gateway.web.Exchange;
import io.homeward.gateway.web.Problems;
import io.homeward.gateway.web.Refusal;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClient;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** The door to our own services: sign-in and discovery for everybody, everything else for who is let in. */
@Singleton
class Edge implements Door {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final Checkpoint checkpoint;
    private final Batches batches;
    private final AccessDoor access;
    private final ProxyDoor proxies;
    private final Problems problems;
    private final UnderWay underWay;

    Edge(
            Checkpoint checkpoint,
            Batches batches,
            AccessDoor access,
            ProxyDoor proxies,
            Problems problems,
            UnderWay underWay) {
        this.checkpoint = checkpoint;
        this.batches = batches;
        this.access = access;
        this.proxies = proxies;
        this.problems = problems;
        this.underWay = underWay;
    }

    @Override
    public String name() {
        return "edge";
    }

    /** What could not be read far enough to have a path may have been meant for Graph: then both shapes are said. */
    @Override
    public boolean speaksGraph(String target) {
        return target.startsWith("/v1.0/") || target.startsWith("/beta/") || target.equals(UNREADABLE);
    }

    @Override
    public void serve(Exchange exchange, Context loop, HttpClient client) {
        Optional<RequestPath> path = RequestPath.of(exchange.target()).flatMap(GraphSpelling::of);
        if (speaksGraph(exchange.target()) || path.filter(EdgeRoutes::graphPath).isPresent()) {
            exchange.speaksGraph();
        }
        if (ProxyDoor.serves(exchange.target())) {
            proxies.serve(exchange, loop, path);
            return;
        }
        Optional<Refusal> unreadable = RequestGuard.check(exchange.request(), METHODS);
        if (path.filter(AccessDoor::serves).isPresent()) {
            access.serve(exchange, loop, path.get(), unreadable);
            return;
        }
        if (unreadable.isPresent()) {
            problems.answer(exchange, unreadable.get());
            return;
        }
        if (path.isEmpty()) {
            problems.answer(exchange, Refusals.AMBIGUOUS_PATH);
            return;
        }
        if (EdgeRoutes.batch(path.get())) {
            batches.serve(exchange, loop, client, path.get());
            return;
        }
        exchange.then(checkpoint.way(exchange, path.get(), loop), problems, way -> {
            switch (way) {
                case Way.Stopped(var refusal) -> problems.answer(exchange, refusal);
                case Way.Onward(var target) -> new Passage(loop, client, problems, underWay, exchange, target).begin();
            }
        });
    }
}
