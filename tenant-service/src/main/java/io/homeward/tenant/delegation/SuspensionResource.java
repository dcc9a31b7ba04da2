package io.homeward.tenant.delegation;

import io.homeward.graph.GraphRequest;
import io.homeward.tenant.PlainText;
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
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** Suspension of a relationship by either side. Graph has no word for it. */
@Path(SuspensionResource.PATH + "/{relationship}")
@RunOnVirtualThread
public class SuspensionResource {
    static final String PATH = "/v1/delegatedAdminRelationships";

    private static final int LONGEST = 500;

    private final Relationships relationships;
    private final SuspendRelationship suspend;
    private final Admission admission;
    private final GraphRequest request;
    private final Clock clock;

    SuspensionResource(
            Relationships relationships,
            SuspendRelationship suspend,
            Admission admission,
            GraphRequest request,
            Clock clock) {
        this.relationships = relationships;
        this.suspend = suspend;
        this.admission = admission;
        this.request = request;
        this.clock = clock;
    }

    record Reason(@NotBlank String reason) {}

    /** @param suspensions of each side that has suspended it; both sides see both */
    record Shown(String id, String status, boolean suspended, List<RelationshipJson.Suspended> suspensions) {}

    @GET
    @Path("suspension")
    public RestResponse<Shown> get(@PathParam("relationship") String relationship) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        return answer(relationships.find(by.tenant(), RelationshipResource.id(relationship)));
    }

    @POST
    @Path("suspend")
    @Needs(Right.SUSPEND_RELATIONSHIPS)
    public RestResponse<Shown> suspend(@PathParam("relationship") String relationship, @NotNull @Valid Reason reason) {
        var by = admission.to(Right.SUSPEND_RELATIONSHIPS);
        return answer(suspend.suspend(
                by,
                RelationshipResource.id(relationship),
                PlainText.lines("reason", reason.reason(), LONGEST),
                this::precondition,
                now()));
    }

    @POST
    @Path("resume")
    public RestResponse<Shown> resume(@PathParam("relationship") String relationship) {
        var by = admission.to(Right.WRITE_RELATIONSHIPS);
        return answer(suspend.resume(by, RelationshipResource.id(relationship), this::precondition, now()));
    }

    private void precondition(long revision) {
        request.ifMatch(revision);
    }

    private RestResponse<Shown> answer(Kept kept) {
        Kept now = kept.aged(clock.instant());
        var shown = new Shown(
                now.relationship().terms().id().toString(),
                now.relationship().status().wire(),
                now.suspended().isPresent(),
                now.suspensions().all().stream()
                        .map(RelationshipJson.Suspended::of)
                        .toList());
        return RestResponse.ResponseBuilder.ok(shown)
                .header("ETag", GraphRequest.etag(kept.revision()))
                .build();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
