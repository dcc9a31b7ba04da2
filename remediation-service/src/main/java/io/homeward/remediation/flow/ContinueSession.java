package io.homeward.remediation.flow;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.Progress;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.MfaProof;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.credential.PassedFactor;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.openid.AuthorizationRequest;
import io.homeward.remediation.openid.Continuing;
import io.homeward.remediation.risk.KnownRisks;
import io.homeward.remediation.risk.PersonRisk;
import io.homeward.remediation.risk.RiskService;
import io.homeward.remediation.session.Session;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Asks the law about a session that a browser carries, as if its person had just proven again what was proven in it. Whatever is left to ask, to
 * tell or to close is a flow's: then he signs in.
 */
@Singleton
class ContinueSession implements Continuing {
    private final TenantDatabase database;
    private final People people;
    private final Capabilities capabilities;
    private final RiskService riskService;
    private final KnownRisks knownRisks;
    private final Decide decide;

    ContinueSession(
            TenantDatabase database,
            People people,
            Capabilities capabilities,
            RiskService riskService,
            KnownRisks knownRisks,
            Decide decide) {
        this.database = database;
        this.people = people;
        this.capabilities = capabilities;
        this.riskService = riskService;
        this.knownRisks = knownRisks;
        this.decide = decide;
    }

    @Override
    public boolean goesOn(
            TenantId home, Session session, AuthorizationRequest request, Surroundings from, Instant now) {
        Optional<UserRisk> asked =
                riskService.personRisk(home, session.person(), Optional.empty()).map(PersonRisk::risk);
        return database.in(home, handle -> {
            UserRisk risk = asked.orElseGet(() -> knownRisks.lastKnown(handle, home, session.person()));
            return risk.riskEpoch() <= session.began().risk()
                    && people.find(handle, home, session.person())
                            .filter(Person::mayExist)
                            .filter(person -> isMeant(person, request))
                            .flatMap(person -> decision(handle, home, person, session, request, risk, from, now))
                            .filter(decision -> decision instanceof HomeDecision.SignedIn signedIn
                                    && signedIn.remediations().isEmpty())
                            .isPresent();
        });
    }

    @Override
    public Optional<HomeDecision> onDevice(
            TenantId home, Session session, AuthorizationRequest request, OfDevice device, Instant now) {
        return database.in(home, handle -> people.find(handle, home, session.person())
                .filter(Person::mayExist)
                .flatMap(person -> {
                    Capability capability =
                            capabilities.find(handle, home, person.id()).orElse(Capability.NONE);
                    Evidence evidence = evidence(
                            session,
                            device.risk(),
                            device.userRisk(),
                            device.proven() ? PassedFactor.of(session, capability) : Optional.empty(),
                            device.from(),
                            now);
                    var opening = Opening.continuing(request, person, now);
                    return decide.continued(handle, home, opening, evidence, GrantKind.DEVICE_CODE, now);
                }));
    }

    private static boolean isMeant(Person person, AuthorizationRequest request) {
        return request.loginHint()
                .filter(hint -> hint.contains("@") && !hint.equalsIgnoreCase(person.userPrincipalName()))
                .isEmpty();
    }

    private Optional<HomeDecision> decision(
            Handle handle,
            TenantId home,
            Person person,
            Session session,
            AuthorizationRequest request,
            UserRisk risk,
            Surroundings from,
            Instant now) {
        Capability capability = capabilities.find(handle, home, person.id()).orElse(Capability.NONE);
        SignInRisk ofSignIn = session.signInRisk().map(SignInRisk::scored).orElseGet(SignInRisk.NotScored::new);
        Evidence evidence = evidence(session, ofSignIn, risk, PassedFactor.of(session, capability), from, now);
        var opening = Opening.continuing(request, person, now);
        return decide.continued(handle, home, opening, evidence, GrantKind.INTERACTIVE, now);
    }

    /** What may be skipped was skipped when the session began. */
    private static Evidence evidence(
            Session session,
            SignInRisk ofSignIn,
            UserRisk risk,
            Optional<MfaProof> proof,
            Surroundings from,
            Instant now) {
        Progress progress = Progress.beginning(now).firstFactor().skipped();
        return new Evidence(
                session.person(),
                session.signInId(),
                ofSignIn,
                risk,
                session.began(),
                session.authTime(),
                proof.map(progress::passed).orElse(progress),
                Set.of(),
                false,
                Optional.of(from),
                Evidence.FirstProof.PASSWORD);
    }
}
