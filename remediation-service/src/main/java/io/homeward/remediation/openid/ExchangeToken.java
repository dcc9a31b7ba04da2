package io.homeward.remediation.openid;

import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.ForeignRules;
import io.homeward.accessrules.standing.StandingNotice;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.openid.SubjectTokens.Subject;
import io.homeward.remediation.risk.SignIn;
import io.homeward.remediation.session.Session;
import io.homeward.remediation.session.Sessions;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Token exchange (RFC 8693): a person's token of his home against one for a tenant that he may enter as a technician or as a guest, decided anew each
 * time (D26). The result is of the same session: its sid, first factor, methods and epochs, and it ends no later. A token whose grant has ended
 * (revoked, its code or a refresh token of it used twice) is exchanged no more.
 */
@Singleton
class ExchangeToken {
    private static final Logger LOG = Logger.getLogger(ExchangeToken.class);

    private final SubjectTokens subjects;
    private final TenantDatabase database;
    private final Sessions sessions;
    private final Grants grants;
    private final Clients clients;
    private final EntryFacts facts;
    private final TokenIssuer issuer;
    private final SessionUses uses;
    private final InstantSource clock;

    ExchangeToken(
            SubjectTokens subjects,
            TenantDatabase database,
            Sessions sessions,
            Grants grants,
            Clients clients,
            EntryFacts facts,
            TokenIssuer issuer,
            SessionUses uses,
            InstantSource clock) {
        this.subjects = subjects;
        this.database = database;
        this.sessions = sessions;
        this.grants = grants;
        this.clients = clients;
        this.facts = facts;
        this.issuer = issuer;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * @param resource the tenant to enter, whose token endpoint was asked
     * @throws OAuthRefusal where there is no token
     */
    TokenResponse exchange(TenantId resource, TokenRequest request) {
        Subject subject = subject(request);
        if (subject.home().equals(resource)) {
            throw new OAuthRefusal(OAuthError.SUBJECT_TOKEN_INVALID, "A token for the home comes by signing in there.");
        }
        Application client = genuineClient(subject, request);
        Instant now = clock.instant();
        if (isOver(subject, now)) {
            throw new OAuthRefusal(OAuthError.SUBJECT_TOKEN_INVALID);
        }
        Session session = database.in(
                        subject.home(), handle -> sessions.live(handle, subject.home(), subject.session(), now))
                .filter(each -> each.person().equals(subject.person()))
                .orElseThrow(() -> new OAuthRefusal(OAuthError.SESSION_OVER));
        ForeignEntry entry = facts.of(subject, session, resource, request.from().surroundings(), now);
        EntryDecision decision = ForeignRules.anywhere(entry, facts.served(entry), now);
        uses.report(subject.home(), session, client, request.from(), SignIn.ACCESS_TOKEN, decision.code(), now);
        return switch (decision) {
            case EntryDecision.Admitted admitted -> issuer.forCustomer(subject.home(), resource, session, now);
            case EntryDecision.StepUp stepUp ->
                throw refusal(OAuthError.STEP_UP_NEEDED, stepUp, Optional.empty(), Optional.empty(), subject);
            case EntryDecision.Refused refused ->
                throw refusal(OAuthError.ENTRY_REFUSED, refused, refused.notice(), refused.retryAfter(), subject);
        };
    }

    private Subject subject(TokenRequest request) {
        if (!request.required("subject_token_type").equals(TokenIssuer.ACCESS_TOKEN)) {
            throw new OAuthRefusal(OAuthError.REQUEST_INVALID, "Only access tokens are exchanged.");
        }
        if (request.optional("actor_token").isPresent()) {
            throw new OAuthRefusal(OAuthError.REQUEST_INVALID, "Actor tokens are not taken here.");
        }
        if (request.optional("requested_token_type")
                .filter(type -> !type.equals(TokenIssuer.ACCESS_TOKEN))
                .isPresent()) {
            throw new OAuthRefusal(OAuthError.REQUEST_INVALID, "Only access tokens are issued.");
        }
        return subjects.read(request.required("subject_token"))
                .orElseThrow(() -> new OAuthRefusal(OAuthError.SUBJECT_TOKEN_INVALID));
    }

    /** What the token came of has ended. One that came of a sign-in has no grant and ends with its session. */
    private boolean isOver(Subject subject, Instant now) {
        return subject.grant()
                .filter(grant -> database.in(
                                subject.tenant(), handle -> grants.live(handle, subject.tenant(), grant, now))
                        .isEmpty())
                .isPresent();
    }

    /** Only the application the person signed in to at home may do it, and it shows its secret if it has one. */
    private Application genuineClient(Subject subject, TokenRequest request) {
        return Optional.of(clients.known(subject.home(), request, clock.instant()))
                .filter(application -> application.id().equals(subject.client()))
                .orElseThrow(() -> new OAuthRefusal(OAuthError.CLIENT_UNKNOWN));
    }

    private OAuthRefusal refusal(
            OAuthError error,
            EntryDecision decision,
            Optional<StandingNotice> notice,
            Optional<Duration> retryAfter,
            Subject subject) {
        UUID id = UUID.randomUUID();
        LOG.infof("Decision %s: %s %s", id, decision.rule(), decision.code());
        var told = EntryRefusal.of(id, decision, notice, retryAfter, issuer.issuer(subject.home()));
        return new OAuthRefusal(error, decision.code().number(), describe(error, decision.code()), Optional.of(told));
    }

    private static String describe(OAuthError error, SignInCode code) {
        return switch (code) {
            case CROSS_TENANT_DENIED -> "There is no way for you into this tenant.";
            case DELEGATE_AT_RISK_AT_HOME, GUEST_AT_RISK_AT_HOME ->
                "Your account is blocked here because of its standing at home.";
            case MFA_REQUIRED -> "Sign in at home with a second factor, then try again.";
            case REGISTRATION_REQUIRED -> "Register a second factor at home first.";
            case FRESH_SIGN_IN_NEEDED, SESSION_REVOKED, SIGN_IN_TOO_OLD -> "Sign in at home again, then try again.";
            case SUCCESS,
                    THROTTLED,
                    TEMPORARY_PASSWORD,
                    DISABLED,
                    MFA_NOT_PASSED,
                    MFA_EXPIRED,
                    WRONG_PASSWORD,
                    PASSWORD_CHANGE_FOR_RISK,
                    BLOCKED_BY_POLICY,
                    REGISTRATION_BLOCKED_BY_RISK,
                    REGISTRATION_RESTRICTED -> error.description();
        };
    }
}
