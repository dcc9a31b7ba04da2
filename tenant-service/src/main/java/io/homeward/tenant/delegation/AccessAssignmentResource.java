package io.homeward.tenant.delegation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.accessrules.GroupId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Access assignments of a relationship: pending, active, deleting, deleted, as clients poll them. */
@Path(GraphPath.ROOT + RelationshipResource.PATH + "/{relationship}/accessAssignments")
@RunOnVirtualThread
public class AccessAssignmentResource {
    private static final String SECURITY_GROUP = "securityGroup";
    private static final String PART = "accessAssignments";

    private static final GraphSet ASSIGNMENTS = GraphSet.of(
            PART,
            GraphType.of(
                    "delegatedAdminAccessAssignment",
                    Property.guid("id", "a.assignment_id"),
                    Property.enumeration(
                            "status",
                            Assignments.STATUS,
                            GraphEnum.of(
                                    "delegatedAdminAccessAssignmentStatus",
                                    "pending",
                                    "active",
                                    "deleting",
                                    "deleted",
                                    "error",
                                    "unknownFutureValue")),
                    Property.guid("accessContainer/accessContainerId", "a.group_id")
                            .neverNull(),
                    Property.shown("accessContainer"),
                    Property.shown("accessDetails"),
                    Property.instant("createdDateTime", "a.created_at").neverNull(),
                    Property.instant("lastModifiedDateTime", "a.modified_at").neverNull()),
            100,
            300);

    private final AssignAccess assign;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    AccessAssignmentResource(AssignAccess assign, Admission admission, GraphRequest graph, Clock clock) {
        this.assign = assign;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    record Container(
            @NotBlank String accessContainerId, @Nullable String accessContainerType) {}

    record NewAssignment(
            @NotNull @Valid Container accessContainer,
            @NotNull @Valid RelationshipJson.AccessDetails accessDetails) {}

    record Change(@NotNull @Valid RelationshipJson.AccessDetails accessDetails) {}

    record Shown(
            @JsonProperty("@odata.etag") String etag,
            UUID id,
            String status,
            Instant createdDateTime,
            Instant lastModifiedDateTime,
            Container accessContainer,
            RelationshipJson.AccessDetails accessDetails) {
        static Shown of(Assignment assignment) {
            return new Shown(
                    GraphRequest.etag(assignment.revision()),
                    assignment.id(),
                    assignment.status(),
                    assignment.createdAt(),
                    assignment.modifiedAt(),
                    new Container(assignment.group().toString(), SECURITY_GROUP),
                    RelationshipJson.AccessDetails.of(assignment.roles()));
        }
    }

    @GET
    public GraphCollection list(@PathParam("relationship") String relationship) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        GraphQuery query = graph.query(ASSIGNMENTS.at(RelationshipResource.below(id, PART)));
        return graph.collection(
                query, assign.list(by.tenant(), id, query, clock.instant()).map(Shown::of));
    }

    @GET
    @Path("{assignment}")
    public GraphEntity get(@PathParam("relationship") String relationship, @PathParam("assignment") String assignment) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        return entity(id, assign.find(by.tenant(), id, RelationshipResource.uuid(assignment), clock.instant()));
    }

    @POST
    @Needs(Right.WRITE_RELATIONSHIPS)
    public RestResponse<GraphEntity> assign(
            @PathParam("relationship") String relationship, @NotNull @Valid NewAssignment wanted) {
        var by = admission.to(Right.WRITE_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        Assignment assignment = assign.assign(
                by, id, group(wanted.accessContainer()), wanted.accessDetails().roles(), now());
        String path = RelationshipResource.PATH.substring(1) + "/" + id + "/" + PART;
        return graph.created(ASSIGNMENTS.at(path), assignment.id(), entity(id, assignment));
    }

    @PATCH
    @Path("{assignment}")
    @Needs(Right.WRITE_RELATIONSHIPS)
    public RestResponse<GraphEntity> change(
            @PathParam("relationship") String relationship,
            @PathParam("assignment") String assignment,
            @NotNull @Valid Change change) {
        var by = admission.to(Right.WRITE_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        AssignAccess.Changed changed = assign.change(
                by,
                id,
                RelationshipResource.uuid(assignment),
                change.accessDetails().roles(),
                graph::requireIfMatch,
                now());
        return OperationResource.answer(graph, id, changed.operation(), () -> entity(id, changed.assignment()));
    }

    @DELETE
    @Path("{assignment}")
    @ResponseStatus(204)
    public void remove(@PathParam("relationship") String relationship, @PathParam("assignment") String assignment) {
        var by = admission.to(Right.WRITE_RELATIONSHIPS);
        assign.remove(
                by,
                RelationshipResource.id(relationship),
                RelationshipResource.uuid(assignment),
                graph::requireIfMatch,
                now());
    }

    private GraphEntity entity(RelationshipId id, Assignment assignment) {
        return graph.entity(
                ASSIGNMENTS.at(RelationshipResource.below(id, PART)), Shown.of(assignment), assignment.revision());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static GroupId group(Container container) {
        String type = container.accessContainerType();
        if (type != null && !type.equalsIgnoreCase(SECURITY_GROUP)) {
            throw new Refusal(Fault.INVALID, "accessContainerType is securityGroup, not '%s'.".formatted(type));
        }
        return IdText.read(container.accessContainerId(), GroupId::of, Fault.GROUP_UNKNOWN);
    }
}
