package io.homeward.remediation.openid;

import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.ForeignRules;
import io.homeward.accessrules.entry.MemberEntry;
import io.homeward.accessrules.entry.MemberRules;
import io.homeward.accessrules.entry.Session.TokenOf;
import io.homeward.accessrules.entry.VisitFacts;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.risk.KnownRisks;
import io.homeward.remediation.risk.PersonRisk;
import io.homeward.remediation.risk.RiskService;
import io.homeward.remediation.risk.SignIn;
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
 * Whether a grant still holds: its session goes on, and the law lets the person in now (D26). Asked before every token that comes of it, the first
 * as well.
 */
@Singleton
class DecideAnew {
    private final TenantDatabase database;
    private final Sessions sessions;
    private final Accounts accounts;
    private final People people;
    private final Rules rules;
    private final KnownRisks knownRisks;
    private final RiskService riskService;
    private final EntryFacts facts;
    private final SessionUses uses;
    private final EdgeSettings edge;

    DecideAnew(
            TenantDatabase database,
            Sessions sessions,
            Accounts accounts,
            People people,
            Rules rules,
            KnownRisks knownRisks,
            RiskService riskService,
            EntryFacts facts,
            SessionUses uses,
            EdgeSettings edge) {
        this.database = database;
        this.sessions = sessions;
        this.accounts = accounts;
        this.people = people;
        this.rules = rules;
        this.knownRisks = knownRisks;
        this.riskService = riskService;
        this.facts = facts;
        this.uses = uses;
        this.edge = edge;
    }

    /** The person and his session, as they are now. */
    record Holding(Person person, Session session) {}

    /** @throws OAuthRefusal where nothing may come of the grant any more, or not now */
    Holding refresh(Grant grant, Application client, TokenRequest.Sender from, Instant now) {
        Holding holding = live(grant.home(), grant.session(), grant.offline(), now);
        EntryDecision decision = decide(grant, holding, from, now);
        uses.report(grant.home(), holding.session(), client, from, SignIn.REFRESH_TOKEN, decision.code(), now);
        return switch (decision) {
            case EntryDecision.Admitted admitted -> holding;
            case EntryDecision.StepUp stepUp -> throw stepUp(stepUp);
            case EntryDecision.Refused refused -> throw refused(grant, refused);
        };
    }

    /** @throws OAuthRefusal where the session is over; what was granted offline ends with the epochs, not with the session */
    Holding live(TenantId home, SessionId id, boolean offline, Instant now) {
        return database.in(home, handle -> session(handle, home, id, offline, now)
                        .flatMap(session -> people.find(handle, home, session.person())
                                .filter(Person::mayExist)
                                .map(person -> new Holding(person, session))))
                .orElseThrow(() -> new OAuthRefusal(OAuthError.GRANT_OVER));
    }

    private Optional<Session> session(Handle handle, TenantId home, SessionId id, boolean offline, Instant now) {
        return offline ? sessions.notOverruled(handle, home, id) : sessions.live(handle, home, id, now);
    }

    private EntryDecision decide(Grant grant, Holding holding, TokenRequest.Sender from, Instant now) {
        return grant.atHome()
                ? MemberRules.decide(member(grant, holding, from))
                : ForeignRules.decide(
                        facts.of(
                                grant.home(),
                                holding.session(),
                                GrantKind.REFRESH,
                                grant.mfaForEntry(),
                                grant.tenant(),
                                grant.client(),
                                from.surroundings(),
                                now),
                        now);
    }

    private MemberEntry member(Grant grant, Holding holding, TokenRequest.Sender from) {
        TenantId home = grant.home();
        Optional<UserRisk> asked =
                riskService.personRisk(home, grant.person(), Optional.empty()).map(PersonRisk::risk);
        return database.in(home, handle -> {
            UserRisk risk = asked.orElseGet(() -> knownRisks.lastKnown(handle, home, grant.person()));
            Subject person = holding.person().asMember();
            return new MemberEntry(
                    person,
                    rules.of(handle, home),
                    Optional.of(risk),
                    !holding.person().mayExist(),
                    new Epochs(accounts.look(handle, home, grant.person()).sessionEpoch(), risk.riskEpoch()),
                    EntryFacts.told(holding.session(), kind(holding.session()), false, TokenOf.PERSON),
                    Optional.of(grant.client()),
                    VisitFacts.CLIENT,
                    from.surroundings());
        });
    }

    /** Policies about device codes bind as long as the session goes on. */
    private static GrantKind kind(Session session) {
        return session.grant() == GrantKind.DEVICE_CODE ? GrantKind.DEVICE_CODE : GrantKind.REFRESH;
    }

    private static OAuthRefusal stepUp(EntryDecision.StepUp stepUp) {
        boolean over = stepUp.code() == SignInCode.SESSION_REVOKED || stepUp.code() == SignInCode.FRESH_SIGN_IN_NEEDED;
        OAuthError error = over ? OAuthError.GRANT_OVER : OAuthError.SIGN_IN_NEEDED;
        return new OAuthRefusal(error, stepUp.code().number(), error.description(), Optional.empty());
    }

    private OAuthRefusal refused(Grant grant, EntryDecision.Refused refused) {
        var told = EntryRefusal.of(UUID.randomUUID(), refused, new Issuer(edge.url(), grant.home()));
        return new OAuthRefusal(
                OAuthError.GRANT_REFUSED,
                refused.code().number(),
                OAuthError.GRANT_REFUSED.description(),
                grant.atHome() ? Optional.empty() : Optional.of(told));
    }
}
