package io.homeward.risk.threshold;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.risk.Rights;
import io.homeward.tenancy.CurrentCaller;
import io.homeward.tenancy.TenantDatabase;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** From which score on a tenant's sign-ins are low, medium or high. */
@Path("/v1/riskThresholds")
@RunOnVirtualThread
public class RiskThresholdResource {
    private final SetThresholds thresholds;
    private final ThresholdSettings settings;
    private final TenantDatabase database;
    private final GraphRequest graph;
    private final CurrentCaller caller;

    RiskThresholdResource(
            SetThresholds thresholds,
            ThresholdSettings settings,
            TenantDatabase database,
            GraphRequest graph,
            CurrentCaller caller) {
        this.thresholds = thresholds;
        this.settings = settings;
        this.database = database;
        this.graph = graph;
        this.caller = caller;
    }

    @GET
    public RestResponse<RiskThresholds> get() {
        return tagged(thresholds.present(Rights.READ_THRESHOLDS.in(caller.get())));
    }

    /** What is not named stays; null is what is shipped. Names the version it saw with {@code If-Match}. */
    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<RiskThresholds> change(@NotNull JsonNode wanted) {
        TenantId tenant = Rights.WRITE_THRESHOLDS.in(caller.get());
        return tagged(thresholds.change(tenant, Wanted.of(wanted), graph::requireIfMatch, Rights.id(caller.get())));
    }

    /** What such a change would mean. */
    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    public RiskThresholds preview(@NotNull JsonNode wanted) {
        TenantId tenant = Rights.READ_THRESHOLDS.in(caller.get());
        return thresholds.preview(tenant, Wanted.of(wanted));
    }

    @GET
    @Path("history")
    public GraphCollection history() {
        TenantId tenant = Rights.READ_THRESHOLDS.in(caller.get());
        GraphQuery query = graph.query(ThresholdSettings.CHANGES);
        return graph.collection(query, database.in(tenant, handle -> settings.history(handle, tenant, query)));
    }

    private static RestResponse<RiskThresholds> tagged(RiskThresholds thresholds) {
        return RestResponse.ResponseBuilder.ok(thresholds)
                .header(HttpHeaders.ETAG, GraphRequest.etag(thresholds.version()))
                .build();
    }
}
