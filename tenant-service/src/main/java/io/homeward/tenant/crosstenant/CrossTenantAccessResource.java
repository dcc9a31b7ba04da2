package io.homeward.tenant.crosstenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Right;
import io.homeward.tenant.policy.Authorship;
import io.homeward.tenant.policy.Rules;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The cross-tenant access policy and its default, in Graph's shape. */
@Path(GraphPath.ROOT + CrossTenantAccessResource.PATH)
@RunOnVirtualThread
public class CrossTenantAccessResource {
    static final String PATH = "/policies/crossTenantAccessPolicy";

    private static final GraphSet DEFAULT = GraphSet.of(
            PATH.substring(1) + "/default",
            GraphType.of(
                    "crossTenantAccessPolicyConfigurationDefault",
                    Property.shown("id"),
                    Property.shown("isServiceDefault"),
                    Property.shown(Blocks.INBOUND_TRUST),
                    Property.shown(Blocks.B2B_INBOUND),
                    Property.shown(Blocks.B2B_OUTBOUND),
                    Property.shown("b2bDirectConnectInbound"),
                    Property.shown("b2bDirectConnectOutbound"),
                    Property.shown("tenantRestrictions"),
                    Property.shown("automaticUserConsentSettings"),
                    Property.shown(CrossTenantJson.HOMEWARD)),
            1,
            1);

    private final ChangeCrossTenantAccess change;
    private final TenantDatabase database;
    private final Admission admission;
    private final Authorship authorship;
    private final GraphRequest graph;

    CrossTenantAccessResource(
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

    record Root(String id, String displayName, List<String> allowedCloudEndpoints) {}

    @GET
    public GraphEntity root() {
        TenantId tenant = admission.to(Right.READ_POLICIES).tenant();
        return graph.singleton(
                PATH.substring(1) + "/$entity", new Root(tenant.toString(), "CrossTenantAccessPolicy", List.of()));
    }

    @GET
    @Path("default")
    public GraphEntity get() {
        TenantId tenant = admission.to(Right.READ_POLICIES).tenant();
        return database.in(tenant, handle -> {
            Partners.Default kept = Partners.findDefault(handle, tenant);
            return graph.entity(
                    DEFAULT,
                    CrossTenantJson.shown(
                            kept, Rules.externalAccess(handle, tenant).value()),
                    kept.revision());
        });
    }

    @PATCH
    @Path("default")
    @ResponseStatus(204)
    @Needs(Right.WRITE_EXTERNAL_ACCESS)
    public void change(@NotNull ObjectNode sent) {
        var by = admission.to(Right.WRITE_EXTERNAL_ACCESS);
        change.changeDefault(by, authorship.of(by), sent, graph::ifMatch);
    }

    @POST
    @Path("default/resetToSystemDefault")
    @ResponseStatus(204)
    public void reset() {
        var by = admission.to(Right.WRITE_EXTERNAL_ACCESS);
        change.reset(by, authorship.of(by));
    }
}
