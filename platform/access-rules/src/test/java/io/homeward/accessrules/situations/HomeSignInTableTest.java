package io.homeward.accessrules.situations;

import static io.homeward.accessrules.situations.Ids.FLOW_BEGAN;
import static io.homeward.accessrules.situations.Ids.NOW;
import static io.homeward.accessrules.situations.Tables.all;
import static io.homeward.accessrules.situations.Tables.constant;
import static io.homeward.accessrules.situations.Tables.or;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Obligation;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.home.Heading;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.HomeRules;
import io.homeward.accessrules.home.HomeSignIn;
import io.homeward.accessrules.home.HomeSignIn.AccountState;
import io.homeward.accessrules.home.HomeSignIn.Purpose;
import io.homeward.accessrules.home.HomeSignIn.RegistrationGround;
import io.homeward.accessrules.home.Progress;
import io.homeward.accessrules.home.Screen;
import io.homeward.accessrules.home.Step;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.accessrules.policy.Strength;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.Truth;
import io.homeward.accessrules.policy.Verdict;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.Remediation;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.MfaProof;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class HomeSignInTableTest {
    static final String FILE = "home-sign-in.json";

    /**
     * @param registration whether everyone has to register
     * @param inScopeFor since the first interactive sign-in in scope; absent on the first
     * @param signInRisk a level, or {@code notScored}
     * @param mfa MFA passed a minute ago with this factor, unless it has an age
     * @param cameToRemediate the detections that were active when the flow of a link began
     */
    record Row(
            List<Given.PolicyRow> policies,
            Integer format,
            Boolean registration,
            Duration inScopeFor,
            String account,
            String signInRisk,
            List<Given.DetectionRow> signInDetections,
            Given.RiskRow userRisk,
            List<Given.FactorRow> factors,
            Boolean passwordChangeable,
            Boolean temporaryPassword,
            String grant,
            Boolean wrongPassword,
            Given.FactorRow mfa,
            Duration mfaAgo,
            Boolean challengeFailed,
            Duration passwordChangedAgo,
            Boolean skipped,
            List<String> cameToRemediate,
            Boolean delegated,
            Boolean trusted,
            String ip,
            String country,
            String platform,
            Duration signedInAgo,
            Boolean breakGlass,
            Boolean accessPass) {

        HomeSignIn facts() {
            return new HomeSignIn(
                    new TenantRules(
                            Ids.HOME,
                            "Home",
                            or(format, TenantRules.FORMAT),
                            Given.policies(policies),
                            new RegistrationPolicy(or(registration, false), People.EVERYONE),
                            ExternalAccess.BUILT_IN,
                            Given.locations(),
                            or(breakGlass, false) ? Set.of(Ids.HE) : Set.of()),
                    Subject.member(Ids.HE, Set.of(Ids.HIS_GROUP), Set.of()),
                    constant(AccountState.class, account, AccountState.NORMAL),
                    risk(),
                    Given.risk(userRisk),
                    new Capability(
                            Given.factors(factors), or(passwordChangeable, true), or(temporaryPassword, false), 0),
                    Optional.ofNullable(inScopeFor).map(NOW::minus),
                    constant(GrantKind.class, grant, GrantKind.INTERACTIVE),
                    Ids.APPLICATION,
                    ClientAppType.BROWSER,
                    Given.surroundings(ip, country, platform),
                    Optional.ofNullable(signedInAgo).map(NOW::minus),
                    purpose(),
                    new RegistrationGround(or(delegated, false), or(trusted, false), or(accessPass, false)),
                    progress());
        }

        private SignInRisk risk() {
            return "notScored".equals(signInRisk)
                    ? new SignInRisk.NotScored()
                    : new SignInRisk.Scored(
                            RiskLevel.ofWire(or(signInRisk, "none")).orElseThrow(), Given.detections(signInDetections));
        }

        private Purpose purpose() {
            return cameToRemediate == null
                    ? new Purpose.ToUse()
                    : new Purpose.ToRemediate(
                            cameToRemediate.stream().map(Ids::detection).collect(Collectors.toSet()));
        }

        private Progress progress() {
            return new Progress(
                    FLOW_BEGAN,
                    !or(wrongPassword, false),
                    Optional.ofNullable(mfa)
                            .map(factor -> new MfaProof(factor.factor(), NOW.minus(or(mfaAgo, Duration.ofMinutes(1))))),
                    or(challengeFailed, false),
                    Optional.ofNullable(passwordChangedAgo).map(NOW::minus),
                    or(skipped, false));
        }
    }

    /** @param closes {@code detail scope}, e.g. {@code userPerformedSecuredPasswordChange everything} */
    record Expect(
            String decision,
            Rule rule,
            Integer code,
            List<String> steps,
            List<String> screens,
            String strength,
            Integer daysLeft,
            Boolean mustNotSkip,
            String heading,
            List<String> closes,
            List<String> obligations,
            List<String> without,
            List<String> because)
            implements Tables.Expectation {
        @Override
        public Set<Rule> with() {
            return Set.of();
        }
    }

    @TestFactory
    Stream<DynamicTest> a_sign_in_at_home() {
        return Tables.cases(FILE, Row.class, Expect.class).stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row.given(), row.expect())));
    }

    private static void check(Row given, Expect expect) {
        var decision = HomeRules.decide(given.facts(), NOW);

        assertThat(kind(decision)).as("%s", decision).isEqualTo(expect.decision());
        assertThat(decision.rule()).isEqualTo(expect.rule());
        if (expect.code() != null) {
            assertThat(decision.code().number()).isEqualTo(expect.code());
        }
        if (expect.obligations() != null) {
            assertThat(decision.obligations()).containsAll(Given.constants(Obligation.class, expect.obligations()));
        }
        if (expect.without() != null) {
            assertThat(decision.obligations())
                    .doesNotContainAnyElementsOf(Given.constants(Obligation.class, expect.without()));
        }
        if (expect.because() != null) {
            assertThat(decision.because())
                    .extracting(Verdict::applies)
                    .containsExactlyElementsOf(expect.because().stream()
                            .map(word -> constant(Truth.class, word))
                            .toList());
        }
        switch (decision) {
            case HomeDecision.SignedIn signedIn -> checkSignedIn(signedIn, expect);
            case HomeDecision.Prompt prompt -> checkPrompt(prompt, expect);
            case HomeDecision.Blocked blocked -> checkBlocked(blocked, expect);
        }
    }

    private static String kind(HomeDecision decision) {
        return switch (decision) {
            case HomeDecision.SignedIn ignored -> "signedIn";
            case HomeDecision.Prompt ignored -> "prompt";
            case HomeDecision.Blocked ignored -> "blocked";
        };
    }

    private static void checkSignedIn(HomeDecision.SignedIn decision, Expect expect) {
        assertThat(decision.remediations().stream().map(HomeSignInTableTest::words))
                .containsExactlyElementsOf(all(expect.closes()));
    }

    private static String words(Remediation remediation) {
        return remediation.detail().wireName()
                + " "
                + switch (remediation.scope()) {
                    case Remediation.Scope.ThisSignIn() -> "this sign-in";
                    case Remediation.Scope.Everything() -> "everything";
                    case Remediation.Scope.Listed(var detections) -> names(detections);
                };
    }

    private static String names(Set<DetectionId> detections) {
        return Stream.of("unfamiliarFeatures", "impossibleTravel", "anonymizedIPAddress", "newCountry")
                .filter(name -> detections.contains(Ids.detection(name)))
                .collect(Collectors.joining(" "));
    }

    private static void checkPrompt(HomeDecision.Prompt decision, Expect expect) {
        if (expect.steps() != null) {
            assertThat(decision.steps()).containsExactlyElementsOf(Given.constants(Step.class, expect.steps()));
            assertThat(decision.next()).isEqualTo(decision.steps().getFirst());
        }
        if (expect.screens() != null) {
            assertThat(decision.screens().stream().map(Screen::wireName)).containsExactlyElementsOf(expect.screens());
        }
        if (expect.strength() != null) {
            assertThat(decision.strength()).isEqualTo(constant(Strength.class, expect.strength()));
        }
        if (expect.daysLeft() != null) {
            assertThat(decision.skip()).contains(new HomeDecision.Skip(expect.daysLeft()));
        }
        if (or(expect.mustNotSkip(), false)) {
            assertThat(decision.skip()).isEmpty();
        }
    }

    private static void checkBlocked(HomeDecision.Blocked decision, Expect expect) {
        if (expect.heading() != null) {
            assertThat(decision.heading().map(Heading::text)).contains(expect.heading());
        }
        if (expect.screens() != null) {
            assertThat(Stream.of(decision.screen()).map(Screen::wireName)).containsExactlyElementsOf(expect.screens());
        }
    }
}
