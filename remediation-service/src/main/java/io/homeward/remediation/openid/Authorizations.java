package io.homeward.remediation.openid;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.ForeignRules;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.directory.Applications;
import io.homeward.remediation.openid.AuthorizationRequests.Answered;
import io.homeward.remediation.openid.AuthorizationRequests.Kept;
import io.homeward.remediation.session.Secrets;
import io.homeward.remediation.session.Session;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Answers what applications have asked for, when the person has signed in for it or has not. A person who is at home elsewhere gets a code only
 * where the law lets him into the application's tenant (D1 to D29).
 */
@Singleton
public class Authorizations {
    private static final Logger LOG = Logger.getLogger(Authorizations.class);

    /** A code is redeemed at once by who waits for it. */
    static final Duration CODE_LIFETIME = Duration.ofMinutes(2);

    private final TenantDatabase database;
    private final AuthorizationRequests requests;
    private final Applications applications;
    private final EntryFacts facts;
    private final EdgeSettings edge;

    Authorizations(
            TenantDatabase database,
            AuthorizationRequests requests,
            Applications applications,
            EntryFacts facts,
            EdgeSettings edge) {
        this.database = database;
        this.requests = requests;
        this.applications = applications;
        this.facts = facts;
        this.edge = edge;
    }

    /** A request for which somebody may still sign in. */
    public Optional<AuthorizationRequest> find(AuthorizationId id, Instant now) {
        return database.in(id.tenant(), handle -> requests.find(handle, id, now));
    }

    /** Nobody signs in for it: the person has declined. */
    public Answer declined(AuthorizationId id, Instant now) {
        return to(request(id, now)).error("access_denied", "The person has declined to sign in.");
    }

    /**
     * The answer for a session that has just begun, or that the law lets go on. Asked again for the same session, it is a new code in place of
     * the one before, as long as that was not redeemed.
     *
     * @param home whose person it is, and where the session is
     * @param from where the browser is now, for the policies of the tenant entered
     * @throws Refusal {@link Fault#REQUEST_OVER} where the request has expired, or was answered already
     */
    public Answer answer(TenantId home, AuthorizationId id, Session session, Surroundings from, Instant now) {
        AuthorizationRequest request = request(id, now);
        AnswerTo to = to(request);
        if (!request.acceptsFirstFactorOf(session.authTime(), now)
                || request.hinted()
                        .filter(person -> !person.equals(session.person()))
                        .isPresent()) {
            return to.error("login_required", "Somebody else, or too long ago, has signed in.");
        }
        if (request.unmetBy(session)) {
            return to.error("unmet_authentication_requirements", "What was proven is less than what is asked for.");
        }
        if (request.device().isPresent() && !home.equals(request.tenant())) {
            // D27: home use only. The same for whoever comes from elsewhere, so that nothing is learnt of the tenant.
            return to.error("home_only", "A device is used with an account of its own tenant.");
        }
        return home.equals(request.tenant())
                ? coded(home, request, session, now)
                : entering(home, request, session, from, now);
    }

    private Answer entering(
            TenantId home, AuthorizationRequest request, Session session, Surroundings from, Instant now) {
        boolean mfaForThisEntry =
                session.mfaAt().filter(at -> !at.isBefore(request.began())).isPresent();
        ForeignEntry entry = facts.of(
                home, session, GrantKind.INTERACTIVE, mfaForThisEntry, request.tenant(), request.client(), from, now);
        EntryDecision decision = ForeignRules.decide(entry, now);
        return switch (decision) {
            case EntryDecision.Admitted admitted -> coded(home, request, session, now);
            case EntryDecision.StepUp stepUp ->
                to(request).error("interaction_required", "Something has to be done at home first: " + stepUp.code());
            case EntryDecision.Refused refused -> {
                UUID decisionId = UUID.randomUUID();
                LOG.infof("Decision %s: %s %s", decisionId, refused.rule(), refused.code());
                yield new Answer.Refused(EntryRefusal.of(decisionId, refused, new Issuer(edge.url(), home)));
            }
        };
    }

    private Answer coded(TenantId home, AuthorizationRequest request, Session session, Instant now) {
        Secrets.Secret code = Secrets.next(request.tenant());
        return database.in(request.tenant(), handle -> {
            if (applications.enabled(handle, request.tenant(), request.client()).isEmpty()) {
                return to(request).error("unauthorized_client", "The application is not in use any more.");
            }
            refuseAnswered(handle, request, session, now);
            requests.answer(handle, request.id(), home, session.id(), code, now.plus(CODE_LIFETIME));
            return request.device().isPresent()
                    ? new Answer.Redirect(request.redirectUri())
                    : to(request).code(code.text());
        });
    }

    private void refuseAnswered(Handle handle, AuthorizationRequest request, Session session, Instant now) {
        Kept kept = requests.lock(handle, request.id(), now).orElseThrow(Authorizations::over);
        boolean openStill = kept.answered().stream().allMatch(answered -> mayReplace(answered, session));
        if (!openStill) {
            throw over();
        }
    }

    private static boolean mayReplace(Answered answered, Session session) {
        return answered.grant().isEmpty() && answered.session().equals(session.id());
    }

    private AuthorizationRequest request(AuthorizationId id, Instant now) {
        return find(id, now).orElseThrow(Authorizations::over);
    }

    private AnswerTo to(AuthorizationRequest request) {
        return AnswerTo.of(request, new Issuer(edge.url(), request.tenant()));
    }

    private static Refusal over() {
        return new Refusal(Fault.REQUEST_OVER, "Go back to the application and begin again.");
    }
}
