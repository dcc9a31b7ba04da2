package io.homeward.tenant.delegation;

import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphPage;
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
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Delegated admin relationships in Graph's shape, for both of their sides. */
@Path(GraphPath.ROOT + RelationshipResource.PATH)
@RunOnVirtualThread
public class RelationshipResource {
    static final String PATH = "/tenantRelationships/delegatedAdminRelationships";

    static final GraphSet RELATIONSHIPS = GraphSet.of(
            PATH.substring(1),
            GraphType.of(
                    "delegatedAdminRelationship",
                    Property.text("id", "r.graph_id"),
                    Property.caselessText("displayName", "r.display_name").neverNull(),
                    Property.enumeration(
                            "status",
                            "r.status",
                            GraphEnum.of("delegatedAdminRelationshipStatus", RelationshipJson.statuses())),
                    Property.shown("duration"),
                    Property.text("autoExtendDuration", "r.auto_extend").neverNull(),
                    Property.guid("customer/tenantId", "r.customer_tenant_id"),
                    Property.caselessText("customer/displayName", "r.customer_name"),
                    Property.guid("partner/tenantId", "r.tenant_id").neverNull(),
                    Property.caselessText("partner/displayName", "r.partner_name")
                            .neverNull(),
                    Property.shown("accessDetails"),
                    Property.instant("createdDateTime", "r.created_at").neverNull(),
                    Property.instant("lastModifiedDateTime", "r.modified_at").neverNull(),
                    Property.instant("activatedDateTime", "r.activated_at"),
                    Property.instant("endDateTime", "r.ends_at"),
                    Property.guid("indirectProviderTenantId", "r.provider_tenant_id"),
                    Property.shown("isPartnerConsentPending"),
                    Property.shown("homewardSuspended")),
            100,
            300);

    private final Relationships relationships;
    private final KeepRelationships keep;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    RelationshipResource(
            Relationships relationships, KeepRelationships keep, Admission admission, GraphRequest graph, Clock clock) {
        this.relationships = relationships;
        this.keep = keep;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        GraphQuery query = graph.query(RELATIONSHIPS);
        GraphPage<Kept> page = relationships.list(by.tenant(), query);
        Instant now = now();
        return graph.collection(query, page.map(kept -> RelationshipJson.Shown.of(kept, now)));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        return entity(relationships.find(by.tenant(), id(id)));
    }

    @POST
    @Needs(Right.WRITE_RELATIONSHIPS)
    public RestResponse<GraphEntity> offer(@NotNull @Valid RelationshipJson.Written offer) {
        var by = admission.to(Right.WRITE_RELATIONSHIPS);
        Kept kept = keep.offer(by, offer.offer(), now());
        String id = kept.relationship().terms().id().toString();
        return graph.created(RELATIONSHIPS, id, entity(kept));
    }

    @PATCH
    @Path("{id}")
    @Needs(Right.WRITE_RELATIONSHIPS)
    public RestResponse<GraphEntity> change(
            @PathParam("id") String id, @NotNull @Valid RelationshipJson.Written change) {
        var by = admission.to(Right.WRITE_RELATIONSHIPS);
        KeepRelationships.Changed changed = keep.change(by, id(id), change.change(), graph::requireIfMatch, now());
        return OperationResource.answer(graph, id(id), changed.operation(), () -> entity(changed.kept()));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void delete(@PathParam("id") String id) {
        var by = admission.to(Right.WRITE_RELATIONSHIPS);
        keep.delete(by, id(id), graph::requireIfMatch, now());
    }

    private GraphEntity entity(Kept kept) {
        return graph.entity(RELATIONSHIPS, RelationshipJson.Shown.of(kept, now()), kept.revision());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The context of what belongs to a relationship. */
    static String below(RelationshipId id, String part) {
        return "%s('%s')/%s".formatted(PATH.substring(1), id, part);
    }

    static Optional<UUID> uuid(String text) {
        return IdText.find(text, UUID::fromString);
    }

    /** What is no id names nothing. */
    static RelationshipId id(String text) {
        return RelationshipId.read(text).orElseThrow(() -> new Refusal(Fault.RELATIONSHIP_UNKNOWN));
    }
}
