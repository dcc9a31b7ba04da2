package io.homeward.tenant.delegation;

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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** What either side asks of a relationship; which side may ask what is {@link Action}'s matter. */
@Path(GraphPath.ROOT + RelationshipResource.PATH + "/{relationship}/requests")
@RunOnVirtualThread
public class RelationshipRequestResource {
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

    record Shown(UUID id, String action, String status, Instant createdDateTime, Instant lastModifiedDateTime) {
        static Shown of(AskRelationship.Request request) {
            return new Shown(
                    request.id(), request.action().wire(), request.status(), request.createdAt(), request.createdAt());
        }
    }

    record All(List<Shown> value) {}

    @GET
    public GraphEntity list(@PathParam("relationship") String relationship) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        return graph.singleton(
                context(id),
                new All(ask.requests(by.tenant(), id).stream().map(Shown::of).toList()));
    }

    @GET
    @Path("{request}")
    public GraphEntity get(@PathParam("relationship") String relationship, @PathParam("request") String request) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        RelationshipId id = RelationshipResource.id(relationship);
        return ask.requests(by.tenant(), id).stream()
                .filter(one -> one.id().toString().equals(request))
                .findFirst()
                .map(one -> graph.singleton(context(id) + "/$entity", Shown.of(one)))
                .orElseThrow(() -> new Refusal(Fault.RELATIONSHIP_UNKNOWN));
    }

    @POST
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
        return RestResponse.status(
                RestResponse.Status.CREATED, graph.singleton(context(id) + "/$entity", Shown.of(request)));
    }

    private static String context(RelationshipId id) {
        return "%s('%s')/requests".formatted(RelationshipResource.PATH.substring(1), id);
    }
}
