package io.homeward.tenant.delegation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Order;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** What either side asks of a relationship; which side may ask what is {@link Action}'s matter. */
@Path(GraphPath.ROOT + RelationshipResource.PATH + "/{relationship}/requests")
@RunOnVirtualThread
public class RelationshipRequestResource {
    private static final Property CREATED =
            Property.instant("createdDateTime", "q.created_at").neverNull();
    private static final String PART = "requests";

    private static final GraphSet REQUESTS = GraphSet.of(
                    PART,
                    GraphType.of(
                            "delegatedAdminRelationshipRequest",
                            Property.guid("id", "q.request_id"),
                            Property.enumeration(
                                    "action",
                                    "q.action",
                                    GraphEnum.of(
                                            "delegatedAdminRelationshipRequestAction",
                                            "lockForApproval",
                                            "approve",
                                            "terminate",
                                            "unknownFutureValue",
                                            "reject")),
                            Property.enumeration(
                                    "status",
                                    "q.status",
                                    GraphEnum.of(
                                            "delegatedAdminRelationshipRequestStatus",
                                            "created",
                                            "pending",
                                            "succeeded",
                                            "failed",
                                            "unknownFutureValue")),
                            CREATED,
                            Property.shown("lastModifiedDateTime")),
                    100,
                    300)
            .orderedBy(Order.ascending(CREATED));

    private final AskRelationship ask;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    RelationshipRequestResource(AskRelationship ask, Admission admission, GraphRequest graph, Clock clock) {
        this.ask = ask;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    record Asked(@NotBlank String action) {}

    record Shown(
            @JsonProperty("@odata.etag") String etag,
            UUID id,
            String action,
            String status,
            Instant createdDateTime,
            Instant lastModifiedDateTime) {
        static Shown of(AskRelationship.Request request) {
            return new Shown(
                    GraphRequest.etag(1),
                    request.id(),
                    request.action().wire(),
                    request.status(),
                    request.createdAt(),
                    request.createdAt());
        }
    }

    @GET
    public GraphCollection list(@PathParam("relationship") String relationship) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        GraphQuery query = graph.query(REQUESTS.at(RelationshipResource.below(id, PART)));
        return graph.collection(
                query, ask.requests(by.tenant(), id, query, clock.instant()).map(Shown::of));
    }

    @GET
    @Path("{request}")
    public GraphEntity get(@PathParam("relationship") String relationship, @PathParam("request") String request) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        return entity(id, ask.request(by.tenant(), id, RelationshipResource.uuid(request), clock.instant()));
    }

    @POST
    @Needs(Right.WRITE_RELATIONSHIPS)
    public RestResponse<GraphEntity> ask(@PathParam("relationship") String relationship, @NotNull @Valid Asked asked) {
        var by = admission.to(Right.WRITE_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        Action action = Action.of(asked.action())
                .orElseThrow(() -> new Refusal(
                        Fault.INVALID,
                        "action is lockForApproval, approve, reject or terminate, not '%s'."
                                .formatted(asked.action())));
        AskRelationship.Request request =
                ask.ask(by, id, action, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        String path = RelationshipResource.PATH.substring(1) + "/" + id + "/" + PART;
        return graph.created(REQUESTS.at(path), request.id(), entity(id, request));
    }

    private GraphEntity entity(RelationshipId id, AskRelationship.Request request) {
        Shown shown = Shown.of(request);
        return graph.entity(REQUESTS.at(RelationshipResource.below(id, PART)), shown, shown.etag());
    }
}
