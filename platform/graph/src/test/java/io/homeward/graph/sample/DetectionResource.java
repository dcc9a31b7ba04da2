package io.homeward.graph.sample;

import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.delta.DeltaQuery;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

@Path(GraphPath.ROOT + "/identityProtection/riskDetections")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DetectionResource {
    private final Detections detections;
    private final GraphRequest graph;
    private final CurrentCaller caller;

    DetectionResource(Detections detections, GraphRequest graph, CurrentCaller caller) {
        this.detections = detections;
        this.graph = graph;
        this.caller = caller;
    }

    @GET
    public GraphCollection list() {
        GraphQuery query = graph.query(Detections.SET);
        return graph.collection(query, detections.page(caller.person().tenant(), query));
    }

    @GET
    @Path(GraphPath.COUNT)
    @Produces(MediaType.WILDCARD)
    public RestResponse<String> count() {
        return graph.count(detections.page(caller.person().tenant(), graph.countQuery(Detections.SET)));
    }

    @GET
    @Path(GraphPath.DELTA)
    public GraphCollection delta() {
        DeltaQuery query = graph.delta(Detections.SET, caller.person().tenant());
        return graph.delta(query, detections.changes(caller.person().tenant(), query));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") UUID id) {
        Detection found =
                detections.find(caller.person().tenant(), id).orElseThrow(() -> GraphRefusal.notFound(id.toString()));
        return graph.entity(Detections.SET, found, 7);
    }

    /** Only tells whether it would be allowed to change. */
    @PATCH
    @Path("{id}")
    public void change(@PathParam("id") UUID id, @NotNull @Valid Change change) {
        graph.requireIfMatch(7);
    }

    @POST
    public Change create(@NotNull @Valid Change change) {
        return change;
    }

    public enum Level {
        low,
        medium,
        high
    }

    public record Change(
            @NotBlank @Size(max = 50) String displayName,
            Level level,
            Boolean enabled,
            int days,
            Instant until,
            UUID person,
            @Valid List<Part> parts) {}

    public record Part(@NotBlank String name) {
        public Part {
            if (name != null && name.startsWith("!")) {
                throw new IllegalArgumentException("a secret of ours");
            }
        }
    }
}
