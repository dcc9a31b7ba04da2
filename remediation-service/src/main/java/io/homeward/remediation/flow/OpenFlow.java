package io.homeward.remediation.flow;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.directory.Applications;
import io.homeward.remediation.directory.IdentityProvider;
import io.homeward.remediation.directory.IdentityProviders;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.enrolment.Admitted;
import io.homeward.remediation.enrolment.Enrolments;
import io.homeward.remediation.enrolment.Ticket;
import io.homeward.remediation.openid.AuthorizationId;
import io.homeward.remediation.openid.AuthorizationRequest;
import io.homeward.remediation.openid.Authorizations;
import io.homeward.remediation.risk.SignIn;
import io.homeward.remediation.risk.SignInReports;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Begins a flow. Whether there is somebody of that name is not looked at yet. */
@Singleton
class OpenFlow {
    private final TenantDatabase database;
    private final Rules rules;
    private final Applications applications;
    private final People people;
    private final IdentityProviders providers;
    private final Enrolments enrolments;
    private final Resets resets;
    private final Flows flows;
    private final SignInReports reports;
    private final Authorizations authorizations;
    private final FlowSettings settings;
    private final InstantSource clock;

    OpenFlow(
            TenantDatabase database,
            Rules rules,
            Applications applications,
            People people,
            IdentityProviders providers,
            Enrolments enrolments,
            Resets resets,
            Flows flows,
            SignInReports reports,
            Authorizations authorizations,
            FlowSettings settings,
            InstantSource clock) {
        this.database = database;
        this.rules = rules;
        this.applications = applications;
        this.people = people;
        this.providers = providers;
        this.enrolments = enrolments;
        this.resets = resets;
        this.flows = flows;
        this.reports = reports;
        this.authorizations = authorizations;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param application empty where he comes for none, but by a link of ours; a client cannot say so
     * @param request the application is the request's, and may be another tenant's
     */
    record Asked(
            TenantId tenant,
            Optional<ApplicationId> application,
            Who who,
            Optional<AuthorizationId> request,
            Optional<OwnPage> ownPage,
            boolean remediate,
            Optional<Opening.Recovering> recovering,
            Optional<String> deviceId,
            Optional<SignIn.Location> location) {}

    /** Who says to be there: by a name, which is proven later, by a ticket, which proves it, or not yet. */
    sealed interface Who {
        record Named(String userPrincipalName) implements Who {}

        record Enrolling(Ticket ticket) implements Who {}

        /** A passkey will say. */
        record Nobody() implements Who {}
    }

    record Opened(Flow flow, Continuation continuation) {}

    /**
     * @throws Refusal where there is no such tenant, or no such application in it: one text for both; where the ticket is none, or nobody's
     *     who may sign in: one text for all
     */
    Opened open(Asked asked) {
        return open(asked, flow -> Continuation.next());
    }

    /** @param first lets the first move be made */
    Opened open(Asked asked, Function<FlowId, Continuation> first) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        Optional<AuthorizationRequest> request =
                asked.request().map(id -> authorizations.find(id, now).orElseThrow(OpenFlow::requestOver));
        return database.in(asked.tenant(), handle -> {
            forgetExpired(handle, asked.tenant(), now);
            var id = new FlowId(asked.tenant(), UUID.randomUUID());
            Continuation continuation = first.apply(id);
            Opening opening = opening(handle, asked, request, now);
            FlowState state = opening.recovering().isPresent()
                    ? resets.begin(handle, id, opening, now)
                    : new FlowState.SignIn(opening, Optional.empty());
            var flow = new Flow(id, 1, state, now.plus(settings.lifetime()), Flows.newChallenge());
            flows.open(handle, flow, continuation);
            return new Opened(flow, continuation);
        });
    }

    /** What somebody signs in for. */
    private record Use(ApplicationId application, String name) {}

    private Opening opening(Handle handle, Asked asked, Optional<AuthorizationRequest> request, Instant now) {
        String tenantName =
                rules.of(handle, asked.tenant()).orElseThrow(OpenFlow::notFound).name();
        Use use = asked.ownPage()
                .map(page -> new Use(OwnPage.APPLICATION, OwnPage.APPLICATION_NAME))
                .or(() -> request.map(each -> new Use(each.client(), each.applicationName())))
                .or(() -> asked.application()
                        .flatMap(each -> applications.enabled(handle, asked.tenant(), each))
                        .map(each -> new Use(each.id(), each.displayName())))
                .or(() -> asked.application().isEmpty()
                        ? Optional.of(new Use(Opening.OUR_PAGES, tenantName))
                        : Optional.empty())
                .filter(each -> asked.application().stream().allMatch(each.application()::equals))
                .orElseThrow(OpenFlow::notFound);
        Optional<Admitted> admitted =
                switch (asked.who()) {
                    case Who.Named named -> Optional.empty();
                    case Who.Nobody nobody -> Optional.empty();
                    case Who.Enrolling(var ticket) ->
                        Optional.of(enrolments
                                .admit(handle, asked.tenant(), ticket, now)
                                .orElseThrow(OpenFlow::noSuchEnrolment));
                };
        String name = name(handle, asked, admitted);
        return new Opening(
                use.application(),
                use.name(),
                tenantName,
                name,
                providers.ofName(handle, asked.tenant(), name).map(IdentityProvider::id),
                admitted,
                asked.request(),
                asked.ownPage(),
                asked.ownPage()
                        .map(page -> MfaDemand.ANY)
                        .or(() -> request.flatMap(each -> each.demandedAt(asked.tenant()))),
                asked.remediate(),
                asked.recovering(),
                asked.deviceId(),
                settings.trustClientLocation() ? asked.location() : Optional.empty(),
                now,
                request.flatMap(AuthorizationRequest::device).isPresent());
    }

    /** A challenge that was walked away from has failed (H16). */
    private void forgetExpired(Handle handle, TenantId tenant, Instant now) {
        for (Flows.Abandoned each : flows.forgetExpired(handle, tenant, now)) {
            if (each.state() instanceof FlowState.VerifyIdentity abandoned
                    && abandoned.opening().recovering().isEmpty()) {
                // A try that failed before was told when it failed.
                Optional<Boolean> mfa =
                        abandoned.evidence().progress().challengeFailed() ? Optional.empty() : Optional.of(false);
                var outcome = SignIn.Outcome.of(SignInCode.MFA_NOT_PASSED.number(), mfa, each.expiredAt());
                reports.outcome(handle, tenant, abandoned.evidence().signIn(), outcome, now);
            }
        }
    }

    private String name(Handle handle, Asked asked, Optional<Admitted> admitted) {
        return switch (asked.who()) {
            case Who.Named(var name) -> name;
            case Who.Nobody nobody -> "";
            case Who.Enrolling enrolling ->
                admitted.flatMap(each -> people.find(handle, asked.tenant(), each.person()))
                        .filter(Person::mayExist)
                        // Whom another party signs in gets no password here.
                        .filter(person -> providers
                                .ofName(handle, asked.tenant(), person.userPrincipalName())
                                .isEmpty())
                        .map(Person::userPrincipalName)
                        .orElseThrow(OpenFlow::noSuchEnrolment);
        };
    }

    private static Refusal noSuchEnrolment() {
        return new Refusal(
                Fault.ENROLMENT_UNKNOWN, "It was used, it has expired, or it is not whole. Ask for another.");
    }

    private static Refusal requestOver() {
        return new Refusal(Fault.REQUEST_OVER, "Go back to the application and begin again.");
    }

    private static Refusal notFound() {
        return new Refusal(Fault.NOT_FOUND, "There is no such tenant, or no such application in it.");
    }
}
