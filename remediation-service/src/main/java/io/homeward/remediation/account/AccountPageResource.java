package io.homeward.remediation.account;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.account.AccountPages.Asked;
import io.homeward.remediation.account.AccountSteps.Next;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.flow.OwnPage;
import io.homeward.remediation.method.AddOwnFactor;
import io.homeward.remediation.method.FactorInMaking;
import io.homeward.remediation.openid.EdgeSettings;
import io.homeward.remediation.page.OwnPageSignIn;
import io.homeward.remediation.page.Pages;
import io.homeward.remediation.page.Reply;
import io.homeward.remediation.page.Sent;
import io.homeward.remediation.page.SignInResource;
import io.homeward.remediation.page.Visit;
import io.homeward.remediation.session.BrowserSessions;
import io.homeward.tenancy.TenantDatabase;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** One's own account as pages. Whoever is not signed in is led there first, and back; {@code GET} shows, {@code POST} does one thing and leads on. */
@Path("/{tenant}/account")
@Produces("text/html;charset=utf-8;qs=0.5")
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class AccountPageResource {
    private static final String GONE = BrowserSessions.COOKIE + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax";

    private final AtBrowser browser;
    private final AccountPages pages;
    private final AccountSteps steps;
    private final AddOwnFactor add;
    private final OwnPageSignIn signIn;
    private final TenantDatabase database;
    private final People people;
    private final EdgeSettings edge;
    private final RoutingContext request;
    private final InstantSource clock;

    AccountPageResource(
            AtBrowser browser,
            AccountPages pages,
            AccountSteps steps,
            AddOwnFactor add,
            OwnPageSignIn signIn,
            TenantDatabase database,
            People people,
            EdgeSettings edge,
            RoutingContext request,
            InstantSource clock) {
        this.browser = browser;
        this.pages = pages;
        this.steps = steps;
        this.add = add;
        this.signIn = signIn;
        this.database = database;
        this.people = people;
        this.edge = edge;
        this.request = request;
        this.clock = clock;
    }

    @GET
    public RestResponse<String> security(@PathParam("tenant") UUID tenant) {
        return shown(tenant, OwnPage.ACCOUNT, asked -> pages.security(asked, browser.where()));
    }

    @POST
    public RestResponse<String> change(@PathParam("tenant") UUID tenant, @Nullable String body) {
        return done(
                tenant,
                OwnPage.ACCOUNT,
                body,
                (holder, sent) -> steps.security(holder, sent, browser.where(), now()),
                asked -> pages.security(asked, browser.where()));
    }

    @GET
    @Path("add")
    public RestResponse<String> inMaking(@PathParam("tenant") UUID tenant) {
        return shown(tenant, OwnPage.ACCOUNT, this::inMaking);
    }

    @POST
    @Path("add")
    public RestResponse<String> make(@PathParam("tenant") UUID tenant, @Nullable String body) {
        return done(
                tenant,
                OwnPage.ACCOUNT,
                body,
                (holder, sent) -> steps.making(holder, sent, browser.where(), now()),
                this::inMaking);
    }

    @GET
    @Path("sign-ins")
    public RestResponse<String> signIns(@PathParam("tenant") UUID tenant, @QueryParam("after") @Nullable String after) {
        return shown(tenant, OwnPage.SIGN_INS, asked -> pages.signIns(asked, Optional.ofNullable(after)));
    }

    @POST
    @Path("sign-ins")
    public RestResponse<String> answer(@PathParam("tenant") UUID tenant, @Nullable String body) {
        return done(
                tenant,
                OwnPage.SIGN_INS,
                body,
                (holder, sent) -> steps.signIns(holder, sent, now()),
                asked -> pages.signIns(asked, Optional.empty()));
    }

    @GET
    @Path("sessions")
    public RestResponse<String> sessions(
            @PathParam("tenant") UUID tenant, @QueryParam("after") @Nullable String after) {
        return shown(tenant, OwnPage.SESSIONS, asked -> pages.sessions(asked, Optional.ofNullable(after)));
    }

    @POST
    @Path("sessions")
    public RestResponse<String> end(@PathParam("tenant") UUID tenant, @Nullable String body) {
        return done(
                tenant,
                OwnPage.SESSIONS,
                body,
                (holder, sent) -> steps.sessions(holder, sent, browser.where(), now()),
                asked -> pages.sessions(asked, Optional.empty()));
    }

    /** What a page cannot do is said on a page. */
    @ServerExceptionMapper
    public RestResponse<String> refused(Refusal refusal) {
        return SignInResource.answer(Pages.refused(visit(), refusal));
    }

    private Reply inMaking(Asked asked) {
        AccountHolder holder = asked.holder();
        var adding = new AddOwnFactor.Adding(
                holder.home(), holder.person(), holder.session().id(), browser.where());
        Optional<FactorInMaking> making = add.look(adding, asked.now());
        return making.map(each -> pages.inMaking(asked, each))
                .orElseGet(() -> asked.problem().isEmpty()
                        ? Pages.goOn(asked.visit(), OwnPage.ACCOUNT.address(holder.home()))
                        : pages.security(asked, browser.where()));
    }

    private RestResponse<String> shown(UUID tenant, OwnPage page, Function<Asked, Reply> show) {
        var home = new TenantId(tenant);
        Visit visit = visit();
        String said = Optional.ofNullable(request.request().getParam("done")).orElse("");
        return SignInResource.answer(browser.known(home, now())
                .map(holder -> show.apply(new Asked(visit, holder, browser.formToken(), said, "", now())))
                .orElseGet(() -> Pages.goOn(visit, page.signIn(home))));
    }

    private interface Step {
        Next take(AccountHolder holder, Sent sent);
    }

    private RestResponse<String> done(
            UUID tenant, OwnPage page, @Nullable String body, Step step, Function<Asked, Reply> again) {
        var home = new TenantId(tenant);
        Visit visit = visit();
        Sent sent = Sent.of(body == null ? "" : body);
        Optional<AccountHolder> known = browser.known(home, now());
        boolean ours = visit.own()
                && !browser.formToken().isEmpty()
                && browser.formToken().equals(sent.text("continuation"));
        if (known.isPresent() && !ours) {
            return SignInResource.answer(
                    Pages.say(visit, new Pages.Said(403, "error.heading", "account.forged", "stop")));
        }
        if (known.isEmpty()) {
            return SignInResource.answer(Pages.goOn(visit, page.signIn(home)));
        }
        AccountHolder holder = known.get();
        Asked asked = new Asked(visit, holder, browser.formToken(), "", "", now());
        return SignInResource.answer(
                switch (step.take(holder, sent)) {
                    case Next.Done(var said) ->
                        Pages.goOn(visit, page.address(home) + (said.isEmpty() ? "" : "?done=" + said));
                    case Next.Making making -> Pages.goOn(visit, OwnPage.ACCOUNT.address(home) + "/add");
                    case Next.ProveFirst first -> signIn.again(visit, home, OwnPage.ACCOUNT, name(holder));
                    case Next.Problem(var problem) -> again.apply(asked.but(problem));
                    case Next.SignedOut out ->
                        Pages.goOn(visit, "/" + home + "/signed-out").with(GONE);
                });
    }

    private String name(AccountHolder holder) {
        return database.in(holder.home(), handle -> people.find(handle, holder.home(), holder.person()))
                .map(Person::userPrincipalName)
                .orElse("");
    }

    private Visit visit() {
        return Visit.of(request, edge.url());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
