package io.homeward.remediation.page;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.openid.AuthorizationId;
import io.homeward.remediation.openid.EdgeSettings;
import io.homeward.remediation.session.BrowserSessions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Where people sign in for a device that has no browser (RFC 8628 section 3.3). */
@Path("/{tenant}/device")
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class DeviceResource {
    private final DevicePages pages;
    private final EdgeSettings edge;
    private final RoutingContext request;

    DeviceResource(DevicePages pages, EdgeSettings edge, RoutingContext request) {
        this.pages = pages;
        this.edge = edge;
        this.request = request;
    }

    @GET
    public RestResponse<String> ask(
            @PathParam("tenant") String tenant, @QueryParam("user_code") @DefaultValue("") String code) {
        return SignInResource.answer(
                tenant(tenant).map(id -> pages.ask(visit(), id, code)).orElseGet(this::nowhere));
    }

    @POST
    public RestResponse<String> enter(@PathParam("tenant") String tenant, @Nullable String body) {
        return SignInResource.answer(
                tenant(tenant).map(id -> pages.enter(visit(), id, sent(body))).orElseGet(this::nowhere));
    }

    @GET
    @Path("{request}")
    public RestResponse<String> show(
            @PathParam("tenant") String tenant,
            @PathParam("request") String asked,
            @QueryParam("error") @DefaultValue("") String error,
            @CookieParam(BrowserSessions.COOKIE) @DefaultValue("") String session) {
        return SignInResource.answer(AuthorizationId.parse(tenant + "." + asked)
                .map(id -> pages.show(visit(), id, session, error))
                .orElseGet(this::nowhere));
    }

    @POST
    @Path("{request}")
    public RestResponse<String> decide(
            @PathParam("tenant") String tenant,
            @PathParam("request") String asked,
            @CookieParam(BrowserSessions.COOKIE) @DefaultValue("") String session,
            @Nullable String body) {
        return SignInResource.answer(AuthorizationId.parse(tenant + "." + asked)
                .map(id -> pages.decide(visit(), id, session, sent(body)))
                .orElseGet(this::nowhere));
    }

    /** What a page cannot do is said on a page. */
    @ServerExceptionMapper
    public RestResponse<String> refused(Refusal refusal) {
        return SignInResource.answer(Pages.refused(visit(), refusal));
    }

    private Reply nowhere() {
        return Pages.say(visit(), new Pages.Said(404, "error.heading", "error.not-found", ""));
    }

    private Visit visit() {
        return Visit.of(request, edge.url());
    }

    private static Sent sent(@Nullable String body) {
        return Sent.of(body == null ? "" : body);
    }

    private static Optional<TenantId> tenant(String text) {
        try {
            return Optional.of(TenantId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
