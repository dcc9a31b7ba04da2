package io.homeward.tenant.crosstenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.policy.Authorship;
import io.homeward.tenant.policy.Rules;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** What the tenant says of single other tenants, each called by its tenant's id. */
@Path(GraphPath.ROOT + CrossTenantAccessResource.PATH + "/partners")
@RunOnVirtualThread
public class PartnerResource {
    private static final String SYNCHRONIZATION = "identitySynchronization";

    private static final GraphSet PARTNERS = GraphSet.of(
                    CrossTenantAccessResource.PATH.substring(1) + "/partners",
                    GraphType.of(
                            "crossTenantAccessPolicyConfigurationPartner",
                            // Graph's type has none; here it makes the collection's pages.
                            Property.guid("id", "p.partner_tenant_id"),
                            Property.guid("tenantId", "p.partner_tenant_id").neverNull(),
                            Property.bool("isServiceProvider", Partners.SERVICE_PROVIDER)
                                    .neverNull(),
                            Property.shown("isInMultiTenantOrganization"),
                            Property.shown(Blocks.INBOUND_TRUST),
                            Property.shown(Blocks.B2B_INBOUND),
                            Property.shown(Blocks.B2B_OUTBOUND),
                            Property.shown("b2bDirectConnectInbound"),
                            Property.shown("b2bDirectConnectOutbound"),
                            Property.shown("tenantRestrictions"),
                            Property.shown("automaticUserConsentSettings"),
                            Property.shown(Blocks.CONSTRAINTS),
                            Property.shown(CrossTenantJson.HOMEWARD)),
                    100,
                    999)
            .expanding(SYNCHRONIZATION);

    private final ChangeCrossTenantAccess change;
    private final TenantDatabase database;
    private final Admission admission;
    private final Authorship authorship;
    private final GraphRequest graph;

    PartnerResource(
            ChangeCrossTenantAccess change,
            TenantDatabase database,
            Admission admission,
            Authorship authorship,
            GraphRequest graph) {
        this.change = change;
        this.database = database;
        this.admission = admission;
        this.authorship = authorship;
        this.graph = graph;
    }

    @GET
    public GraphCollection list() {
        TenantId tenant = admission.to(Right.READ_POLICIES).tenant();
        GraphQuery query = graph.query(PARTNERS);
        boolean expanded = query.expand().containsKey(SYNCHRONIZATION);
        return database.in(tenant, handle -> {
            ExternalAccess access = Rules.externalAccess(handle, tenant).value();
            return graph.collection(
                    query,
                    Partners.list(handle, tenant, query).map(kept -> CrossTenantJson.shown(kept, access, expanded)));
        });
    }

    @GET
    @Path("{tenant}")
    public GraphEntity get(@PathParam("tenant") String partner) {
        return entity(admission.to(Right.READ_POLICIES).tenant(), id(partner));
    }

    @POST
    @Needs(Right.WRITE_EXTERNAL_ACCESS)
    public RestResponse<GraphEntity> add(@NotNull ObjectNode sent) {
        var by = admission.to(Right.WRITE_EXTERNAL_ACCESS);
        TenantId partner = named(sent);
        change.add(by, authorship.of(by), partner, sent);
        return graph.created(PARTNERS, partner, entity(by.tenant(), partner));
    }

    @PATCH
    @Path("{tenant}")
    @ResponseStatus(204)
    @Needs(Right.WRITE_EXTERNAL_ACCESS)
    public void change(@PathParam("tenant") String partner, @NotNull ObjectNode sent) {
        var by = admission.to(Right.WRITE_EXTERNAL_ACCESS);
        change.change(by, authorship.of(by), id(partner), sent, graph::ifMatch);
    }

    @DELETE
    @Path("{tenant}")
    @ResponseStatus(204)
    public void remove(@PathParam("tenant") String partner) {
        var by = admission.to(Right.WRITE_EXTERNAL_ACCESS);
        change.remove(by, authorship.of(by), id(partner), graph::ifMatch);
    }

    private GraphEntity entity(TenantId tenant, TenantId partner) {
        return database.in(tenant, handle -> {
            PartnerSetting kept =
                    Partners.find(handle, tenant, partner).orElseThrow(() -> new Refusal(Fault.PARTNER_UNKNOWN));
            return graph.entity(
                    PARTNERS,
                    CrossTenantJson.shown(
                            kept,
                            Rules.externalAccess(handle, tenant).value(),
                            graph.expanded(PARTNERS).contains(SYNCHRONIZATION)),
                    kept.revision());
        });
    }

    private static TenantId named(ObjectNode sent) {
        return IdText.read(
                sent.path("tenantId").asText(), TenantId::of, "A partner needs 'tenantId', the id of a tenant.");
    }

    private static TenantId id(String text) {
        return IdText.read(text, TenantId::of, Fault.PARTNER_UNKNOWN);
    }
}
