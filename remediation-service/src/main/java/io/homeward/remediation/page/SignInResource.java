package io.homeward.remediation.page;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.flow.FlowId;
import io.homeward.remediation.flow.OwnPage;
import io.homeward.remediation.openid.AuthorizationId;
import io.homeward.remediation.openid.EdgeSettings;
import io.homeward.remediation.openid.PathTenants;
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
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Where people sign in, with a browser. */
@Path("/{tenant}/sign-in")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class SignInResource {
    private final SignInPages pages;
    private final AnywherePages anywhere;
    private final FederatedPages federated;
    private final PathTenants tenants;
    private final OwnPageSignIn ownPages;
    private final EdgeSettings edge;
    private final RoutingContext request;

    SignInResource(
            SignInPages pages,
            AnywherePages anywhere,
            FederatedPages federated,
            PathTenants tenants,
            OwnPageSignIn ownPages,
            EdgeSettings edge,
            RoutingContext request) {
        this.pages = pages;
        this.anywhere = anywhere;
        this.federated = federated;
        this.tenants = tenants;
        this.ownPages = ownPages;
        this.edge = edge;
        this.request = request;
    }

    @GET
    public RestResponse<String> identify(
            @PathParam("tenant") String tenant,
            @QueryParam("request") @Nullable String asked,
            @QueryParam("login_hint") @DefaultValue("") String hint,
            @QueryParam("to") @Nullable String ownPage) {
        if (tenants.any(tenant)) {
            String query = Optional.ofNullable(request.request().query()).orElse("");
            return answer(query.isEmpty() ? withoutApplication() : anywhere.ask(visit(), query, hint));
        }
        return answer(authorization(tenant, asked)
                .map(id -> pages.identify(visit(), id))
                .or(() -> ownPage(tenant, ownPage).map(to -> ownPages.identify(visit(), to)))
                .orElseGet(this::withoutApplication));
    }

    @POST
    public RestResponse<String> begin(@PathParam("tenant") String tenant, @Nullable String body) {
        Sent sent = sent(body);
        if (tenants.any(tenant)) {
            return answer(anywhere.begin(visit(), sent));
        }
        return answer(authorization(tenant, sent.text("request"))
                .map(id -> pages.begin(visit(), id, sent))
                .or(() -> ownPage(tenant, sent.text("to")).map(to -> ownPages.begin(visit(), to, sent)))
                .orElseGet(this::withoutApplication));
    }

    @GET
    @Path("{flow}")
    public RestResponse<String> show(
            @PathParam("tenant") String tenant,
            @PathParam("flow") String flow,
            @QueryParam("method") @DefaultValue("") String method) {
        return answer(
                flow(tenant, flow).map(id -> pages.show(visit(), id, method)).orElseGet(this::nowhere));
    }

    /** To the tenant's own provider. */
    @GET
    @Path("{flow}/federated")
    public RestResponse<String> toProvider(@PathParam("tenant") String tenant, @PathParam("flow") String flow) {
        return answer(
                flow(tenant, flow).map(id -> federated.toProvider(visit(), id)).orElseGet(this::nowhere));
    }

    /** Back from it. */
    @GET
    @Path("federated")
    public RestResponse<String> fromProvider(@PathParam("tenant") String tenant) {
        return answer(federated.fromProvider(visit(), tenant, request.request().params()));
    }

    @POST
    @Path("{flow}")
    public RestResponse<String> step(
            @PathParam("tenant") String tenant, @PathParam("flow") String flow, @Nullable String body) {
        return answer(flow(tenant, flow)
                .map(id -> pages.step(visit(), id, sent(body)))
                .orElseGet(this::nowhere));
    }

    @POST
    @Path("{flow}/strength")
    public RestResponse<String> strength(
            @PathParam("tenant") String tenant, @PathParam("flow") String flow, @Nullable String body) {
        return answer(flow(tenant, flow)
                .map(id -> pages.strength(visit(), id, sent(body)))
                .orElseGet(this::nowhere));
    }

    /** What a page cannot do is said on a page. */
    @ServerExceptionMapper
    public RestResponse<String> refused(Refusal refusal) {
        return answer(Pages.refused(visit(), refusal));
    }

    public static RestResponse<String> answer(Reply reply) {
        var answer = ResponseBuilder.create(
                RestResponse.Status.fromStatusCode(reply.status()), reply.body().orElse(null));
        reply.headers().forEach(answer::header);
        reply.cookies().forEach(cookie -> answer.header("Set-Cookie", cookie));
        return answer.build();
    }

    private Reply withoutApplication() {
        return Pages.say(visit(), new Pages.Said(400, "error.heading", "error.no-request", ""));
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

    private static Optional<AuthorizationId> authorization(String tenant, @Nullable String asked) {
        return asked == null ? Optional.empty() : AuthorizationId.parse(tenant + "." + asked);
    }

    private static Optional<OwnPageSignIn.To> ownPage(String tenant, @Nullable String name) {
        try {
            return Optional.ofNullable(name)
                    .flatMap(OwnPage::of)
                    .map(page -> new OwnPageSignIn.To(TenantId.of(tenant), page));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<FlowId> flow(String tenant, String flow) {
        try {
            return Optional.of(new FlowId(TenantId.of(tenant), UUID.fromString(flow)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
