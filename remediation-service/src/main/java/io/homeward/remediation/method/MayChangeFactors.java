package io.homeward.remediation.method;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.FactorChange;
import io.homeward.accessrules.home.HomeSignIn.RegistrationGround;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.credential.PassedFactor;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.directory.Relationships;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.flow.TrustedPlaces;
import io.homeward.remediation.risk.PersonRisk;
import io.homeward.remediation.risk.RiskService;
import io.homeward.remediation.session.Session;
import io.homeward.remediation.session.SessionId;
import io.homeward.remediation.session.Sessions;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Asks the law whether a session may change its person's factors: one that began shortly before (with MFA, or with a recovery code by somebody who has
 * lost the rest), whose sign-in was scored and not risky, of nobody at risk (invariant 6, {@link FactorChange}). So nobody's last factor goes from a
 * session that somebody else may hold. Who has no factor yet registers his first one shortly after his first proof, on solid ground (D18).
 */
@Singleton
public class MayChangeFactors {
    /** Long enough to find the device that is to go, short enough that an unattended screen is worth nothing. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final TenantDatabase database;
    private final Sessions sessions;
    private final Rules rules;
    private final People people;
    private final Relationships relationships;
    private final Capabilities capabilities;
    private final TrustedPlaces trustedPlaces;
    private final RiskService riskService;

    MayChangeFactors(
            TenantDatabase database,
            Sessions sessions,
            Rules rules,
            People people,
            Relationships relationships,
            Capabilities capabilities,
            TrustedPlaces trustedPlaces,
            RiskService riskService) {
        this.database = database;
        this.sessions = sessions;
        this.rules = rules;
        this.people = people;
        this.relationships = relationships;
        this.capabilities = capabilities;
        this.trustedPlaces = trustedPlaces;
        this.riskService = riskService;
    }

    /** Name one, take one away, have new recovery codes made. */
    public FactorLeave change(TenantId tenant, PersonId person, SessionId id, Instant now) {
        Optional<UserRisk> risk = risk(tenant, person);
        return database.in(tenant, handle -> session(handle, tenant, person, id, now)
                .filter(session -> fresh(proven(session), now))
                .map(session -> risk.map(known -> overtaken(session, known)
                                ? new FactorLeave.Stale()
                                : leave(FactorChange.decide(
                                        began(session), known, session.grant(), false, RegistrationGround.ORDINARY)))
                        .orElseGet(FactorLeave.Unknown::new))
                .orElseGet(FactorLeave.Stale::new));
    }

    /**
     * Register one more, or the first.
     *
     * @param where the browser is now
     */
    public FactorLeave add(TenantId tenant, PersonId person, SessionId id, Surroundings where, Instant now) {
        Optional<UserRisk> risk = risk(tenant, person);
        return database.in(tenant, handle -> {
            Capability capability = capabilities.find(handle, tenant, person).orElse(Capability.NONE);
            boolean first = !capability.registered();
            return session(handle, tenant, person, id, now)
                    .filter(session -> fresh(first ? Optional.of(session.authTime()) : proven(session), now))
                    .map(session -> risk.map(known -> overtaken(session, known)
                                    ? new FactorLeave.Stale()
                                    : adding(handle, tenant, session, known, capability, where))
                            .orElseGet(FactorLeave.Unknown::new))
                    .orElseGet(FactorLeave.Stale::new);
        });
    }

    private FactorLeave adding(
            Handle handle, TenantId tenant, Session session, UserRisk risk, Capability capability, Surroundings where) {
        Optional<TenantRules> law = rules.of(handle, tenant);
        Optional<Person> found = people.find(handle, tenant, session.person())
                .filter(Person::mayExist)
                .filter(Person::signsInHere);
        if (law.isEmpty() || found.isEmpty()) {
            return new FactorLeave.Stale();
        }
        Person person = found.get();
        boolean delegated = relationships.ofPartner(handle, tenant).stream()
                .anyMatch(relationship -> relationship.assigns(person.groups()));
        boolean trusted = law.get().trusts(where.origin())
                || trustedPlaces.holds(where.origin().address());
        var circumstances = new Circumstances(
                person.asMember(),
                Optional.of(session.client()),
                Optional.of(ClientAppType.BROWSER),
                Optional.of(risk.openLevel()),
                session.signInRisk(),
                Optional.of(session.grant()),
                where,
                Optional.empty());
        return leave(FactorChange.decide(
                began(session),
                risk,
                session.grant(),
                !capability.registered(),
                new RegistrationGround(delegated, trusted),
                law.get(),
                circumstances,
                PassedFactor.of(session, capability)));
    }

    private Optional<UserRisk> risk(TenantId tenant, PersonId person) {
        return riskService.personRisk(tenant, person, Optional.empty()).map(PersonRisk::risk);
    }

    private Optional<Session> session(Handle handle, TenantId tenant, PersonId person, SessionId id, Instant now) {
        return sessions.live(handle, tenant, id, now)
                .filter(each -> each.person().equals(person));
    }

    private static boolean fresh(Optional<Instant> proven, Instant now) {
        return proven.filter(at -> now.isBefore(at.plus(FRESH))).isPresent();
    }

    /** When his second factor was; a recovery code stands in for one. */
    private static Optional<Instant> proven(Session session) {
        boolean recovered = session.mfaAt().isEmpty() && session.amr().contains("otp");
        return recovered ? Optional.of(session.authTime()) : session.mfaAt();
    }

    /** Whoever was at risk since has to sign in anew (D9). */
    private static boolean overtaken(Session session, UserRisk risk) {
        return session.began().risk() < risk.riskEpoch() && !risk.open();
    }

    private static SignInRisk began(Session session) {
        return session.scored()
                ? session.signInRisk().<SignInRisk>map(SignInRisk::scored).orElseGet(SignInRisk.NotScored::new)
                : new SignInRisk.NotScored();
    }

    private static FactorLeave leave(FactorChange decision) {
        return switch (decision) {
            case FactorChange.Allowed allowed -> new FactorLeave.Granted();
            case FactorChange.Refused refused ->
                refused.rule() == Rule.H4 ? new FactorLeave.Stale() : new FactorLeave.Withheld(refused.rule());
        };
    }
}
