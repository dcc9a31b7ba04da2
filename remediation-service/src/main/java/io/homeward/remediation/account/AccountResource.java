package io.homeward.remediation.account;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.registration.PersonRegistration;
import io.homeward.remediation.session.SessionId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import org.jboss.resteasy.reactive.Cache;
import org.jspecify.annotations.Nullable;

/** One's own account, for the browser that has the session. */
@Path("/{tenant}/account")
@Produces(MediaType.APPLICATION_JSON)
@Cache(noStore = true)
@RunOnVirtualThread
public class AccountResource {
    private final AtBrowser browser;
    private final PersonRegistration registration;
    private final OwnMethods methods;
    private final OwnSessions sessions;
    private final OwnSignIns signIns;
    private final InstantSource clock;

    AccountResource(
            AtBrowser browser,
            PersonRegistration registration,
            OwnMethods methods,
            OwnSessions sessions,
            OwnSignIns signIns,
            InstantSource clock) {
        this.browser = browser;
        this.registration = registration;
        this.methods = methods;
        this.sessions = sessions;
        this.signIns = signIns;
        this.clock = clock;
    }

    record Said(@NotNull OwnSignIns.Answer answer) {}

    @GET
    @Path("registration")
    public PersonRegistration.Shown registration(@PathParam("tenant") UUID tenant) {
        Instant now = now();
        AccountHolder holder = browser.holder(new TenantId(tenant), now);
        return registration
                .find(holder.home(), holder.person(), now)
                .orElseThrow(() -> new Refusal(Fault.NOT_FOUND, "Your account is not in the directory any more."));
    }

    @GET
    @Path("methods")
    public OwnMethods.All methods(@PathParam("tenant") UUID tenant) {
        return methods.of(browser.holder(new TenantId(tenant), now()));
    }

    @GET
    @Path("sessions")
    public OwnSessions.Page sessions(
            @PathParam("tenant") UUID tenant,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("25") @Min(1) @Max(100) int limit) {
        return sessions.page(browser.holder(new TenantId(tenant), now()), Optional.ofNullable(after), limit, now());
    }

    @POST
    @Path("sessions/{session}/end")
    public void end(@PathParam("tenant") UUID tenant, @PathParam("session") UUID session) {
        sessions.end(browser.actor(new TenantId(tenant), now()), new SessionId(session), now());
    }

    @POST
    @Path("sessions/end")
    public void endAll(@PathParam("tenant") UUID tenant) {
        sessions.endAll(browser.actor(new TenantId(tenant), now()), browser.where(), now());
    }

    @GET
    @Path("sign-ins")
    public OwnSignIns.Page signIns(
            @PathParam("tenant") UUID tenant,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("25") @Min(1) @Max(100) int limit) {
        return signIns.page(browser.holder(new TenantId(tenant), now()), Optional.ofNullable(after), limit);
    }

    @POST
    @Path("sign-ins/{signIn}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    public Said answer(
            @PathParam("tenant") UUID tenant, @PathParam("signIn") String signIn, @Valid @NotNull Said said) {
        return new Said(signIns.answer(browser.actor(new TenantId(tenant), now()), signIn, said.answer(), now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
