package io.homeward.accessrules.situations;

import static io.homeward.accessrules.situations.Ids.NOW;
import static io.homeward.accessrules.situations.Tables.all;
import static io.homeward.accessrules.situations.Tables.constant;
import static io.homeward.accessrules.situations.Tables.or;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Obligation;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.entry.Chain;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.EntryPath;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.ForeignRules;
import io.homeward.accessrules.entry.Hop;
import io.homeward.accessrules.entry.Session;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.accessrules.policy.Strength;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.Standing;
import io.homeward.accessrules.standing.StandingNotice;
import io.homeward.accessrules.standing.Waiver;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ForeignEntryTableTest {
    static final String FILE = "foreign-entry.json";

    record HopRow(
            String customer,
            String partner,
            String status,
            List<String> roles,
            Duration endsIn,
            List<String> allows,
            String threshold) {
        Hop hop() {
            return new Hop(
                    Ids.tenant(or(customer, "customer")),
                    Ids.tenant(or(partner, "home")),
                    constant(Hop.Status.class, status, Hop.Status.ACTIVE),
                    or(roles, List.of("helpdesk administrator")).stream()
                            .map(Ids::role)
                            .collect(Collectors.toSet()),
                    Optional.ofNullable(endsIn).map(NOW::plus),
                    all(allows).stream().map(Ids::tenant).collect(Collectors.toSet()),
                    Optional.ofNullable(threshold).flatMap(RiskLevel::ofWire),
                    Optional.empty());
        }
    }

    record ExternalRow(
            String threshold,
            Boolean mfaAccepted,
            Boolean mfaAcceptedFromHome,
            Boolean requireRemediated,
            Boolean distrustsHome,
            List<String> trustedIssuers,
            Boolean acceptsWaiver) {
        ExternalAccess access() {
            return new ExternalAccess(
                    RiskLevel.ofWire(or(threshold, "high")).orElseThrow(),
                    new ExternalAccess.MfaTrust(
                            or(mfaAccepted, false),
                            Boolean.TRUE.equals(mfaAcceptedFromHome) ? Set.of(Ids.HOME) : Set.of(),
                            Boolean.FALSE.equals(mfaAcceptedFromHome) ? Set.of(Ids.HOME) : Set.of()),
                    or(requireRemediated, false),
                    or(distrustsHome, false) ? Set.of(Ids.HOME) : Set.of(),
                    Set.copyOf(all(trustedIssuers)),
                    or(acceptsWaiver, false) ? Set.of(Ids.WAIVER) : Set.of());
        }
    }

    /** Began an hour ago with MFA passed here, in person, scored, with the person's present epochs. */
    record SessionRow(
            Long sessionEpoch,
            Long riskEpoch,
            Boolean mfa,
            Boolean phishingResistant,
            String issuer,
            Boolean mfaForThisEntry,
            String grant,
            Boolean scored,
            String signInRisk,
            String tokenOf,
            String mfaKind,
            Duration signedInAgo,
            Boolean signedInUnknown,
            Duration mfaAgo) {
        Session session(Epochs current) {
            return new Session(
                    new Epochs(or(sessionEpoch, current.session()), or(riskEpoch, current.risk())),
                    or(mfa, true)
                            ? Optional.of(new Session.SessionMfa(
                                    NOW.minus(or(mfaAgo, Duration.ofHours(1))),
                                    or(phishingResistant, false),
                                    Optional.ofNullable(mfaKind).map(word -> constant(FactorKind.class, word)),
                                    Optional.ofNullable(issuer)))
                            : Optional.empty(),
                    or(mfaForThisEntry, false),
                    constant(GrantKind.class, grant, GrantKind.INTERACTIVE),
                    or(scored, true),
                    or(signedInUnknown, false)
                            ? Optional.empty()
                            : Optional.of(NOW.minus(or(signedInAgo, Duration.ofHours(1)))),
                    RiskLevel.ofWire(or(signInRisk, "none")),
                    constant(Session.TokenOf.class, tokenOf, Session.TokenOf.PERSON));
        }
    }

    /** Granted an hour ago by two for eight hours, for the open risk, unless it says otherwise. */
    record WaiverRow(
            String person,
            Long riskEpoch,
            List<String> grantedBy,
            String reason,
            Duration began,
            Duration lasts,
            Duration previousEndedBefore) {
        Waiver waiver(Epochs current) {
            var from = NOW.minus(or(began, Duration.ofHours(1)));
            return new Waiver(
                    Ids.WAIVER,
                    Ids.person(or(person, "he")),
                    or(riskEpoch, current.risk()),
                    or(grantedBy, List.of("one administrator", "another administrator")).stream()
                            .map(Ids::person)
                            .collect(Collectors.toSet()),
                    or(reason, "restore of the billing system"),
                    from,
                    from.plus(or(lasts, Duration.ofHours(8))),
                    Optional.ofNullable(previousEndedBefore).map(from::minus));
        }
    }

    /**
     * A technician of the home tenant, with one relationship straight to the customer, MFA registered and passed, and a
     * clear standing, unless the row says otherwise.
     *
     * @param path {@code relationship}, {@code guest}, {@code removedGuest}, {@code none}
     * @param chains instead of one straight relationship
     * @param released state in which a risk was closed not long ago
     * @param ages of feeds, where not 100 ms
     */
    record Row(
            List<Given.PolicyRow> homePolicies,
            Integer homeFormat,
            Boolean homeRulesMissing,
            List<Given.PolicyRow> customerPolicies,
            Integer customerFormat,
            Boolean customerRulesMissing,
            ExternalRow customer,
            String path,
            List<List<HopRow>> chains,
            Given.RiskRow risk,
            String released,
            Boolean remediating,
            Boolean unknown,
            List<Given.RiskRow> inherited,
            List<Given.FactorRow> factors,
            Boolean passwordChangeable,
            Boolean temporaryPassword,
            Boolean disabled,
            Long sessionEpoch,
            Long riskEpoch,
            SessionRow session,
            Map<String, Duration> ages,
            List<String> incomplete,
            WaiverRow waiver,
            Boolean withoutApplication,
            String ip,
            String country,
            String platform) {

        ForeignEntry facts() {
            var current = new Epochs(or(sessionEpoch, 0L), or(riskEpoch, risk == null ? 0L : or(risk.epoch(), 1L)));
            var guest = or(path, "relationship").endsWith("uest");
            return new ForeignEntry(
                    Subject.member(Ids.HE, Set.of(Ids.HIS_GROUP), Set.of()),
                    Ids.HOME,
                    or(homeRulesMissing, false) ? Optional.empty() : Optional.of(home()),
                    Subject.external(
                            Ids.HE,
                            guest ? ExternalKind.B2B_COLLABORATION_GUEST : ExternalKind.SERVICE_PROVIDER,
                            Ids.HOME,
                            Set.of(),
                            Set.of(Ids.role("helpdesk administrator"))),
                    Ids.CUSTOMER,
                    or(customerRulesMissing, false) ? Optional.empty() : Optional.of(customerRules()),
                    entryPath(),
                    standing(),
                    all(inherited).stream().map(Given.RiskRow::risk).toList(),
                    Optional.of(new Capability(
                            Given.factors(or(factors, List.of(new Given.FactorRow("totp", null, null)))),
                            or(passwordChangeable, true),
                            or(temporaryPassword, false),
                            current.session())),
                    or(disabled, false),
                    current,
                    or(
                                    session,
                                    new SessionRow(
                                            null, null, null, null, null, null, null, null, null, null, null, null,
                                            null, null))
                            .session(current),
                    freshness(),
                    Optional.ofNullable(waiver).map(row -> row.waiver(current)),
                    or(withoutApplication, false) ? Optional.empty() : Optional.of(Ids.APPLICATION),
                    ClientAppType.BROWSER,
                    Given.surroundings(ip, country, platform));
        }

        private TenantRules home() {
            return new TenantRules(
                    Ids.HOME,
                    "Northwind MSP",
                    or(homeFormat, TenantRules.FORMAT),
                    Given.policies(homePolicies),
                    RegistrationPolicy.NONE,
                    ExternalAccess.BUILT_IN,
                    List.of(),
                    Set.of());
        }

        private TenantRules customerRules() {
            return new TenantRules(
                    Ids.CUSTOMER,
                    "Fjord Clinic",
                    or(customerFormat, TenantRules.FORMAT),
                    Given.policies(customerPolicies),
                    RegistrationPolicy.NONE,
                    or(customer, new ExternalRow(null, null, null, null, null, null, null))
                            .access(),
                    Given.locations(),
                    Set.of());
        }

        private EntryPath entryPath() {
            return switch (or(path, "relationship")) {
                case "guest" -> new EntryPath.Invited(true, Set.of());
                case "removedGuest" -> new EntryPath.Invited(false, Set.of());
                case "none" -> new EntryPath.None();
                case "relationship" -> new EntryPath.Delegated(allChains());
                default -> throw new IllegalArgumentException("path: " + path);
            };
        }

        private List<Chain> allChains() {
            return chains == null
                    ? List.of(Chain.of(new HopRow(null, null, null, null, null, null, null).hop()))
                    : chains.stream()
                            .map(hops ->
                                    new Chain(hops.stream().map(HopRow::hop).toList()))
                            .toList();
        }

        private Standing standing() {
            if (or(unknown, false)) {
                return new Standing.Unknown("said so");
            }
            if (released != null) {
                return new Standing.Clear(Optional.of(
                        new Standing.Release(RiskState.ofWire(released).orElseThrow(), RiskDetail.NONE)));
            }
            if (risk == null) {
                return Standing.clear();
            }
            return or(remediating, false) ? new Standing.Remediating(risk.risk()) : new Standing.AtRisk(risk.risk());
        }

        private Freshness freshness() {
            var all = new EnumMap<Freshness.Feed, Duration>(Freshness.Feed.class);
            for (var feed : Freshness.Feed.values()) {
                all.put(feed, Duration.ofMillis(100));
            }
            or(ages, Map.<String, Duration>of())
                    .forEach((feed, age) -> all.put(constant(Freshness.Feed.class, feed), age));
            Tables.all(incomplete).forEach(feed -> all.remove(constant(Freshness.Feed.class, feed)));
            return new Freshness(all);
        }
    }

    /** @param remediation what the notice names; {@code nothing} where waiting helps */
    record Expect(
            String decision,
            Rule rule,
            Set<Rule> with,
            Integer code,
            String whoCanAct,
            String remediation,
            Boolean noNotice,
            Duration sinceAgo,
            Duration retryAfter,
            List<String> roles,
            List<String> obligations,
            String need,
            String strength)
            implements Tables.Expectation {}

    @TestFactory
    Stream<DynamicTest> an_entry_into_somebody_elses_tenant() {
        return Tables.cases(FILE, Row.class, Expect.class).stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row.given(), row.expect())));
    }

    private static void check(Row given, Expect expect) {
        var decision = ForeignRules.decide(given.facts(), NOW);

        assertThat(kind(decision)).as("%s", decision).isEqualTo(expect.decision());
        assertThat(decision.rule()).isEqualTo(expect.rule());
        if (expect.with() != null) {
            assertThat(decision.with()).containsAll(expect.with());
        }
        if (expect.code() != null) {
            assertThat(decision.code().number()).isEqualTo(expect.code());
        }
        switch (decision) {
            case EntryDecision.Admitted admitted -> checkAdmitted(admitted, expect);
            case EntryDecision.StepUp stepUp -> checkStepUp(stepUp, expect);
            case EntryDecision.Refused refused -> checkRefused(refused, expect);
        }
    }

    static String kind(EntryDecision decision) {
        return switch (decision) {
            case EntryDecision.Admitted ignored -> "admitted";
            case EntryDecision.StepUp ignored -> "stepUp";
            case EntryDecision.Refused ignored -> "refused";
        };
    }

    private static void checkAdmitted(EntryDecision.Admitted decision, Expect expect) {
        if (expect.roles() != null) {
            assertThat(decision.roles())
                    .containsExactlyInAnyOrderElementsOf(
                            expect.roles().stream().map(Ids::role).toList());
        }
        if (expect.obligations() != null) {
            assertThat(decision.obligations())
                    .containsExactlyInAnyOrderElementsOf(Given.constants(Obligation.class, expect.obligations()));
        }
    }

    private static void checkStepUp(EntryDecision.StepUp decision, Expect expect) {
        if (expect.need() != null) {
            assertThat(decision.need()).isEqualTo(constant(EntryDecision.Need.class, expect.need()));
        }
        if (expect.strength() != null) {
            assertThat(decision.strength()).isEqualTo(constant(Strength.class, expect.strength()));
        }
    }

    private static void checkRefused(EntryDecision.Refused decision, Expect expect) {
        assertThat(decision.retryAfter()).isEqualTo(Optional.ofNullable(expect.retryAfter()));
        if (or(expect.noNotice(), false)) {
            assertThat(decision.notice()).isEmpty();
        }
        if (expect.whoCanAct() != null) {
            var notice = decision.notice().orElseThrow();
            assertThat(notice.blocked()).isTrue();
            assertThat(notice.home()).isEqualTo(Ids.HOME);
            assertThat(notice.whoCanAct()).isEqualTo(constant(StandingNotice.WhoCanAct.class, expect.whoCanAct()));
            assertThat(notice.remediation()).isEqualTo(remediation(expect.remediation()));
            if (expect.sinceAgo() != null) {
                assertThat(notice.since()).contains(NOW.minus(expect.sinceAgo()));
            }
        }
    }

    private static Optional<Route> remediation(String word) {
        return "nothing".equals(word) ? Optional.empty() : Optional.of(constant(Route.class, word));
    }
}
