package io.homeward.accessrules.properties;

import static io.homeward.accessrules.situations.Ids.APPLICATION;
import static io.homeward.accessrules.situations.Ids.CUSTOMER;
import static io.homeward.accessrules.situations.Ids.FLOW_BEGAN;
import static io.homeward.accessrules.situations.Ids.HE;
import static io.homeward.accessrules.situations.Ids.HIS_GROUP;
import static io.homeward.accessrules.situations.Ids.HOME;
import static io.homeward.accessrules.situations.Ids.NOW;
import static io.homeward.accessrules.situations.Ids.OTHER_APPLICATION;
import static io.homeward.accessrules.situations.Ids.OTHER_GROUP;
import static io.homeward.accessrules.situations.Ids.RESELLER;
import static io.homeward.accessrules.situations.Ids.SOMEBODY_ELSE;
import static io.homeward.accessrules.situations.Ids.WAIVER;

import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Chain;
import io.homeward.accessrules.entry.EntryPath;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.Hop;
import io.homeward.accessrules.entry.MemberEntry;
import io.homeward.accessrules.entry.Session;
import io.homeward.accessrules.home.HomeSignIn;
import io.homeward.accessrules.home.Progress;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.accessrules.place.LocationId;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.accessrules.place.Origin;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.DeviceFilter;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.Locations;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Platforms;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.accessrules.policy.Selection;
import io.homeward.accessrules.policy.SessionControls;
import io.homeward.accessrules.policy.SignInFrequency;
import io.homeward.accessrules.policy.Strength;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.TransferMethod;
import io.homeward.accessrules.policy.UserAction;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.situations.Ids;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.MfaProof;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.accessrules.standing.Standing;
import io.homeward.accessrules.standing.Waiver;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Any facts at all, weighted so that the interesting ones are not rare. */
final class Anything {
    private Anything() {}

    static Arbitrary<Boolean> mostly(boolean value) {
        return Arbitraries.frequency(Tuple.of(8, value), Tuple.of(1, !value));
    }

    static Arbitrary<Selection> selections() {
        return Arbitraries.of(
                Selection.EVERYONE,
                Selection.NOBODY,
                Selection.ofUsers(HE),
                Selection.ofUsers(SOMEBODY_ELSE),
                Selection.ofGroups(HIS_GROUP),
                Selection.ofGroups(OTHER_GROUP),
                Selection.ofExternals(ExternalKind.SERVICE_PROVIDER),
                Selection.ofExternals(ExternalKind.B2B_COLLABORATION_GUEST));
    }

    static Arbitrary<People> people() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(Selection.EVERYONE)), Tuple.of(1, selections())),
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.just(Selection.NOBODY)), Tuple.of(1, selections())))
                .as(People::new);
    }

    static Arbitrary<Set<RiskLevel>> levels() {
        return Arbitraries.oneOf(
                Arbitraries.just(Set.of()),
                Arbitraries.of(RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH)
                        .set()
                        .ofMinSize(1));
    }

    static Arbitrary<Conditions> conditions() {
        return Combinators.combine(
                        plainConditions(),
                        Arbitraries.of(
                                        Locations.allBut(Locations.Places.TRUSTED),
                                        new Locations(Locations.Places.TRUSTED, Locations.Places.NONE),
                                        new Locations(Locations.Places.of(OFFICE), Locations.Places.NONE),
                                        Locations.allBut(Locations.Places.of(FJORDS)),
                                        Locations.allBut(Locations.Places.of(GONE)))
                                .optional(0.15),
                        Arbitraries.of(
                                        new Platforms(true, Set.of(), Set.of(Platform.IOS)),
                                        new Platforms(false, Set.of(Platform.WINDOWS), Set.of()))
                                .optional(0.1),
                        Arbitraries.of(new DeviceFilter(DeviceFilter.Mode.INCLUDE, "device.isCompliant -eq True"))
                                .optional(0.03),
                        Arbitraries.frequency(
                                Tuple.of(12, Set.<TransferMethod>of()),
                                Tuple.of(1, Set.of(TransferMethod.DEVICE_CODE_FLOW)),
                                Tuple.of(1, Set.of(TransferMethod.values()))),
                        Arbitraries.frequency(
                                Tuple.of(12, Set.<UserAction>of()),
                                Tuple.of(1, Set.of(UserAction.REGISTER_SECURITY_INFO))))
                .as((plain, locations, platforms, devices, flows, actions) -> new Conditions(
                        plain.userRiskLevels(),
                        plain.signInRiskLevels(),
                        actions.isEmpty() ? plain.applications() : Conditions.Applications.NONE,
                        plain.clientAppTypes(),
                        plain.unreadable(),
                        actions,
                        locations,
                        platforms,
                        devices,
                        flows));
    }

    static final LocationId OFFICE = new LocationId(Ids.uuid("office"));
    static final LocationId FJORDS = new LocationId(Ids.uuid("fjords"));
    private static final LocationId GONE = new LocationId(Ids.uuid("gone"));

    static List<NamedLocation> locations() {
        return List.of(
                new NamedLocation.Ip(OFFICE, "Office", List.of(IpRange.of("192.0.2.0/24")), true),
                new NamedLocation.Country(FJORDS, "Fjords", Set.of(CountryCode.of("NO")), false));
    }

    static Arbitrary<Surroundings> surroundings() {
        return Combinators.combine(
                        Arbitraries.of("192.0.2.7", "198.51.100.7", "2001:db8::7")
                                .map(IpAddress::of)
                                .optional(0.8),
                        Arbitraries.of(CountryCode.of("NO"), CountryCode.of("BR"), CountryCode.NOWHERE)
                                .optional(0.7),
                        Arbitraries.of(Platform.class).optional(0.8))
                .as((address, country, platform) ->
                        new Surroundings(new Origin(address, country), platform, Optional.empty()));
    }

    private static Arbitrary<Conditions> plainConditions() {
        return Combinators.combine(
                        levels(),
                        levels(),
                        Arbitraries.frequency(
                                Tuple.of(8, Conditions.Applications.ALL),
                                Tuple.of(1, new Conditions.Applications(false, Set.of(APPLICATION), Set.of())),
                                Tuple.of(1, new Conditions.Applications(true, Set.of(), Set.of(APPLICATION))),
                                Tuple.of(1, new Conditions.Applications(false, Set.of(OTHER_APPLICATION), Set.of()))),
                        Arbitraries.frequency(
                                Tuple.of(6, Set.of(ClientAppType.ALL)),
                                Tuple.of(1, Set.of(ClientAppType.BROWSER)),
                                Tuple.of(1, Set.of(ClientAppType.OTHER))),
                        Arbitraries.frequencyOf(
                                Tuple.of(9, Arbitraries.just(Set.<String>of())),
                                Tuple.of(1, Arbitraries.just(Set.of("times")))))
                .as((user, signIn, applications, clients, unreadable) ->
                        Conditions.of(user, signIn, applications, clients).withUnreadable(unreadable));
    }

    static Arbitrary<Grant> grants() {
        return Arbitraries.of(
                Grant.BLOCK,
                Grant.MFA,
                Grant.MFA,
                Grant.MFA,
                Grant.MFA_AND_PASSWORD_CHANGE,
                Grant.MFA_AND_PASSWORD_CHANGE,
                Grant.MFA_AND_PASSWORD_CHANGE,
                Grant.MFA.with(Strength.PHISHING_RESISTANT),
                Grant.MFA.with(Strength.PASSWORDLESS),
                Grant.MFA.accepting(Set.of(FactorKind.TOTP, FactorKind.PUSH)),
                Grant.NOTHING,
                new Grant(Grant.Operator.OR, Set.of(Control.MFA), Strength.ANY_MFA, Set.of("compliantDevice")),
                new Grant(Grant.Operator.AND, Set.of(Control.MFA), Strength.ANY_MFA, Set.of("compliantDevice")));
    }

    /** Policies as they can be saved: a demand for a new password only about user risk. */
    static Arbitrary<Policy> policies() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1_000_000),
                        Arbitraries.of(
                                Policy.State.ENABLED,
                                Policy.State.ENABLED,
                                Policy.State.ENABLED,
                                Policy.State.REPORT_ONLY,
                                Policy.State.DISABLED),
                        people(),
                        conditions(),
                        grants(),
                        Arbitraries.of(
                                        SignInFrequency.everyTime(),
                                        SignInFrequency.every(Duration.ofHours(1)),
                                        new SignInFrequency(
                                                Optional.of(Duration.ofHours(2)), SignInFrequency.Covers.SECONDARY))
                                .map(SessionControls::of)
                                .optional(0.15))
                .as((number, state, people, conditions, grant, session) -> {
                    var id = new PolicyId(Ids.uuid("policy " + number));
                    if (!grant.controls().contains(Control.PASSWORD_CHANGE)) {
                        return new Policy(id, "policy", state, people, conditions, grant, session);
                    }
                    var levels = conditions.userRiskLevels().isEmpty()
                            ? Set.of(RiskLevel.HIGH)
                            : conditions.userRiskLevels();
                    return new Policy(
                            id,
                            "policy",
                            state,
                            people,
                            Conditions.userRisk(levels.toArray(RiskLevel[]::new)),
                            grant,
                            session);
                });
    }

    static Arbitrary<ActiveDetection> detections() {
        return Combinators.combine(
                        Arbitraries.of(
                                "unfamiliarFeatures",
                                "impossibleTravel",
                                "anonymizedIPAddress",
                                "passwordSpray",
                                "leakedCredentials",
                                "mfaFatigue",
                                "attackerinTheMiddle",
                                "adminConfirmedUserCompromised",
                                "suspiciousBrowser",
                                "something new"),
                        Arbitraries.of(RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH),
                        Arbitraries.integers().between(1, 60))
                .as((type, level, days) -> new ActiveDetection(
                        new DetectionId(Ids.uuid(type + days)),
                        new DetectionType(type),
                        level,
                        NOW.minus(Duration.ofDays(days))));
    }

    static Arbitrary<UserRisk> openRisks() {
        return Combinators.combine(
                        Arbitraries.of(RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH, RiskLevel.HIGH),
                        Arbitraries.of(RiskState.AT_RISK, RiskState.AT_RISK, RiskState.CONFIRMED_COMPROMISED),
                        detections().list().ofMaxSize(3),
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.of(Route.class).optional(0.3))
                .as((level, state, detections, epoch, onset) -> new UserRisk(
                        level,
                        state,
                        RiskDetail.NONE,
                        Optional.of(NOW.minus(Duration.ofHours(1))),
                        epoch,
                        detections,
                        onset));
    }

    static Arbitrary<UserRisk> risks() {
        return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(UserRisk.CLEAR)), Tuple.of(2, openRisks()));
    }

    static Arbitrary<SecondFactor> factors() {
        return Combinators.combine(
                        Arbitraries.of(FactorKind.TOTP, FactorKind.TOTP, FactorKind.PASSKEY, FactorKind.RECOVERY_CODE),
                        Arbitraries.integers().between(0, 90),
                        mostly(false))
                .as((kind, days, confirmed) -> new SecondFactor(
                        kind + " " + days,
                        kind,
                        days == 0 ? NOW.minusSeconds(30) : NOW.minus(Duration.ofDays(days)),
                        kind == FactorKind.PASSKEY,
                        confirmed));
    }

    static Arbitrary<Capability> capabilities() {
        return Combinators.combine(
                        factors().list().ofMaxSize(2),
                        mostly(true),
                        mostly(false),
                        Arbitraries.longs().between(0, 2))
                .as(Capability::new);
    }

    static Arbitrary<SignInRisk> signInRisks() {
        return Arbitraries.oneOf(
                Arbitraries.just(new SignInRisk.NotScored()),
                Arbitraries.just(SignInRisk.scored(RiskLevel.NONE)),
                Combinators.combine(
                                Arbitraries.of(RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH),
                                detections().list().ofMaxSize(2))
                        .as(SignInRisk.Scored::new));
    }

    static Arbitrary<TenantRules> rules() {
        return Combinators.combine(policies().list().ofMaxSize(4), Arbitraries.of(true, false))
                .as((policies, registration) -> new TenantRules(
                        HOME,
                        "Home",
                        TenantRules.FORMAT,
                        policies,
                        new RegistrationPolicy(registration, People.EVERYONE),
                        ExternalAccess.BUILT_IN,
                        locations(),
                        Set.of()));
    }

    /** Which factor was used if any, and what else was done; the factor is looked up when the capability is known. */
    private record Done(
            Optional<Integer> factor, Duration ago, boolean failed, Optional<Instant> password, boolean skipped) {
        Progress progress(Capability capability) {
            var mfa = factor.filter(index -> index < capability.factors().size())
                    .map(index -> new MfaProof(capability.factors().get(index), NOW.minus(ago)));
            return new Progress(FLOW_BEGAN, true, mfa, failed, password, skipped);
        }
    }

    private static Arbitrary<Done> done() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2).optional(0.6),
                        Arbitraries.of(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofHours(3)),
                        mostly(false),
                        Arbitraries.of(Duration.ofSeconds(10), Duration.ofSeconds(60))
                                .map(NOW::minus)
                                .optional(0.5),
                        Arbitraries.of(true, false))
                .as(Done::new);
    }

    static Arbitrary<HomeSignIn> signIns() {
        return Combinators.combine(
                        rules(),
                        signInRisks(),
                        risks(),
                        capabilities(),
                        Arbitraries.frequency(
                                Tuple.of(6, GrantKind.INTERACTIVE),
                                Tuple.of(1, GrantKind.REFRESH),
                                Tuple.of(1, GrantKind.DEVICE_CODE)),
                        Arbitraries.integers()
                                .between(0, 30)
                                .map(days -> NOW.minus(Duration.ofDays(days)))
                                .optional(),
                        Combinators.combine(mostly(true), done(), surroundings(), signedInAt())
                                .as(Rest::new))
                .as((rules, risk, userRisk, capability, grant, inScopeSince, rest) -> new HomeSignIn(
                        rules,
                        Subject.member(HE, Set.of(HIS_GROUP), Set.of()),
                        HomeSignIn.AccountState.NORMAL,
                        risk,
                        userRisk,
                        capability,
                        inScopeSince,
                        grant,
                        APPLICATION,
                        ClientAppType.BROWSER,
                        rest.surroundings(),
                        rest.signedInAt(),
                        new HomeSignIn.Purpose.ToUse(),
                        new HomeSignIn.RegistrationGround(!rest.trusted(), rest.trusted()),
                        rest.done().progress(capability)));
    }

    private record Rest(boolean trusted, Done done, Surroundings surroundings, Optional<Instant> signedInAt) {}

    private static Arbitrary<Optional<Instant>> signedInAt() {
        return Arbitraries.of(Duration.ofMinutes(4), Duration.ofMinutes(90), Duration.ofDays(3))
                .map(NOW::minus)
                .optional(0.3);
    }

    static Arbitrary<ExternalAccess> externalAccess() {
        return Combinators.combine(
                        Arbitraries.of(RiskLevel.class),
                        Arbitraries.of(
                                ExternalAccess.MfaTrust.NONE,
                                ExternalAccess.MfaTrust.ALL,
                                new ExternalAccess.MfaTrust(false, Set.of(HOME), Set.of())),
                        mostly(false),
                        Anything.mostly(false).map(distrusts -> distrusts ? Set.of(HOME) : Set.<TenantId>of()),
                        Arbitraries.of(Set.<String>of(), Set.of("https://idp.example")),
                        Arbitraries.of(Set.<WaiverId>of(), Set.of(WAIVER)))
                .as((threshold, trust, remediated, distrusted, issuers, waivers) -> new ExternalAccess(
                        threshold,
                        trust,
                        remediated,
                        Set.copyOf(distrusted),
                        Set.copyOf(issuers),
                        Set.copyOf(waivers)));
    }

    static Arbitrary<TenantRules> customerRules() {
        return Combinators.combine(
                        policies().list().ofMaxSize(2),
                        externalAccess(),
                        Arbitraries.frequency(Tuple.of(9, 1), Tuple.of(1, 2)))
                .as((policies, access, format) -> new TenantRules(
                        CUSTOMER,
                        "Customer",
                        format,
                        policies,
                        RegistrationPolicy.NONE,
                        access,
                        locations(),
                        Set.of()));
    }

    private static final RoleId ROLE = Ids.role("helpdesk administrator");
    private static final RoleId OTHER_ROLE = Ids.role("security reader");

    static Arbitrary<EntryPath> paths() {
        var direct = Chain.of(Hop.direct(CUSTOMER, HOME, Hop.Status.ACTIVE, Set.of(ROLE), Optional.empty()));
        return Arbitraries.frequency(
                Tuple.of(6, new EntryPath.Delegated(List.of(direct))),
                Tuple.of(2, new EntryPath.Delegated(List.of(chain(Hop.Status.ACTIVE)))),
                Tuple.of(1, new EntryPath.Delegated(List.of(direct, chain(Hop.Status.SUSPENDED)))),
                Tuple.of(2, new EntryPath.Invited(true, Set.of())),
                Tuple.of(1, new EntryPath.None()));
    }

    private static Chain chain(Hop.Status status) {
        return Chain.of(
                new Hop(
                        CUSTOMER,
                        RESELLER,
                        Hop.Status.ACTIVE,
                        Set.of(ROLE, OTHER_ROLE),
                        Optional.empty(),
                        Set.of(HOME),
                        Optional.empty(),
                        Optional.empty()),
                Hop.direct(RESELLER, HOME, status, Set.of(OTHER_ROLE), Optional.empty()));
    }

    static Arbitrary<Standing> standings() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        Standing.clear(),
                        new Standing.Clear(Optional.of(new Standing.Release(RiskState.REMEDIATED, RiskDetail.NONE))),
                        new Standing.Clear(Optional.of(new Standing.Release(RiskState.DISMISSED, RiskDetail.NONE)))),
                openRisks().map(Standing.AtRisk::new),
                openRisks().map(Standing.Remediating::new));
    }

    static Arbitrary<Session> sessions() {
        return Combinators.combine(
                        Arbitraries.frequency(Tuple.of(5, 3L), Tuple.of(1, 0L)),
                        Combinators.combine(
                                        Arbitraries.of(true, false),
                                        Arbitraries.of("https://idp.example").optional(0.2))
                                .as((strong, issuer) -> new Session.SessionMfa(
                                        NOW.minus(Duration.ofMinutes(5)),
                                        strong,
                                        Optional.of(strong ? FactorKind.PASSKEY : FactorKind.TOTP),
                                        issuer))
                                .optional(0.85),
                        Arbitraries.of(true, false),
                        Arbitraries.frequency(
                                Tuple.of(8, GrantKind.INTERACTIVE),
                                Tuple.of(2, GrantKind.REFRESH),
                                Tuple.of(2, GrantKind.EXCHANGE_OF_HOME_TOKEN),
                                Tuple.of(1, GrantKind.DEVICE_CODE)),
                        mostly(true),
                        Arbitraries.of(RiskLevel.class).optional(0.9),
                        Arbitraries.of(
                                Session.TokenOf.PERSON, Session.TokenOf.PERSON, Session.TokenOf.PORTAL_FOR_PERSON))
                .as((epoch, mfa, forEntry, grant, scored, risk, tokenOf) -> new Session(
                        new Epochs(epoch, epoch),
                        mfa,
                        forEntry,
                        grant,
                        scored,
                        Optional.of(NOW.minus(Duration.ofMinutes(30))),
                        risk,
                        tokenOf));
    }

    static Freshness fresh() {
        var ages = new EnumMap<Freshness.Feed, Duration>(Freshness.Feed.class);
        EnumSet.allOf(Freshness.Feed.class).forEach(feed -> ages.put(feed, Duration.ofMillis(50)));
        return new Freshness(ages);
    }

    static Arbitrary<ForeignEntry> entries() {
        return Combinators.combine(
                        rules(), customerRules(), paths(), standings(), capabilities(), sessions(), waivers())
                .as((home, customer, path, standing, capability, session, waiver) -> new ForeignEntry(
                        Subject.member(HE, Set.of(HIS_GROUP), Set.of()),
                        HOME,
                        Optional.of(home),
                        Subject.external(
                                HE,
                                path instanceof EntryPath.Invited
                                        ? ExternalKind.B2B_COLLABORATION_GUEST
                                        : ExternalKind.SERVICE_PROVIDER,
                                HOME,
                                Set.of(),
                                Set.of(ROLE)),
                        CUSTOMER,
                        Optional.of(customer),
                        path,
                        standing,
                        List.of(),
                        Optional.of(capability),
                        false,
                        new Epochs(capability.sessionEpoch(), epoch(standing)),
                        session,
                        fresh(),
                        waiver,
                        Optional.of(APPLICATION),
                        ClientAppType.BROWSER,
                        Surroundings.UNKNOWN));
    }

    private static long epoch(Standing standing) {
        return switch (standing) {
            case Standing.AtRisk(var risk) -> risk.riskEpoch();
            case Standing.Remediating(var risk) -> risk.riskEpoch();
            case Standing.Clear ignored -> 1;
            case Standing.Unknown ignored -> 0;
        };
    }

    private static Arbitrary<Optional<Waiver>> waivers() {
        return Arbitraries.longs()
                .between(1, 3)
                .map(epoch -> new Waiver(
                        WAIVER,
                        HE,
                        epoch,
                        Set.of(Ids.person("one administrator"), Ids.person("another administrator")),
                        "a reason",
                        NOW.minus(Duration.ofHours(1)),
                        NOW.plus(Duration.ofHours(1)),
                        Optional.empty()))
                .optional(0.5);
    }

    static Arbitrary<MemberEntry> memberEntries() {
        return Combinators.combine(rules(), risks(), mostly(false), Arbitraries.of(0L, 2L), sessions())
                .as((rules, risk, disabled, epoch, session) -> new MemberEntry(
                        Subject.member(HE, Set.of(HIS_GROUP), Set.of()),
                        Optional.of(rules),
                        Optional.of(risk),
                        disabled,
                        new Epochs(epoch, risk.riskEpoch()),
                        session,
                        Optional.of(APPLICATION),
                        ClientAppType.BROWSER,
                        Surroundings.UNKNOWN));
    }
}
