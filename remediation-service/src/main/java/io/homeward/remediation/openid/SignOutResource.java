package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.session.BrowserSessions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The end-session endpoint. */
@Path("/{tenant}/oauth2/v2.0/logout")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class SignOutResource {
    private static final String GONE = BrowserSessions.COOKIE + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax";

    private final SignOut signOut;
    private final PathTenants tenants;
    private final EdgeSettings edge;
    private final RoutingContext request;

    SignOutResource(SignOut signOut, PathTenants tenants, EdgeSettings edge, RoutingContext request) {
        this.signOut = signOut;
        this.tenants = tenants;
        this.edge = edge;
        this.request = request;
    }

    @GET
    public RestResponse<Void> get(
            @PathParam("tenant") String tenant, @CookieParam(BrowserSessions.COOKIE) @Nullable String cookie) {
        try {
            String query = Optional.ofNullable(request.request().query()).orElse("");
            return gone(signOut(tenant, Form.of(query), cookie));
        } catch (Form.Unreadable e) {
            throw new Refusal(Fault.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    @POST
    public RestResponse<Void> post(
            @PathParam("tenant") String tenant,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @CookieParam(BrowserSessions.COOKIE) @Nullable String cookie,
            @Nullable String body) {
        try {
            return gone(signOut(tenant, Form.ofBody(contentType, body), cookie));
        } catch (Form.Unreadable e) {
            throw new Refusal(Fault.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    /** Where the path names no tenant, the hint does, or the session; else there is nothing to end. */
    private URI signOut(String tenant, Form form, @Nullable String cookie) {
        Optional<TenantId> named = tenants.any(tenant)
                ? form.one("id_token_hint").flatMap(tenants::issuing).or(() -> Optional.ofNullable(cookie)
                        .flatMap(BrowserSessions::homeOf))
                : Optional.of(tenants.of(tenant));
        return named.map(each -> signOut.signOut(each, form, cookie))
                .orElseGet(() -> URI.create(edge.url() + "/" + tenant + "/signed-out"));
    }

    private static RestResponse<Void> gone(URI to) {
        return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
                .header("Location", to.toString())
                .header("Set-Cookie", GONE)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
