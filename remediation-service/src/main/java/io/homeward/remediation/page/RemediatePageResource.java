package io.homeward.remediation.page;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.openid.AuthorizationId;
import io.homeward.remediation.openid.EdgeSettings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Where the link of a standing notice leads, with a browser: the way home of whoever another tenant has refused (D3, D4, D5). */
@Path("/{tenant}/remediate")
@Produces(MediaType.TEXT_HTML + ";qs=0.5")
@RunOnVirtualThread
public class RemediatePageResource {
    private final LinkPages pages;
    private final EdgeSettings edge;
    private final RoutingContext request;

    RemediatePageResource(LinkPages pages, EdgeSettings edge, RoutingContext request) {
        this.pages = pages;
        this.edge = edge;
        this.request = request;
    }

    @GET
    public RestResponse<String> ask(
            @PathParam("tenant") UUID tenant, @QueryParam("request") @DefaultValue("") String asked) {
        return SignInResource.answer(
                pages.ask(visit(), new TenantId(tenant), LinkPages.Purpose.REMEDIATE, AuthorizationId.parse(asked)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public RestResponse<String> begin(@PathParam("tenant") UUID tenant, @Nullable String body) {
        return SignInResource.answer(pages.begin(
                visit(), new TenantId(tenant), LinkPages.Purpose.REMEDIATE, Sent.of(body == null ? "" : body)));
    }

    /** What a page cannot do is said on a page. */
    @ServerExceptionMapper
    public RestResponse<String> refused(Refusal refusal) {
        return SignInResource.answer(Pages.refused(visit(), refusal));
    }

    private Visit visit() {
        return Visit.of(request, edge.url());
    }
}
