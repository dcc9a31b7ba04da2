package io.homeward.remediation.page;

import io.homeward.remediation.openid.EdgeSettings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** Where somebody arrives who has signed out, and whom no application waits for. The same for every tenant, be there such a one or not. */
@Path("/{tenant}/signed-out")
@RunOnVirtualThread
public class SignedOutResource {
    private final EdgeSettings edge;
    private final RoutingContext request;

    SignedOutResource(EdgeSettings edge, RoutingContext request) {
        this.edge = edge;
        this.request = request;
    }

    @GET
    public RestResponse<String> signedOut() {
        return SignInResource.answer(Pages.say(
                Visit.of(request, edge.url()), new Pages.Said(200, "signed-out.heading", "signed-out.next", "good")));
    }
}
