package io.homeward.risk.report;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Graph {@code riskDetections}. */
@Path(GraphPath.ROOT + "/identityProtection/riskDetections")
@RunOnVirtualThread
public class RiskDetectionResource {
    private final RiskDetections detections;
    private final GraphRequest graph;
    private final CurrentCaller caller;

    RiskDetectionResource(RiskDetections detections, GraphRequest graph, CurrentCaller caller) {
        this.detections = detections;
        this.graph = graph;
        this.caller = caller;
    }

    @GET
    public GraphCollection list() {
        TenantId tenant = Rights.READ_DETECTIONS.in(caller.get());
        GraphQuery query = graph.query(RiskDetections.SET);
        return graph.collection(query, detections.page(tenant, query));
    }

    @GET
    @Path(GraphPath.COUNT)
    public RestResponse<String> count() {
        TenantId tenant = Rights.READ_DETECTIONS.in(caller.get());
        return graph.count(detections.page(tenant, graph.countQuery(RiskDetections.SET)));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        TenantId tenant = Rights.READ_DETECTIONS.in(caller.get());
        return graph.entity(
                RiskDetections.SET,
                detections
                        .find(tenant, RiskyUserResource.uuid(id, Fault.NO_SUCH_DETECTION))
                        .orElseThrow(() -> new Refusal(Fault.NO_SUCH_DETECTION)));
    }
}
