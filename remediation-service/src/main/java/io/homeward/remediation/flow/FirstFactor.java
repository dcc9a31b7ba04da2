package io.homeward.remediation.flow;

import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.HomeRules;
import io.homeward.accessrules.home.HomeSignIn.AccountState;
import io.homeward.accessrules.home.Progress;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.MfaProof;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.AccessPasses;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.Passkey;
import io.homeward.remediation.credential.Passwords;
import io.homeward.remediation.credential.Proof;
import io.homeward.remediation.directory.IdentityProviders;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.enrolment.Admitted;
import io.homeward.remediation.federation.HearProvider;
import io.homeward.remediation.flow.Evidence.FirstProof;
import io.homeward.remediation.flow.FlowState.Because;
import io.homeward.remediation.openid.EdgeSettings;
import io.homeward.remediation.openid.Issuer;
import io.homeward.remediation.risk.KnownRisks;
import io.homeward.remediation.risk.RiskService;
import io.homeward.remediation.risk.Score;
import io.homeward.remediation.risk.SignIn;
import io.homeward.remediation.risk.SignInReports;
import io.homeward.remediation.session.Accounts;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The password, a passkey or a temporary access pass. Until it is right, whoever types learns nothing: an unknown name, a wrong password and an
 * account that is disabled or throttled have one answer, and take the same time (H14). When it is right, the sign-in is scored, and then decided.
 *
 * <p>A passkey with which the device has verified its owner is a first and a second factor in one.
 */
@Singleton
class FirstFactor {
    private final TenantDatabase database;
    private final People people;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Credentials credentials;
    private final PresentPasskey presentPasskey;
    private final AccessPasses accessPasses;
    private final LeakWatch leakWatch;
    private final IdentityProviders providers;
    private final HearProvider hearProvider;
    private final RiskService riskService;
    private final KnownRisks knownRisks;
    private final SignInReports reports;
    private final TrustedPlaces places;
    private final Flows flows;
    private final Decide decide;
    private final Conclude conclude;
    private final EdgeSettings edge;

    FirstFactor(
            TenantDatabase database,
            People people,
            Accounts accounts,
            Passwords passwords,
            Credentials credentials,
            PresentPasskey presentPasskey,
            AccessPasses accessPasses,
            LeakWatch leakWatch,
            IdentityProviders providers,
            HearProvider hearProvider,
            RiskService riskService,
            KnownRisks knownRisks,
            SignInReports reports,
            TrustedPlaces places,
            Flows flows,
            Decide decide,
            Conclude conclude,
            EdgeSettings edge) {
        this.database = database;
        this.people = people;
        this.accounts = accounts;
        this.passwords = passwords;
        this.credentials = credentials;
        this.presentPasskey = presentPasskey;
        this.accessPasses = accessPasses;
        this.leakWatch = leakWatch;
        this.providers = providers;
        this.hearProvider = hearProvider;
        this.riskService = riskService;
        this.knownRisks = knownRisks;
        this.reports = reports;
        this.places = places;
        this.flows = flows;
        this.decide = decide;
        this.conclude = conclude;
        this.edge = edge;
    }

    /** @param sessionEpoch as it was before the first factor was looked at */
    private record Candidate(Person person, long sessionEpoch) {}

    /**
     * How a first factor was right.
     *
     * @param trusted whether the ground is trusted whatever the tenant says of it (D18)
     * @param second what it proves besides
     */
    private record Shown(FirstProof by, boolean trusted, Optional<SecondFactor> second) {}

    Settled prove(Flow flow, Move.Password move, Client client, Instant now) {
        TenantId tenant = flow.tenant();
        Optional<Candidate> candidate = database.in(tenant, handle -> candidate(handle, flow));
        Proof proof = candidate
                .map(each -> passwords.verify(tenant, each.person().id(), move.password(), client.ipAddress(), now))
                .orElseGet(() -> passwords.verifyNobody(move.password()));
        if (candidate.isEmpty()) {
            return refuse(flow, Optional.empty(), HomeRules.wrongPassword(), client, now);
        }
        return switch (proof) {
            case Proof.Wrong() -> refuse(flow, candidate, HomeRules.wrongPassword(), client, now);
            case Proof.Throttled(var until) -> unusable(flow, candidate.get(), AccountState.THROTTLED, client, now);
            case Proof.Right() ->
                candidate.get().person().mayExist()
                        ? proven(flow, candidate.get(), move.password(), client, now)
                        : unusable(flow, candidate.get(), AccountState.DISABLED, client, now);
        };
    }

    /**
     * A passkey. Where a name was typed it has to be that person's; where none was, it says whose it is. Whatever is not right has the answer of a
     * wrong password.
     */
    Settled prove(Flow flow, Move.Passkey move, Client client, Instant now) {
        TenantId tenant = flow.tenant();
        Optional<Candidate> named = database.in(tenant, handle -> candidate(handle, flow));
        Optional<Presenter> presenter =
                database.in(tenant, handle -> presenter(handle, flow, named, move, client, now));
        if (presenter.isEmpty()) {
            return refuse(flow, named, HomeRules.wrongPassword(), client, now);
        }
        Candidate candidate = presenter.get().candidate();
        Flow known = flow.named(candidate.person().userPrincipalName());
        if (!candidate.person().mayExist()) {
            return unusable(known, candidate, AccountState.DISABLED, client, now);
        }
        Passkey passkey = presenter.get().passkey();
        var shown = new Shown(
                passkey.synced() ? FirstProof.SYNCED_PASSKEY : FirstProof.BOUND_PASSKEY,
                places.contain(client.ipAddress()),
                Optional.of(passkey.factor()));
        return scored(known, candidate, shown, client, now);
    }

    /** A temporary access pass: the ground is trusted (D18). Whatever is not right has the answer of a wrong password, and takes its time. */
    Settled prove(Flow flow, Move.TemporaryAccessPass move, Client client, Instant now) {
        TenantId tenant = flow.tenant();
        Optional<Candidate> candidate = database.in(tenant, handle -> candidate(handle, flow));
        Proof proof = candidate
                .map(each -> accessPasses.verify(tenant, each.person().id(), move.pass(), client.ipAddress(), now))
                .orElseGet(() -> passwords.verifyNobody(move.pass()));
        if (candidate.isEmpty() || !(proof instanceof Proof.Right)) {
            return refuse(flow, candidate, HomeRules.wrongPassword(), client, now);
        }
        return candidate.get().person().mayExist()
                ? scored(flow, candidate.get(), new Shown(FirstProof.ACCESS_PASS, true, Optional.empty()), client, now)
                : unusable(flow, candidate.get(), AccountState.DISABLED, client, now);
    }

    /**
     * What the tenant's own provider has said. He whom it names need not be he who was typed: that was a hint. Whatever is not right, also an account that
     * nobody has here or that is disabled, has one answer.
     */
    Settled prove(Flow flow, Move.Federated move, Client client, Instant now) {
        TenantId tenant = flow.tenant();
        Optional<Candidate> candidate = flow.opening()
                .provider()
                .flatMap(provider -> hearProvider.person(tenant, provider, move.asked(), move.returned(), now))
                .flatMap(person -> database.in(tenant, handle -> people.find(handle, tenant, person)
                        .map(found -> candidate(handle, tenant, found))));
        if (candidate.isEmpty()) {
            return refuse(flow, Optional.empty(), HomeRules.wrongPassword(), client, now);
        }
        Flow known = flow.named(candidate.get().person().userPrincipalName());
        var shown = new Shown(FirstProof.FEDERATED, places.contain(client.ipAddress()), Optional.empty());
        return scored(known, candidate.get(), shown, client, now);
    }

    private record Presenter(Candidate candidate, Passkey passkey) {}

    private Optional<Presenter> presenter(
            Handle handle, Flow flow, Optional<Candidate> named, Move.Passkey move, Client client, Instant now) {
        TenantId tenant = flow.tenant();
        boolean nameless = flow.opening().nameless();
        return credentials
                .ownerOf(handle, tenant, move.credential())
                .flatMap(owner -> people.find(handle, tenant, owner))
                .filter(person -> person.signsInHere() && !person.deleted())
                .filter(person -> providers
                        .ofName(handle, tenant, person.userPrincipalName())
                        .isEmpty())
                .filter(person -> nameless
                        || named.filter(each -> each.person().id().equals(person.id()))
                                .isPresent())
                .flatMap(person -> {
                    Candidate candidate = candidate(handle, tenant, person);
                    var where = client.surroundings(country(flow.opening(), Optional.empty()));
                    return presentPasskey
                            .present(handle, flow, person.id(), move.credential(), true, where, now)
                            .map(passkey -> new Presenter(candidate, passkey));
                });
    }

    private Optional<Candidate> candidate(Handle handle, Flow flow) {
        return flow.opening().nameless()
                ? Optional.empty()
                : people.named(handle, flow.tenant(), flow.opening().userPrincipalName())
                        .filter(Person::signsInHere)
                        // A domain may have come to a provider since the flow began.
                        .filter(person -> providers
                                .ofName(handle, flow.tenant(), person.userPrincipalName())
                                .isEmpty())
                        .map(person -> candidate(handle, flow.tenant(), person));
    }

    private Candidate candidate(Handle handle, TenantId tenant, Person person) {
        return new Candidate(person, accounts.look(handle, tenant, person.id()).sessionEpoch());
    }

    /**
     * A ticket in place of the password. It is a temporary access pass, so the ground is trusted (D18).
     *
     * @throws Refusal where the sign-in cannot be scored: then nothing could be registered (H17), and an enrolment is nothing else
     */
    Settled enrol(Flow flow, Admitted admitted, Client client, Instant now) {
        TenantId tenant = flow.tenant();
        Person person = database.in(tenant, handle -> people.find(handle, tenant, admitted.person()))
                .filter(Person::signsInHere)
                .orElseThrow(Flows::notFound);
        SignIn signIn = proven(flow, person.id(), client, now);
        Score score = riskService
                .score(tenant, signIn)
                .orElseThrow(() ->
                        new Refusal(Fault.BUSY, "Nobody can be enrolled at the moment. Try again in a little while."));
        var candidate = new Candidate(person, admitted.sessionEpoch());
        var shown = new Shown(FirstProof.TICKET, true, Optional.empty());
        return decided(flow, candidate, signIn, Optional.of(score), shown, client, now);
    }

    private Settled proven(Flow flow, Candidate candidate, String password, Client client, Instant now) {
        leakWatch.look(flow.tenant(), candidate.person().id(), password, now);
        var shown = new Shown(FirstProof.PASSWORD, places.contain(client.ipAddress()), Optional.empty());
        return scored(flow, candidate, shown, client, now);
    }

    private Settled scored(Flow flow, Candidate candidate, Shown shown, Client client, Instant now) {
        SignIn signIn = proven(flow, candidate.person().id(), client, now);
        Optional<Score> score = riskService.score(flow.tenant(), signIn);
        return decided(flow, candidate, signIn, score, shown, client, now);
    }

    private Settled decided(
            Flow flow,
            Candidate candidate,
            SignIn signIn,
            Optional<Score> score,
            Shown shown,
            Client client,
            Instant now) {
        TenantId tenant = flow.tenant();
        return database.in(tenant, handle -> {
            accounts.lock(handle, tenant, candidate.person().id());
            UserRisk userRisk = score.map(Score::userRisk)
                    .orElseGet(() -> knownRisks.lastKnown(
                            handle, tenant, candidate.person().id()));
            if (score.isPresent()) {
                knownRisks.remember(handle, tenant, candidate.person().id(), userRisk, now);
                credentials.doubt(handle, tenant, candidate.person().id(), userRisk, now);
            } else {
                reports.signIn(handle, tenant, signIn, now);
            }
            SignInRisk risk = score.map(Score::risk).orElseGet(SignInRisk.NotScored::new);
            Surroundings where = client.surroundings(country(flow.opening(), score));
            Evidence evidence = evidence(flow.opening(), candidate, signIn.id(), risk, userRisk, shown, where, now);
            if (shown.second()
                    .filter(factor -> !Capability.precedes(factor, userRisk))
                    .isPresent()) {
                // Made since what is held against the person: no first factor either (invariant 6).
                return conclude.by(handle, flow, evidence, Optional.of(HomeRules.wrongPassword()), now);
            }
            decide.beginGrace(handle, tenant, evidence, now);
            return conclude.by(handle, flow, evidence, decide.by(handle, tenant, flow.opening(), evidence, now), now);
        });
    }

    /** The right password of an account that is not to be used now: said so (H15), and nothing else comes of it. */
    private Settled unusable(Flow flow, Candidate candidate, AccountState account, Client client, Instant now) {
        TenantId tenant = flow.tenant();
        HomeDecision.Blocked blocked = database.in(tenant, handle -> {
            UserRisk userRisk =
                    knownRisks.lastKnown(handle, tenant, candidate.person().id());
            Evidence evidence = evidence(
                    flow.opening(),
                    candidate,
                    UUID.randomUUID(),
                    new SignInRisk.NotScored(),
                    userRisk,
                    new Shown(FirstProof.PASSWORD, places.contain(client.ipAddress()), Optional.empty()),
                    client.surroundings(country(flow.opening(), Optional.empty())),
                    now);
            return decide.by(handle, tenant, flow.opening(), evidence, account, now)
                    .filter(HomeDecision.Blocked.class::isInstance)
                    .map(HomeDecision.Blocked.class::cast)
                    .orElseGet(HomeRules::wrongPassword);
        });
        return refuse(flow, Optional.of(candidate), blocked, client, now);
    }

    private Settled refuse(
            Flow flow, Optional<Candidate> candidate, HomeDecision.Blocked blocked, Client client, Instant now) {
        TenantId tenant = flow.tenant();
        var because = new Because(blocked.rule(), blocked.code());
        if (flow.opening().nameless()) {
            // Nobody's sign-in has failed.
            return database.in(tenant, handle -> stay(handle, flow, because));
        }
        Optional<PersonId> person = candidate.map(each -> each.person().id());
        SignIn failed = signIn(flow, person, Optional.empty(), blocked.code().number(), client, now);
        return database.in(tenant, handle -> {
            reports.signIn(handle, tenant, failed, now);
            return stay(handle, flow, because);
        });
    }

    private Settled stay(Handle handle, Flow flow, Because because) {
        var state = new FlowState.SignIn(flow.opening(), Optional.of(because));
        return new Settled(flows.save(handle, flow, state), Optional.empty());
    }

    private Evidence evidence(
            Opening opening,
            Candidate candidate,
            UUID signIn,
            SignInRisk risk,
            UserRisk userRisk,
            Shown shown,
            Surroundings where,
            Instant now) {
        Progress progress = Progress.beginning(opening.began()).firstFactor();
        return new Evidence(
                candidate.person().id(),
                signIn,
                risk,
                userRisk,
                new Epochs(candidate.sessionEpoch(), userRisk.riskEpoch()),
                now,
                shown.second()
                        .map(factor -> progress.passed(new MfaProof(factor, now)))
                        .orElse(progress),
                Set.of(),
                shown.trusted(),
                Optional.of(where),
                shown.by());
    }

    /** Where the gateway could not say. What the client says counts only where the operator said so ({@link FlowSettings#trustClientLocation}). */
    private static Optional<CountryCode> country(Opening opening, Optional<Score> score) {
        return opening.location()
                .flatMap(said -> Optional.ofNullable(said.countryOrRegion()))
                .flatMap(CountryCode::parse)
                .or(() -> score.flatMap(Score::country));
    }

    /** The first factor was right: a session may begin with it, and is called as the sign-in is ({@link Conclude#begin}). */
    private SignIn proven(Flow flow, PersonId person, Client client, Instant now) {
        return signIn(flow, Optional.of(person), Optional.of(UUID.randomUUID()), 0, client, now);
    }

    private SignIn signIn(
            Flow flow, Optional<PersonId> person, Optional<UUID> session, int errorCode, Client client, Instant now) {
        Opening opening = flow.opening();
        return new SignIn(
                session.orElseGet(UUID::randomUUID),
                now,
                person.map(PersonId::toString).orElse(null),
                opening.userPrincipalName(),
                opening.application().toString(),
                opening.applicationName(),
                client.ipAddress().orElse(null),
                "Browser",
                client.userAgent().orElse(null),
                true,
                new SignIn.DeviceDetail(
                        opening.deviceId().orElse(null),
                        null,
                        null,
                        client.browser().orElse(null)),
                opening.location().orElse(null),
                session.map(UUID::toString).orElse(null),
                new Issuer(edge.url(), flow.tenant()).name(),
                null,
                new SignIn.Status(errorCode, errorCode == 0 ? null : "refused"));
    }
}
