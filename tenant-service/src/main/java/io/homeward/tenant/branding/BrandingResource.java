package io.homeward.tenant.branding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Graph's {@code organizationalBranding} of the caller's own organisation. Every answer has an ETag; {@code If-Match} is heeded where it is sent. */
@Path(GraphPath.ROOT + "/organization/{id}/branding")
@RunOnVirtualThread
public class BrandingResource {
    private static final GraphSet ONLY = GraphSet.of(
            "organization/branding",
            GraphType.of(
                    "organizationalBranding",
                    Property.shown("id"),
                    Property.shown("backgroundColor"),
                    Property.shown("signInPageText"),
                    Property.shown("bannerLogoRelativeUrl"),
                    Property.shown("helpDesk")),
            1,
            1);

    private final Brandings brandings;
    private final Admission admission;
    private final GraphRequest graph;

    BrandingResource(Brandings brandings, Admission admission, GraphRequest graph) {
        this.brandings = brandings;
        this.admission = admission;
        this.graph = graph;
    }

    /**
     * @param id "0": the look for everybody, whatever his language; there are no others
     * @param bannerLogoRelativeUrl where this service gives it out; null where there is none
     */
    @JsonInclude
    record Shown(
            String id,
            @Nullable String backgroundColor,
            @Nullable String signInPageText,
            @Nullable String bannerLogoRelativeUrl,
            Look.@Nullable HelpDesk helpDesk) {
        static Shown of(TenantId tenant, Branding branding) {
            return new Shown(
                    "0",
                    branding.look().backgroundColor(),
                    branding.look().signInPageText(),
                    branding.logo().isPresent() ? "organization/" + tenant + "/branding/bannerLogo" : null,
                    branding.look().helpDesk());
        }
    }

    @GET
    public GraphEntity get(@PathParam("id") String id) {
        TenantId tenant = own(admission.to(Right.READ_OWN_TENANT).tenant(), id);
        Branding branding = brandings.get(tenant);
        return graph.entity(ONLY, Shown.of(tenant, branding), branding.number());
    }

    @PATCH
    @ResponseStatus(204)
    @Needs(Right.WRITE_ORGANIZATION)
    public void change(@PathParam("id") String id, @NotNull JsonNode body) {
        TenantId tenant = own(admission.to(Right.WRITE_ORGANIZATION).tenant(), id);
        var patch = new LookPatch(body);
        brandings.change(
                tenant,
                graph::ifMatch,
                before -> new Branding(patch.applied(before.look()), before.logo(), before.number()));
    }

    @DELETE
    @ResponseStatus(204)
    public void remove(@PathParam("id") String id) {
        TenantId tenant = own(admission.to(Right.WRITE_ORGANIZATION).tenant(), id);
        brandings.remove(tenant, graph::ifMatch);
    }

    @GET
    @Path("bannerLogo")
    public RestResponse<byte[]> logo(@PathParam("id") String id) {
        TenantId tenant = own(admission.to(Right.READ_OWN_TENANT).tenant(), id);
        Branding branding = brandings.get(tenant);
        Logo logo = branding.logo().orElseThrow(() -> new Refusal(Fault.BRANDING_UNKNOWN));
        return ResponseBuilder.ok(logo.bytes())
                .header("Content-Type", logo.type())
                .header("ETag", GraphRequest.etag(branding.number()))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    @PUT
    @Path("bannerLogo")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(204)
    @Needs(Right.WRITE_ORGANIZATION)
    public void replaceLogo(@PathParam("id") String id, @NotNull byte[] body) {
        TenantId by = admission.to(Right.WRITE_ORGANIZATION).tenant();
        Logo logo = Logo.of(body);
        TenantId tenant = own(by, id);
        brandings.change(
                tenant, graph::ifMatch, before -> new Branding(before.look(), Optional.of(logo), before.number()));
    }

    @DELETE
    @Path("bannerLogo")
    @ResponseStatus(204)
    public void removeLogo(@PathParam("id") String id) {
        TenantId tenant = own(admission.to(Right.WRITE_ORGANIZATION).tenant(), id);
        brandings.change(
                tenant, graph::ifMatch, before -> new Branding(before.look(), Optional.empty(), before.number()));
    }

    /** Somebody else's and nobody's look alike. */
    private static TenantId own(TenantId tenant, String id) {
        if (!tenant.toString().equalsIgnoreCase(id)) {
            throw new Refusal(Fault.TENANT_UNKNOWN);
        }
        return tenant;
    }
}
