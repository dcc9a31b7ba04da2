package io.homeward.remediation.method;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.FactorChange;
import io.homeward.accessrules.home.HomeSignIn.RegistrationGround;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.graph.refusal.Rejection;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.Credentials.FactorOf;
import io.homeward.remediation.notice.Notice;
import io.homeward.remediation.notice.PersonNotices;
import io.homeward.remediation.risk.PersonRisk;
import io.homeward.remediation.risk.RiskService;
import io.homeward.remediation.session.Session;
import io.homeward.remediation.session.SessionId;
import io.homeward.remediation.session.Sessions;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody may do to his own factors: name them, take one away, have new recovery codes made. Only in a session that began shortly before (with
 * MFA, or with a recovery code by somebody who has lost the rest), whose sign-in was scored and not risky, and by nobody at risk (invariant 6,
 * {@link FactorChange}). So nobody's last factor goes from a session that somebody else may hold.
 */
@Singleton
public class OwnFactors {
    /** Long enough to find the device that is to go, short enough that an unattended screen is worth nothing. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final int LONGEST_NAME = 60;

    private final TenantDatabase database;
    private final Sessions sessions;
    private final Credentials credentials;
    private final RiskService riskService;
    private final PersonNotices notices;
    private final InstantSource clock;

    OwnFactors(
            TenantDatabase database,
            Sessions sessions,
            Credentials credentials,
            RiskService riskService,
            PersonNotices notices,
            InstantSource clock) {
        this.database = database;
        this.sessions = sessions;
        this.credentials = credentials;
        this.riskService = riskService;
        this.notices = notices;
        this.clock = clock;
    }

    /** @throws GraphRefusal 403 where the session may not, 404 where the person has no such factor */
    public void remove(TenantId tenant, PersonId person, SessionId session, String method) {
        mayChange(tenant, person, session);
        Instant now = clock.instant();
        database.in(tenant, handle -> {
            UUID id = id(method);
            FactorOf kind =
                    credentials.kindOf(handle, tenant, person, id).orElseThrow(() -> GraphRefusal.notFound(method));
            credentials.remove(handle, tenant, person, kind, id);
            var thing = kind == FactorOf.PASSKEY ? Notice.Thing.PASSKEY : Notice.Thing.TOTP;
            notices.tell(
                    handle, tenant, person, Notice.of(Notice.Kind.FACTOR_REMOVED, thing, Surroundings.UNKNOWN), now);
            return id;
        });
    }

    /** @throws GraphRefusal 403 where the session may not, 400 for no name, 404 where the person has no such passkey */
    public void rename(TenantId tenant, PersonId person, SessionId session, String method, String name) {
        mayChange(tenant, person, session);
        String shown = name.strip();
        if (shown.isEmpty()
                || shown.codePointCount(0, shown.length()) > LONGEST_NAME
                || shown.codePoints().anyMatch(Character::isISOControl)) {
            throw GraphRefusal.badRequest("displayName has from 1 to 60 characters, and none that cannot be shown.");
        }
        database.in(tenant, handle -> {
            if (!credentials.rename(handle, tenant, person, id(method), shown)) {
                throw GraphRefusal.notFound(method);
            }
            return shown;
        });
    }

    /**
     * New recovery codes in the place of the old ones.
     *
     * @return the codes, for the only time
     * @throws GraphRefusal 403 where the session may not, 400 for somebody without a factor they could stand in for
     */
    public List<String> renewRecoveryCodes(TenantId tenant, PersonId person, SessionId session) {
        mayChange(tenant, person, session);
        Instant now = clock.instant();
        return database.in(tenant, handle -> {
            if (!credentials.registered(handle, tenant, person)) {
                throw GraphRefusal.badRequest("Recovery codes stand in for a factor. Register one first.");
            }
            var notice = Notice.of(Notice.Kind.FACTOR_REGISTERED, Notice.Thing.RECOVERY_CODES, Surroundings.UNKNOWN);
            notices.tell(handle, tenant, person, notice, now);
            return credentials.renewRecoveryCodes(handle, tenant, person, now);
        });
    }

    private void mayChange(TenantId tenant, PersonId person, SessionId id) {
        Instant now = clock.instant();
        Session session = database.in(tenant, handle -> sessions.live(handle, tenant, id, now))
                .filter(each -> each.person().equals(person))
                .orElseThrow(GraphRefusal::forbidden);
        boolean recovered = session.mfaAt().isEmpty() && session.amr().contains("otp");
        Optional<Instant> proven = recovered ? Optional.of(session.authTime()) : session.mfaAt();
        if (proven.filter(at -> now.isBefore(at.plus(FRESH))).isEmpty()) {
            throw refused("Sign in again with a second factor: this needs a fresh one.", Optional.empty());
        }
        UserRisk risk = riskService
                .personRisk(tenant, person, Optional.empty())
                .map(PersonRisk::risk)
                .orElseThrow(() ->
                        new Refusal(Fault.BUSY, "Nothing can be changed at the moment. Try again in a little while."));
        SignInRisk began = session.scored()
                ? session.signInRisk().<SignInRisk>map(SignInRisk::scored).orElseGet(SignInRisk.NotScored::new)
                : new SignInRisk.NotScored();
        if (FactorChange.decide(began, risk, session.grant(), false, RegistrationGround.ORDINARY)
                instanceof FactorChange.Refused refused) {
            throw refused("Not in this session.", Optional.of(refused.rule().name()));
        }
    }

    private static GraphRefusal refused(String inner, Optional<String> rule) {
        var rejection = Rejection.of(
                        403,
                        "not-allowed",
                        "This caller may not do that",
                        "Insufficient privileges to complete the operation.")
                .withInner(inner);
        return new GraphRefusal(
                rule.map(name -> rejection.withMember("rule", name)).orElse(rejection));
    }

    private static UUID id(String method) {
        try {
            return UUID.fromString(method);
        } catch (IllegalArgumentException e) {
            throw GraphRefusal.notFound(method);
        }
    }
}
