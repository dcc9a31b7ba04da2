package io.homeward.remediation.page;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.federation.AskProvider;
import io.homeward.remediation.openid.EdgeSettings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where somebody arrives who has signed out, and whom no application waits for. The same for every tenant, be there such a one or not. */
@Path("/{tenant}/signed-out")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class SignedOutResource {
    private final AskProvider askProvider;
    private final EdgeSettings edge;
    private final RoutingContext request;

    SignedOutResource(AskProvider askProvider, EdgeSettings edge, RoutingContext request) {
        this.askProvider = askProvider;
        this.edge = edge;
        this.request = request;
    }

    /** @param provider of the tenant's own that has signed him in, where it is one: he may still be signed in there */
    @GET
    public RestResponse<String> signedOut(
            @PathParam("tenant") String tenant, @QueryParam("provider") @Nullable String provider) {
        Visit visit = Visit.of(request, edge.url());
        return SignInResource.answer(there(tenant, provider)
                .map(to -> Pages.signedOutHere(visit, to))
                .orElseGet(
                        () -> Pages.say(visit, new Pages.Said(200, "signed-out.heading", "signed-out.next", "good"))));
    }

    private Optional<URI> there(String tenant, @Nullable String provider) {
        if (provider == null) {
            return Optional.empty();
        }
        try {
            return askProvider.signOut(TenantId.of(tenant), UUID.fromString(provider));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
