package io.homeward.remediation.openid;

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

/** Where an application sends people to sign in (RFC 6749 section 3.1, OpenID Connect Core section 3.1.2). */
@Path("/{tenant}/oauth2/v2.0/authorize")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class AuthorizeResource {
    private final Authorize authorize;
    private final AuthorizeAnywhere anywhere;
    private final PathTenants tenants;
    private final EdgeSettings edge;
    private final RoutingContext request;

    AuthorizeResource(
            Authorize authorize,
            AuthorizeAnywhere anywhere,
            PathTenants tenants,
            EdgeSettings edge,
            RoutingContext request) {
        this.authorize = authorize;
        this.anywhere = anywhere;
        this.tenants = tenants;
        this.edge = edge;
        this.request = request;
    }

    @GET
    public RestResponse<Object> get(
            @PathParam("tenant") String tenant, @CookieParam(BrowserSessions.COOKIE) @Nullable String cookie) {
        String query = Optional.ofNullable(request.request().query()).orElse("");
        try {
            return answered(take(tenant, Form.of(query), browser(cookie)));
        } catch (Form.Unreadable e) {
            throw unreadable(e);
        }
    }

    @POST
    public RestResponse<Object> post(
            @PathParam("tenant") String tenant,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @CookieParam(BrowserSessions.COOKIE) @Nullable String cookie,
            @Nullable String body) {
        try {
            return answered(take(tenant, Form.ofBody(contentType, body), browser(cookie)));
        } catch (Form.Unreadable e) {
            throw unreadable(e);
        }
    }

    private Answer take(String tenant, Form form, Authorize.Browser browser) {
        Optional<Authorize.Taken> taken = tenants.any(tenant)
                ? anywhere.take(form, browser)
                : Optional.of(authorize.take(tenants.of(tenant), form, browser));
        return taken.map(each -> switch (each) {
                    case Authorize.Taken.Asking(var asked) ->
                        new Answer.Redirect(new Issuer(edge.url(), asked.tenant()).signIn(asked.id()));
                    case Authorize.Taken.Answered(var answer) -> answer;
                })
                .orElseGet(() ->
                        new Answer.Redirect(URI.create(edge.url() + "/" + tenant + "/sign-in?" + form.encoded())));
    }

    private Authorize.Browser browser(@Nullable String cookie) {
        var from = TokenRequest.Sender.of(
                request.request().getHeader("Homeward-Client-Ip"),
                request.request().getHeader("Homeward-Client-Country"),
                request.request().getHeader(HttpHeaders.USER_AGENT));
        return new Authorize.Browser(Optional.ofNullable(cookie), from);
    }

    static RestResponse<Object> answered(Answer answer) {
        var response =
                switch (answer) {
                    case Answer.Redirect(var to) ->
                        RestResponse.ResponseBuilder.create(RestResponse.Status.SEE_OTHER)
                                .header("Location", to.toString());
                    case Answer.Post post ->
                        RestResponse.ResponseBuilder.<Object>create(RestResponse.Status.OK, FormPost.page(post))
                                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                                .header("Content-Security-Policy", FormPost.policy());
                    case Answer.Refused(var refusal) ->
                        RestResponse.ResponseBuilder.<Object>create(RestResponse.Status.FORBIDDEN, refusal)
                                .type(MediaType.APPLICATION_JSON_TYPE);
                };
        return response.header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private static Refusal unreadable(Form.Unreadable e) {
        return new Refusal(Fault.UNREADABLE, String.valueOf(e.getMessage()));
    }
}
