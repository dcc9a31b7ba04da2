package io.homeward.remediation.openid;

import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.openid.DecideAnew.Holding;
import io.homeward.remediation.openid.DeviceAuthorization.State;
import io.homeward.remediation.openid.RedeemDeviceCode.Spent;
import io.homeward.remediation.risk.KnownRisks;
import io.homeward.remediation.risk.RiskService;
import io.homeward.remediation.risk.Score;
import io.homeward.remediation.risk.SignIn;
import io.homeward.remediation.risk.SignInReports;
import io.homeward.remediation.session.Accounts;
import io.homeward.remediation.session.Session;
import io.homeward.remediation.session.SessionId;
import io.homeward.remediation.session.Sessions;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The session of a device, begun by a device code: no token for another tenant, no registration and no remediation comes of it (D27). The device is
 * scored and decided by itself, where it is: what the person has proven with his browser answers no risk of the device.
 */
@Singleton
class DeviceSessions {
    private final TenantDatabase database;
    private final DeviceAuthorizations devices;
    private final Grants grants;
    private final Continuing continuing;
    private final CurrentRisk currentRisk;
    private final RiskService riskService;
    private final KnownRisks knownRisks;
    private final SignInReports reports;
    private final Accounts accounts;
    private final Sessions sessions;
    private final EdgeSettings edge;

    DeviceSessions(
            TenantDatabase database,
            DeviceAuthorizations devices,
            Grants grants,
            Continuing continuing,
            CurrentRisk currentRisk,
            RiskService riskService,
            KnownRisks knownRisks,
            SignInReports reports,
            Accounts accounts,
            Sessions sessions,
            EdgeSettings edge) {
        this.database = database;
        this.devices = devices;
        this.grants = grants;
        this.continuing = continuing;
        this.currentRisk = currentRisk;
        this.riskService = riskService;
        this.knownRisks = knownRisks;
        this.reports = reports;
        this.accounts = accounts;
        this.sessions = sessions;
        this.edge = edge;
    }

    /**
     * @param browser the session of whoever has allowed it
     * @throws OAuthRefusal where the person's risk was raised since he signed in
     */
    Begun begin(TenantId home, Spent spent, Holding browser, Application client, TokenRequest request, Instant now) {
        Scored scored = score(home, browser, client, request.from(), now);
        var device = new Continuing.OfDevice(
                scored.risk(),
                scored.userRisk(),
                !scored.risky(),
                request.from().surroundings());
        Optional<HomeDecision> decision = continuing.onDevice(home, browser.session(), spent.request(), device, now);
        return database.in(home, handle -> begun(handle, home, spent, browser, scored, decision, request, now));
    }

    /**
     * The device, as risk-service sees it.
     *
     * @param score empty where it could not be scored (H17)
     */
    private record Scored(SignIn signIn, Optional<Score> score, UserRisk lastKnown) {
        SignInRisk risk() {
            return score.map(Score::risk).orElseGet(SignInRisk.NotScored::new);
        }

        UserRisk userRisk() {
            return score.map(Score::userRisk).orElse(lastKnown);
        }

        boolean risky() {
            return score.filter(each -> each.risk().risky()).isPresent();
        }

        Optional<RiskLevel> level() {
            return score.flatMap(each -> switch (each.risk()) {
                case SignInRisk.Scored(var level, var detections) -> Optional.of(level);
                case SignInRisk.NotScored() -> Optional.empty();
            });
        }
    }

    /** @throws OAuthRefusal where the person's risk was raised since he signed in */
    private Scored score(TenantId home, Holding browser, Application client, TokenRequest.Sender from, Instant now) {
        UserRisk before = currentRisk.of(home, browser.session().person());
        if (before.riskEpoch() > browser.session().began().risk()) {
            throw new OAuthRefusal(OAuthError.GRANT_OVER);
        }
        UUID id = UUID.randomUUID();
        var signIn = new SignIn(
                id,
                now,
                browser.session().person().toString(),
                browser.person().userPrincipalName(),
                client.id().toString(),
                client.displayName(),
                from.surroundings().origin().address().map(Object::toString).orElse(null),
                "Mobile Apps and Desktop clients",
                from.userAgent().orElse(null),
                true,
                new SignIn.DeviceDetail(null, null, null, null),
                null,
                id.toString(),
                new Issuer(edge.url(), home).name(),
                null,
                new SignIn.Status(0, null));
        return new Scored(signIn, riskService.score(home, signIn), before);
    }

    /** What came of it. */
    sealed interface Begun {
        record With(Grant grant, Session session, Optional<String> refreshToken) implements Begun {}

        record Not(OAuthError error, int number) implements Begun {}
    }

    private Begun begun(
            Handle handle,
            TenantId home,
            Spent spent,
            Holding browser,
            Scored scored,
            Optional<HomeDecision> decision,
            TokenRequest request,
            Instant now) {
        Session of = browser.session();
        long epoch = accounts.lock(handle, home, of.person()).sessionEpoch();
        tell(handle, home, of, scored, now);
        boolean letIn = decision.filter(HomeDecision.SignedIn.class::isInstance).isPresent();
        Optional<DeviceAuthorization> device =
                devices.lock(handle, home, spent.device().id());
        boolean onlyOnce = device.filter(each ->
                        each.state() instanceof State.Spent(var session, var grant) && grant.equals(spent.grant()))
                .isPresent();
        if (!letIn || !onlyOnce || epoch > of.began().session()) {
            SignInCode code = letIn ? SignInCode.FRESH_SIGN_IN_NEEDED : code(decision);
            reports.outcome(
                    handle, home, scored.signIn().id(), SignIn.Outcome.of(code.number(), Optional.empty(), now), now);
            return letIn
                    ? new Begun.Not(onlyOnce ? OAuthError.GRANT_OVER : OAuthError.CODE_REUSED, code.number())
                    : new Begun.Not(error(decision), code.number());
        }
        Session session = ofDevice(of, scored);
        sessions.begin(handle, home, session);
        boolean publicly = request.secret().isEmpty()
                && request.optional("client_assertion").isEmpty();
        Grant grant = Grant.of(spent.grant(), spent.request(), publicly, home, session);
        grants.begin(handle, grant, now);
        reports.outcome(handle, home, scored.signIn().id(), SignIn.Outcome.of(0, Optional.empty(), now), now);
        return new Begun.With(
                grant,
                session,
                grant.refreshable(new Issuer(edge.url(), home))
                        ? Optional.of(grants.refreshToken(handle, grant, now))
                        : Optional.empty());
    }

    private void tell(Handle handle, TenantId home, Session of, Scored scored, Instant now) {
        if (scored.score().isPresent()) {
            knownRisks.remember(handle, home, of.person(), scored.userRisk(), now);
        } else {
            reports.signIn(handle, home, scored.signIn(), now);
        }
    }

    /** No younger than the sign-in behind it, and no longer. */
    private static Session ofDevice(Session browser, Scored scored) {
        return new Session(
                new SessionId(scored.signIn().id()),
                browser.person(),
                browser.client(),
                new Epochs(browser.began().session(), scored.userRisk().riskEpoch()),
                browser.authTime(),
                browser.mfaAt(),
                browser.amr(),
                browser.scored() && scored.score().isPresent(),
                scored.level(),
                GrantKind.DEVICE_CODE,
                scored.signIn().id(),
                browser.expiresAt());
    }

    /** D27: what is left to ask cannot be asked on a device. */
    static SignInCode code(Optional<HomeDecision> decision) {
        return decision.filter(HomeDecision.Blocked.class::isInstance)
                .map(HomeDecision::code)
                .orElse(SignInCode.MFA_REQUIRED);
    }

    private static OAuthError error(Optional<HomeDecision> decision) {
        return decision.filter(HomeDecision.Prompt.class::isInstance).isPresent()
                ? OAuthError.SIGN_IN_NEEDED
                : OAuthError.GRANT_REFUSED;
    }
}
