package io.homeward.risk.decisionlog;

import io.homeward.accessrules.TenantId;
import io.homeward.decisions.LoggedDecision;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.Rights;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A tenant's decision log: who came in or was refused here, and where its own people went. */
@Path("/v1/decisions")
@RunOnVirtualThread
public class DecisionResource {
    private final Decisions decisions;
    private final GraphRequest graph;
    private final CurrentCaller caller;
    private final String engine;

    DecisionResource(
            Decisions decisions,
            GraphRequest graph,
            CurrentCaller caller,
            @ConfigProperty(name = "quarkus.application.version") String engine) {
        this.decisions = decisions;
        this.graph = graph;
        this.caller = caller;
        this.engine = engine;
    }

    @GET
    public GraphCollection list() {
        TenantId tenant = Rights.READ_DECISIONS.in(caller.get());
        GraphQuery query = graph.query(Decisions.SET);
        return graph.collection(query, decisions.page(tenant, query));
    }

    /** What is missing from the log. */
    @GET
    @Path("gaps")
    public GraphCollection gaps() {
        TenantId tenant = Rights.READ_DECISIONS.in(caller.get());
        GraphQuery query = graph.query(Decisions.GAPS);
        return graph.collection(query, decisions.gaps(tenant, query));
    }

    @GET
    @Path("{id}")
    public Explained get(@PathParam("id") String id) {
        TenantId tenant = Rights.READ_DECISIONS.in(caller.get());
        Decision decision = decisions.find(tenant, uuid(id)).orElseThrow(() -> new Refusal(Fault.NO_SUCH_DECISION));
        LoggedDecision facts = decisions.facts(tenant, decision).orElseThrow(() -> new Refusal(Fault.NO_SUCH_DECISION));
        Sight sight = Sight.of(facts, tenant).orElseThrow(() -> new Refusal(Fault.NO_SUCH_DECISION));
        return new Explained(decision, FactsSeen.of(facts, sight), new Explained.Replay(Sight.replays(facts), engine));
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.NO_SUCH_DECISION);
        }
    }
}
