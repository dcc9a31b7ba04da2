package io.homeward.remediation.registration;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** How far the tenant is with registration, for its administrators. */
@Path("/v1/registrationCampaign")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CampaignResource {
    private final Campaign campaign;
    private final CurrentCaller caller;
    private final GraphRequest graph;
    private final InstantSource clock;

    CampaignResource(Campaign campaign, CurrentCaller caller, GraphRequest graph, InstantSource clock) {
        this.campaign = campaign;
        this.caller = caller;
        this.graph = graph;
        this.clock = clock;
    }

    @GET
    public Campaign.Summary summary() {
        return campaign.summary(ReportReader.tenant(caller.get()), now());
    }

    /** Pages as Graph's do, with {@code $top}, {@code $filter}, {@code $orderby}, {@code $count} and {@code @odata.nextLink}. */
    @GET
    @Path("people")
    public GraphCollection people(@QueryParam("in") @DefaultValue("all") String in) {
        TenantId tenant = ReportReader.tenant(caller.get());
        Campaign.Some some = Campaign.Some.ofWire(in)
                .orElseThrow(() -> GraphRefusal.badRequest(
                        "'in' is one of %s.".formatted(String.join(", ", Campaign.Some.wireNames()))));
        var query = graph.query(some.set());
        return graph.collection(query, campaign.page(tenant, some, query, now()));
    }

    /** As exact as clocks are kept. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
