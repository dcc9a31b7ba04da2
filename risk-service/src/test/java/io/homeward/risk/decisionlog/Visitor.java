package io.homeward.risk.decisionlog;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Chain;
import io.homeward.accessrules.entry.EntryPath;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.ForeignRules;
import io.homeward.accessrules.entry.Hop;
import io.homeward.accessrules.entry.MemberEntry;
import io.homeward.accessrules.entry.MemberRules;
import io.homeward.accessrules.entry.Session;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.accessrules.standing.Standing;
import io.homeward.decisions.LoggedDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A technician at the door of a customer, and what a gateway writes down of it. */
record Visitor(
        TenantId home,
        PersonId person,
        TenantId customer,
        String relationship,
        Optional<UserRisk> risk,
        List<Policy> homePolicies,
        Optional<ApplicationId> application) {

    static final String HOME_POLICY = "Passwords of the risky";
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ENGINE = "test";

    static Visitor of(TenantId home, PersonId person, TenantId customer) {
        return new Visitor(
                home, person, customer, UUID.randomUUID() + "-r", Optional.empty(), List.of(), Optional.empty());
    }

    /** With an open high risk of this kind. */
    Visitor atRisk(String type) {
        var risk = new UserRisk(
                RiskLevel.HIGH,
                RiskState.AT_RISK,
                RiskDetail.NONE,
                Optional.of(LONG_AGO),
                1,
                List.of(new ActiveDetection(
                        new DetectionId(UUID.randomUUID()), new DetectionType(type), RiskLevel.HIGH, LONG_AGO)),
                Optional.empty());
        return new Visitor(home, person, customer, relationship, Optional.of(risk), homePolicies, application);
    }

    /** Whose home offers a new password at high risk. */
    Visitor helpingHimself() {
        return withHomePolicy(Grant.MFA_AND_PASSWORD_CHANGE);
    }

    Visitor blockedAtHome() {
        return withHomePolicy(Grant.BLOCK);
    }

    private Visitor withHomePolicy(Grant grant) {
        var policy = new Policy(
                new PolicyId(UUID.randomUUID()),
                HOME_POLICY,
                Policy.State.ENABLED,
                People.EVERYONE,
                Conditions.userRisk(RiskLevel.HIGH),
                grant);
        return new Visitor(home, person, customer, relationship, risk, List.of(policy), application);
    }

    Visitor calling(ApplicationId called) {
        return new Visitor(home, person, customer, relationship, risk, homePolicies, Optional.of(called));
    }

    LoggedDecision at(Instant at) {
        ForeignEntry facts = facts(at);
        var outcome = ForeignRules.decide(facts, at);
        return new LoggedDecision(
                UUID.randomUUID(),
                at,
                ENGINE,
                "token",
                List.of(),
                outcome.rule().name(),
                Optional.of(facts),
                Optional.empty(),
                Optional.of(outcome),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(customer));
    }

    /** The same person calling his own tenant. */
    LoggedDecision atHome(Instant at) {
        var facts = new MemberEntry(
                Subject.member(person, Set.of(), Set.of()),
                Optional.of(rules(home, "Northwind MSP", homePolicies)),
                risk,
                false,
                Epochs.FIRST,
                session(at),
                Optional.empty(),
                ClientAppType.MOBILE_APPS_AND_DESKTOP_CLIENTS,
                Surroundings.UNKNOWN);
        var outcome = MemberRules.decide(facts);
        return new LoggedDecision(
                UUID.randomUUID(),
                at,
                ENGINE,
                "token",
                List.of(),
                outcome.rule().name(),
                Optional.empty(),
                Optional.of(facts),
                Optional.of(outcome),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(home));
    }

    private ForeignEntry facts(Instant at) {
        var role = DirectoryRole.SECURITY_READER.id();
        var freshness = new Freshness(Arrays.stream(Freshness.Feed.values())
                .collect(Collectors.toMap(feed -> feed, feed -> Duration.ofMillis(100))));
        return new ForeignEntry(
                Subject.member(person, Set.of(), Set.of()),
                home,
                Optional.of(rules(home, "Northwind MSP", homePolicies)),
                Subject.external(person, ExternalKind.SERVICE_PROVIDER, home, Set.of(), Set.of(role)),
                customer,
                Optional.of(rules(customer, "Fjord Clinic", List.of())),
                new EntryPath.Delegated(List.of(Chain.of(new Hop(
                        customer,
                        home,
                        Hop.Status.ACTIVE,
                        Set.of(role),
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.of(relationship))))),
                Standing.compose(freshness, risk, false),
                List.of(),
                Optional.of(new Capability(
                        List.of(new SecondFactor("totp", FactorKind.TOTP, LONG_AGO.minusSeconds(60), false, false)),
                        true,
                        false,
                        0)),
                false,
                new Epochs(0, risk.map(UserRisk::riskEpoch).orElse(0L)),
                session(at),
                freshness,
                Optional.empty(),
                application,
                ClientAppType.MOBILE_APPS_AND_DESKTOP_CLIENTS,
                Surroundings.UNKNOWN);
    }

    private static Session session(Instant at) {
        return new Session(
                Epochs.FIRST,
                Optional.of(Session.SessionMfa.of(at.minusSeconds(60), Set.of("otp"))),
                false,
                GrantKind.EXCHANGE_OF_HOME_TOKEN,
                true,
                Optional.of(at.minusSeconds(60)),
                Optional.of(RiskLevel.LOW),
                Session.TokenOf.PERSON);
    }

    private static TenantRules rules(TenantId tenant, String name, List<Policy> policies) {
        return TenantRules.none(tenant, name).withPolicies(policies);
    }
}
