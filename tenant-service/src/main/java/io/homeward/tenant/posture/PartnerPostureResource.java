package io.homeward.tenant.posture;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.delegation.Kept;
import io.homeward.tenant.delegation.Relationship;
import io.homeward.tenant.delegation.RelationshipId;
import io.homeward.tenant.delegation.Relationships;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** A partner's posture for its customer, from the moment the customer is asked to approve until the end. */
@Path("/v1/delegatedAdminRelationships/{relationship}/homePosture")
@RunOnVirtualThread
public class PartnerPostureResource {
    private final Relationships relationships;
    private final TenantDatabase database;
    private final Admission admission;
    private final Clock clock;

    PartnerPostureResource(Relationships relationships, TenantDatabase database, Admission admission, Clock clock) {
        this.relationships = relationships;
        this.database = database;
        this.admission = admission;
        this.clock = clock;
    }

    @GET
    public PostureResource.Shown get(@PathParam("relationship") String relationship) {
        TenantId tenant = admission.to(Right.READ_RELATIONSHIPS).tenant();
        RelationshipId id = id(relationship);
        readable(tenant, id);
        return database.inEach(List.of(tenant, id.partner()), handle -> PostureResource.Shown.of(handle, id.partner()));
    }

    /** What became another since the customer was asked, or since it approved. */
    @GET
    @Path("changes")
    public PostureResource.All changes(@PathParam("relationship") String relationship) {
        TenantId tenant = admission.to(Right.READ_RELATIONSHIPS).tenant();
        RelationshipId id = id(relationship);
        Kept kept = readable(tenant, id);
        Instant asked = kept.relationship() instanceof Relationship.ApprovalPending pending
                ? pending.lockedAt()
                : kept.relationship().activatedAt().orElse(kept.modifiedAt());
        return PostureResource.All.of(
                database.inEach(List.of(tenant, id.partner()), handle -> Postures.since(handle, id.partner(), asked)));
    }

    private Kept readable(TenantId tenant, RelationshipId id) {
        Kept kept = relationships.find(tenant, id).aged(clock.instant());
        boolean asked =
                switch (kept.relationship().status()) {
                    case APPROVAL_PENDING, APPROVED, ACTIVATING, ACTIVE, EXPIRING -> true;
                    case CREATED, EXPIRED, TERMINATION_REQUESTED, TERMINATING, TERMINATED -> false;
                };
        if (!asked) {
            throw new Refusal(
                    Fault.NOT_IN_THIS_STATE,
                    "A partner's posture is shown from the request for approval until the relationship's end.");
        }
        return kept;
    }

    private static RelationshipId id(String text) {
        return RelationshipId.read(text).orElseThrow(() -> new Refusal(Fault.RELATIONSHIP_UNKNOWN));
    }
}
