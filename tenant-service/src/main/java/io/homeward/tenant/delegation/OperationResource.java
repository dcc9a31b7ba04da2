package io.homeward.tenant.delegation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** The operations that a 202 points at. */
@Path(GraphPath.ROOT + RelationshipResource.PATH + "/{relationship}/operations")
@RunOnVirtualThread
public class OperationResource {
    private static final GraphSet OPERATIONS = GraphSet.of(
            "operations",
            GraphType.of(
                    "delegatedAdminRelationshipOperation",
                    Property.guid("id", "o.operation_id"),
                    Property.enumeration(
                            "operationType",
                            "o.type",
                            GraphEnum.of(
                                    "delegatedAdminRelationshipOperationType",
                                    Operation.Type.ACCESS_ASSIGNMENT_UPDATE.wire(),
                                    "unknownFutureValue",
                                    Operation.Type.RELATIONSHIP_UPDATE.wire())),
                    Property.shown("data"),
                    Property.enumeration(
                            "status",
                            Operations.STATUS,
                            GraphEnum.of("longRunningOperationStatus", "notStarted", "running", "succeeded", "failed")),
                    Property.instant("createdDateTime", "o.created_at").neverNull(),
                    Property.shown("lastModifiedDateTime")),
            100,
            300);

    /** What clients of Graph are told; it has long succeeded by then. */
    private static final String AGAIN_AFTER_SECONDS = "10";

    private final Operations operations;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    OperationResource(Operations operations, Admission admission, GraphRequest graph, Clock clock) {
        this.operations = operations;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    record Shown(
            @JsonProperty("@odata.etag") String etag,
            UUID id,
            String operationType,
            String data,
            String status,
            Instant createdDateTime,
            Instant lastModifiedDateTime) {
        static Shown of(Operation operation) {
            boolean running = operation.status().equals("running");
            return new Shown(
                    GraphRequest.etag(running ? 1 : 2),
                    operation.id(),
                    operation.type().wire(),
                    operation.data(),
                    operation.status(),
                    operation.createdAt(),
                    running ? operation.createdAt() : operation.createdAt().plus(Assignment.PROPAGATION));
        }
    }

    @GET
    public GraphCollection list(@PathParam("relationship") String relationship) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        GraphQuery query = graph.query(OPERATIONS.at(RelationshipResource.below(id, "operations")));
        return graph.collection(
                query, operations.list(by.tenant(), id, query, clock.instant()).map(Shown::of));
    }

    @GET
    @Path("{operation}")
    public GraphEntity get(@PathParam("relationship") String relationship, @PathParam("operation") String operation) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        Operation found = operations.find(by.tenant(), id, RelationshipResource.uuid(operation), clock.instant());
        Shown shown = Shown.of(found);
        return graph.entity(OPERATIONS.at(RelationshipResource.below(id, "operations")), shown, shown.etag());
    }

    /** 202 with where the operation is polled; where none was begun 200 with the thing itself. */
    static RestResponse<GraphEntity> answer(
            GraphRequest graph, RelationshipId id, Optional<Operation> begun, Supplier<GraphEntity> thing) {
        if (begun.isEmpty()) {
            return RestResponse.ok(thing.get());
        }
        String location = graph.location(
                OPERATIONS.at(RelationshipResource.PATH.substring(1) + "/" + id + "/operations"),
                begun.get().id().toString());
        return RestResponse.ResponseBuilder.<GraphEntity>create(RestResponse.Status.ACCEPTED)
                .header("Location", location)
                .header("Retry-After", AGAIN_AFTER_SECONDS)
                .entity(new GraphEntity(JsonNodeFactory.instance.objectNode(), Optional.empty()))
                .build();
    }
}
