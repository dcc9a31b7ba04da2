package io.homeward.remediation.flow;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.enrolment.Ticket;
import io.homeward.remediation.federation.AskProvider;
import io.homeward.remediation.federation.Asking;
import io.homeward.remediation.federation.ProviderAway;
import io.homeward.remediation.federation.Returned;
import io.homeward.remediation.flow.OpenFlow.Who;
import io.homeward.remediation.openid.Answer;
import io.homeward.remediation.openid.AuthorizationId;
import io.homeward.remediation.openid.AuthorizationRequest;
import io.homeward.remediation.openid.Authorizations;
import io.homeward.remediation.session.BrowserSessions;
import io.homeward.remediation.session.Session;
import io.homeward.remediation.session.SessionId;
import io.homeward.remediation.session.Sessions;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Flows that a browser drives by pages. Each belongs to the browser that has begun it; another that knows its address sees nothing. What lets a
 * step be taken is made from the browser's secret, so that a page can be shown again, at any node, without anything being written.
 */
@Singleton
public class PageFlows {
    private static final Logger LOG = Logger.getLogger(PageFlows.class);

    /** The second of two clicks waits for the first: a password takes that long, with its score. */
    private static final Duration FIRST_CLICK = Duration.ofSeconds(3);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final TenantDatabase database;
    private final Flows flows;
    private final OpenFlow openFlow;
    private final FirstFactor firstFactor;
    private final TakeStep takeStep;
    private final LookAtFlow lookAtFlow;
    private final ShowFlow show;
    private final Sessions sessions;
    private final BrowserSessions browserSessions;
    private final AskProvider askProvider;
    private final Authorizations authorizations;
    private final InstantSource clock;

    PageFlows(
            TenantDatabase database,
            Flows flows,
            OpenFlow openFlow,
            FirstFactor firstFactor,
            TakeStep takeStep,
            LookAtFlow lookAtFlow,
            ShowFlow show,
            Sessions sessions,
            BrowserSessions browserSessions,
            AskProvider askProvider,
            Authorizations authorizations,
            InstantSource clock) {
        this.database = database;
        this.flows = flows;
        this.openFlow = openFlow;
        this.firstFactor = firstFactor;
        this.takeStep = takeStep;
        this.lookAtFlow = lookAtFlow;
        this.show = show;
        this.sessions = sessions;
        this.browserSessions = browserSessions;
        this.askProvider = askProvider;
        this.authorizations = authorizations;
        this.clock = clock;
    }

    /**
     * A flow as its page shows it.
     *
     * @param name as it was typed, or as the passkey said
     * @param tenantName of the person's home
     * @param request for which he signs in
     * @param provider of the tenant's own that signs him in
     * @param ownPage for which he signs in, where no application waits
     */
    public record Shown(
            FlowId id,
            FlowState state,
            FlowView view,
            String name,
            String tenantName,
            Optional<AuthorizationId> request,
            Optional<UUID> provider,
            Optional<OwnPage> ownPage) {}

    /** @throws Refusal where there is no such tenant, or the request is over */
    public FlowId open(
            TenantId home,
            ApplicationId application,
            Optional<AuthorizationId> request,
            String name,
            BrowserSecret browser) {
        return open(
                home,
                Optional.of(application),
                request,
                Optional.empty(),
                new Who.Named(name),
                false,
                Optional.empty(),
                browser);
    }

    /**
     * Without a name: a passkey will say who it is.
     *
     * @throws Refusal where there is no such tenant, or the request is over
     */
    public FlowId openForPasskey(
            TenantId home, ApplicationId application, Optional<AuthorizationId> request, BrowserSecret browser) {
        return open(
                home,
                Optional.of(application),
                request,
                Optional.empty(),
                new Who.Nobody(),
                false,
                Optional.empty(),
                browser);
    }

    /**
     * Begins what a link of ours leads to: to replace a forgotten password, or to close an open risk (D3, D4, D5).
     *
     * @param application that has asked for the request; both are there, or he comes for no application
     * @param forgot says to have forgotten the password
     * @throws Refusal where there is no such tenant, or the request is over
     */
    public FlowId openByLink(
            TenantId home,
            Optional<ApplicationId> application,
            Optional<AuthorizationId> request,
            String name,
            boolean forgot,
            BrowserSecret browser,
            Client client) {
        Optional<Opening.Recovering> recovering =
                forgot ? Optional.of(new Opening.Recovering(client.ipAddress())) : Optional.empty();
        return open(home, application, request, Optional.empty(), new Who.Named(name), !forgot, recovering, browser);
    }

    /**
     * Begins with a ticket in place of a name.
     *
     * @param application as the link says
     * @throws Refusal where the ticket is none, or there is no such tenant or application
     */
    public FlowId enrol(
            TenantId home, Optional<ApplicationId> application, Ticket ticket, BrowserSecret browser, Client client) {
        var who = new Who.Enrolling(ticket);
        var asked = new OpenFlow.Asked(
                home,
                application,
                who,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Flow flow = openFlow.open(asked, id -> browser.continuation(id, 1)).flow();
        flow.opening()
                .enrolment()
                .ifPresent(admitted ->
                        firstFactor.enrol(flow, admitted, client, flow.opening().began()));
        return flow.id();
    }

    /**
     * For a page of ours: with a second factor, where he has one, whatever the policies say.
     *
     * @throws Refusal where there is no such tenant
     */
    public FlowId open(TenantId home, OwnPage page, String name, BrowserSecret browser) {
        return open(
                home,
                Optional.empty(),
                Optional.empty(),
                Optional.of(page),
                new Who.Named(name),
                false,
                Optional.empty(),
                browser);
    }

    /** Begins to replace the password that the person of this page's flow has forgotten, for the same application. */
    public FlowId recover(FlowId id, BrowserSecret browser, Client client) {
        Continuation present = browser.continuation(id, awaited(id).number());
        Opening opening = lookAtFlow.look(id, present).flow().opening();
        var recovering = new Opening.Recovering(client.ipAddress());
        return open(
                id.tenant(),
                Optional.of(opening.application()).filter(each -> opening.forApplication()),
                opening.request(),
                opening.ownPage(),
                new Who.Named(opening.userPrincipalName()),
                false,
                Optional.of(recovering),
                browser);
    }

    private FlowId open(
            TenantId home,
            Optional<ApplicationId> application,
            Optional<AuthorizationId> request,
            Optional<OwnPage> ownPage,
            Who who,
            boolean remediate,
            Optional<Opening.Recovering> recovering,
            BrowserSecret browser) {
        var asked = new OpenFlow.Asked(
                home, application, who, request, ownPage, remediate, recovering, Optional.empty(), Optional.empty());
        return openFlow.open(asked, id -> browser.continuation(id, 1)).flow().id();
    }

    /** @throws Refusal where there is none, it is another browser's, or it has expired */
    public Shown look(FlowId id, BrowserSecret browser, Client client) {
        Continuation present = browser.continuation(id, awaited(id).number());
        Settled settled = lookAtFlow.look(id, present);
        return shown(settled, present, client);
    }

    /**
     * Takes a step, if this is the page for it: one that was left open before, or a second click, does nothing.
     *
     * @throws Refusal where there is no such flow, or what was typed will not do; then the flow is as it was
     */
    public void take(FlowId id, BrowserSecret browser, String presented, Move move, Client client) {
        int step = awaited(id).number();
        Continuation present = browser.continuation(id, step);
        if (!present.text().equals(presented)) {
            awaitFirstClick(id);
            return;
        }
        try {
            takeStep.take(id, present, browser.continuation(id, step + 1), move, client);
        } catch (Refusal refusal) {
            boolean overtaken = refusal.fault() == Fault.FLOW_NOT_FOUND || refusal.fault() == Fault.STEP_NOT_OFFERED;
            if (!overtaken) {
                throw refusal;
            }
        }
    }

    /** Where nothing comes of it in time, the page says how things stand. */
    private void awaitFirstClick(FlowId id) {
        long end = System.nanoTime() + FIRST_CLICK.toNanos();
        try {
            while (awaited(id).afterOne() && System.nanoTime() < end) {
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Where the browser of a flow that waits for the tenant's own provider goes to. Nothing is written, so it may be asked again.
     *
     * @return empty where the flow does not wait for one
     * @throws Refusal where there is no such flow of this browser, or the provider cannot be reached
     */
    public Optional<URI> toProvider(FlowId id, BrowserSecret browser) {
        int step = awaited(id).number();
        Flow flow = lookAtFlow.look(id, browser.continuation(id, step)).flow();
        Optional<UUID> provider = flow.state() instanceof FlowState.SignIn signIn
                ? signIn.opening().provider()
                : Optional.empty();
        if (provider.isEmpty()) {
            return Optional.empty();
        }
        try {
            Asking asking = browser.asking(id, step, provenSince(flow.opening()));
            return Optional.of(askProvider.signIn(
                    id.tenant(), provider.get(), asking, flow.opening().userPrincipalName()));
        } catch (ProviderAway e) {
            LOG.infof("The provider %s cannot be asked: %s", provider.get(), e.getMessage());
            throw new Refusal(Fault.BUSY, "The organisation's own sign-in cannot be reached at the moment.");
        }
    }

    /**
     * The browser is back from the tenant's own provider.
     *
     * @param state as it came back
     * @return the flow it belongs to; where the answer is none to what this browser has asked last, nothing has happened to it
     * @throws Refusal where there is no such flow
     */
    public FlowId fromProvider(TenantId tenant, BrowserSecret browser, String state, Returned returned, Client client) {
        FlowId id = FlowId.inState(tenant, state).orElseThrow(Flows::notFound);
        int step = awaited(id).number();
        Opening opening =
                lookAtFlow.look(id, browser.continuation(id, step)).flow().opening();
        Asking asked = browser.asking(id, step, provenSince(opening));
        boolean own = MessageDigest.isEqual(
                asked.state().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
        if (own) {
            String continuation = browser.continuation(id, step).text();
            take(id, browser, continuation, new Move.Federated(asked, returned), client);
        }
        return id;
    }

    /** An application that wants a fresh proof of him wants it of the provider. */
    private Optional<Instant> provenSince(Opening opening) {
        return opening.request()
                .flatMap(request -> authorizations.find(request, clock.instant()))
                .filter(request ->
                        request.maxAge().isPresent() || request.prompts().contains(AuthorizationRequest.Prompt.LOGIN))
                .map(request -> opening.began());
    }

    /** What the browser does once its flow is over: nothing of its own where no application waits for it. */
    public Optional<Answer> answer(Shown shown, Client client) {
        return shown.request().flatMap(request -> switch (shown.state()) {
            case FlowState.SignedIn state ->
                Optional.of(authorizations.answer(
                        shown.id().tenant(),
                        request,
                        live(shown.id().tenant(), state.session()),
                        client.surroundings(Optional.empty()),
                        clock.instant()));
            case FlowState.Ended ended -> Optional.of(authorizations.declined(request, clock.instant()));
            case FlowState.SignIn state -> Optional.empty();
            case FlowState.MoreInformationRequired state -> Optional.empty();
            case FlowState.RegisterTotp state -> Optional.empty();
            case FlowState.RegisterPasskey state -> Optional.empty();
            case FlowState.RecoveryCodes state -> Optional.empty();
            case FlowState.UnusualSignIn state -> Optional.empty();
            case FlowState.VerifyIdentity state -> Optional.empty();
            case FlowState.AccountAtRisk state -> Optional.empty();
            case FlowState.ChangePassword state -> Optional.empty();
            case FlowState.Remediating state -> Optional.empty();
            case FlowState.SignInBlocked state -> Optional.empty();
            case FlowState.AccountBlocked state -> Optional.empty();
            case FlowState.CheckMail state -> Optional.empty();
            case FlowState.Recovered state -> Optional.empty();
            case FlowState.RecoveryUnavailable state -> Optional.empty();
        });
    }

    /** The value of this browser's session cookie from now on, where it has just signed in. */
    public Optional<String> sessionCookie(Shown shown) {
        return shown.state() instanceof FlowState.SignedIn signedIn
                ? Optional.of(database.in(
                        shown.id().tenant(),
                        handle -> browserSessions.mint(handle, shown.id().tenant(), signedIn.session())))
                : Optional.empty();
    }

    private Session live(TenantId tenant, SessionId session) {
        return database.in(tenant, handle -> sessions.live(handle, tenant, session, clock.instant()))
                .orElseThrow(Flows::notFound);
    }

    private Flows.Awaited awaited(FlowId id) {
        return database.in(id.tenant(), handle -> flows.awaited(handle, id));
    }

    private Shown shown(Settled settled, Continuation continuation, Client client) {
        FlowState state = settled.flow().state();
        Opening opening = state.opening();
        return new Shown(
                settled.flow().id(),
                state,
                show.show(settled, continuation, client),
                opening.userPrincipalName(),
                opening.tenantName(),
                opening.request(),
                opening.provider(),
                opening.ownPage());
    }
}
