package io.homeward.remediation.registration;

import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphRequest;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Which technicians could let themselves back in, for the administrators of their own home: they are members of it. A customer reads the posture of
 * its partner ({@code homePosture} of tenant-service), which names nobody.
 */
@Path("/v1/technicianReadiness")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TechnicianReadinessResource {
    private final TechnicianReadiness readiness;
    private final CurrentCaller caller;
    private final GraphRequest graph;
    private final InstantSource clock;

    TechnicianReadinessResource(
            TechnicianReadiness readiness, CurrentCaller caller, GraphRequest graph, InstantSource clock) {
        this.readiness = readiness;
        this.caller = caller;
        this.graph = graph;
        this.clock = clock;
    }

    @GET
    public TechnicianReadiness.Summary summary() {
        return readiness.summary(ReportReader.home(caller.get()), now());
    }

    @GET
    @Path("people")
    public GraphCollection people() {
        var tenant = ReportReader.home(caller.get());
        var query = graph.query(TechnicianReadiness.PEOPLE);
        return graph.collection(query, readiness.page(tenant, query, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
