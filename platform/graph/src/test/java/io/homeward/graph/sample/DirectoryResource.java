package io.homeward.graph.sample;

import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** A collection with the rules of directory objects. */
@Path(GraphPath.ROOT + "/directory/riskDetections")
@RunOnVirtualThread
public class DirectoryResource {
    private final Detections detections;
    private final GraphRequest graph;
    private final CurrentCaller caller;

    DirectoryResource(Detections detections, GraphRequest graph, CurrentCaller caller) {
        this.detections = detections;
        this.graph = graph;
        this.caller = caller;
    }

    @GET
    public GraphCollection list() {
        GraphQuery query = graph.query(Detections.DIRECTORY);
        return graph.collection(query, detections.page(caller.person().tenant(), query));
    }

    @GET
    @Path(GraphPath.COUNT)
    public RestResponse<String> count() {
        return graph.count(detections.page(caller.person().tenant(), graph.countQuery(Detections.DIRECTORY)));
    }
}
