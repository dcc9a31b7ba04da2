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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where an application sends people to sign in (RFC 6749 section 3.1, OpenID Connect Core section 3.1.2). */
@Path("/{tenant:[0-9a-fA-F-]{36}}/oauth2/v2.0/authorize")
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class AuthorizeResource {
    private final Authorize authorize;
    private final RoutingContext request;

    AuthorizeResource(Authorize authorize, RoutingContext request) {
        this.authorize = authorize;
        this.request = request;
    }

    @GET
    public RestResponse<Object> get(
            @PathParam("tenant") UUID tenant, @CookieParam(BrowserSessions.COOKIE) @Nullable String cookie) {
        String query = Optional.ofNullable(request.request().query()).orElse("");
        try {
            return answered(authorize.take(new TenantId(tenant), Form.of(query), browser(cookie)));
        } catch (Form.Unreadable e) {
            throw unreadable(e);
        }
    }

    @POST
    public RestResponse<Object> post(
            @PathParam("tenant") UUID tenant,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @CookieParam(BrowserSessions.COOKIE) @Nullable String cookie,
            @Nullable String body) {
        try {
            return answered(authorize.take(new TenantId(tenant), Form.ofBody(contentType, body), browser(cookie)));
        } catch (Form.Unreadable e) {
            throw unreadable(e);
        }
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
