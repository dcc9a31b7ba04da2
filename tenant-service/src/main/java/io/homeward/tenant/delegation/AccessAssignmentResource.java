package io.homeward.tenant.delegation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.accessrules.GroupId;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
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
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Access assignments of a relationship. They are active when the call returns, so no operation needs to be polled. */
@Path(GraphPath.ROOT + RelationshipResource.PATH + "/{relationship}/accessAssignments")
@RunOnVirtualThread
public class AccessAssignmentResource {
    private static final String SECURITY_GROUP = "securityGroup";

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
                    "active",
                    assignment.createdAt(),
                    assignment.modifiedAt(),
                    new Container(assignment.group().toString(), SECURITY_GROUP),
                    RelationshipJson.AccessDetails.of(assignment.roles()));
        }
    }

    record All(List<Shown> value) {}

    @GET
    public GraphEntity list(@PathParam("relationship") String relationship) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        return graph.singleton(
                context(id),
                new All(assign.list(by.tenant(), id).stream().map(Shown::of).toList()));
    }

    @GET
    @Path("{assignment}")
    public GraphEntity get(@PathParam("relationship") String relationship, @PathParam("assignment") String assignment) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        return assign.list(by.tenant(), id).stream()
                .filter(one -> one.id().toString().equals(assignment))
                .findFirst()
                .map(one -> entity(id, one))
                .orElseThrow(() -> new Refusal(Fault.ASSIGNMENT_UNKNOWN));
    }

    @POST
    public RestResponse<GraphEntity> assign(
            @PathParam("relationship") String relationship, @NotNull @Valid NewAssignment wanted) {
        var by = admission.to(Right.WRITE_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        Assignment assignment = assign.assign(
                by, id, group(wanted.accessContainer()), wanted.accessDetails().roles(), now());
        return RestResponse.status(RestResponse.Status.CREATED, entity(id, assignment));
    }

    @PATCH
    @Path("{assignment}")
    public GraphEntity change(
            @PathParam("relationship") String relationship,
            @PathParam("assignment") String assignment,
            @NotNull @Valid Change change) {
        var by = admission.to(Right.WRITE_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        return entity(
                id,
                assign.change(
                        by,
                        id,
                        uuid(assignment),
                        change.accessDetails().roles(),
                        revision -> graph.ifMatch(GraphRequest.etag(revision)),
                        now()));
    }

    @DELETE
    @Path("{assignment}")
    @ResponseStatus(204)
    public void remove(@PathParam("relationship") String relationship, @PathParam("assignment") String assignment) {
        var by = admission.to(Right.WRITE_RELATIONSHIPS);
        assign.remove(
                by,
                RelationshipResource.id(relationship),
                uuid(assignment),
                revision -> graph.ifMatch(GraphRequest.etag(revision)),
                now());
    }

    private GraphEntity entity(RelationshipId id, Assignment assignment) {
        return graph.singleton(context(id) + "/$entity", Shown.of(assignment));
    }

    private static String context(RelationshipId id) {
        return "%s('%s')/accessAssignments".formatted(RelationshipResource.PATH.substring(1), id);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static GroupId group(Container container) {
        String type = container.accessContainerType();
        if (type != null && !type.equalsIgnoreCase(SECURITY_GROUP)) {
            throw new Refusal(Fault.INVALID, "accessContainerType is securityGroup, not '%s'.".formatted(type));
        }
        try {
            return GroupId.of(container.accessContainerId());
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.GROUP_UNKNOWN);
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.ASSIGNMENT_UNKNOWN);
        }
    }
}
