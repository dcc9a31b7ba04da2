package io.homeward.risk.simulation;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.Rights;
import io.homeward.tenancy.CurrentCaller;
import io.homeward.tenancy.TenantDatabase;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;

/** Simulated detections: raised, listed, purged. */
@Path("/v1/riskSimulations")
@RunOnVirtualThread
public class SimulationResource {
    private final Simulate simulate;
    private final Purge purge;
    private final Simulations simulations;
    private final TenantDatabase database;
    private final GraphRequest graph;
    private final CurrentCaller caller;

    SimulationResource(
            Simulate simulate,
            Purge purge,
            Simulations simulations,
            TenantDatabase database,
            GraphRequest graph,
            CurrentCaller caller) {
        this.simulate = simulate;
        this.purge = purge;
        this.simulations = simulations;
        this.database = database;
        this.graph = graph;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Simulate.Raised raise(@Valid @NotNull Wanted wanted) {
        Rights.WRITE_EVENTS.in(caller.get());
        return simulate.raise(caller.get(), wanted);
    }

    /** Also those that were purged, with when and by whom. */
    @GET
    public GraphCollection list() {
        TenantId tenant = Rights.READ_DETECTIONS.in(caller.get());
        GraphQuery query = graph.query(Simulations.SET);
        return graph.collection(query, database.in(tenant, handle -> simulations.page(handle, tenant, query)));
    }

    @DELETE
    public Purge.Purged purge() {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        return purge.purge(tenant, Optional.empty(), Rights.id(caller.get()));
    }

    @DELETE
    @Path("{id}")
    public Purge.Purged purge(@PathParam("id") String id) {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        return purge.purge(tenant, Optional.of(id(id)), Rights.id(caller.get()));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.NO_SUCH_SIMULATION);
        }
    }
}
