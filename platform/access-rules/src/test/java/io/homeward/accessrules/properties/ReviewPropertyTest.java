package io.homeward.accessrules.properties;

import static io.homeward.accessrules.situations.Ids.APPLICATION;
import static io.homeward.accessrules.situations.Ids.HE;
import static io.homeward.accessrules.situations.Ids.HIS_GROUP;
import static io.homeward.accessrules.situations.Ids.HOME;
import static io.homeward.accessrules.situations.Ids.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.HomeRules;
import io.homeward.accessrules.home.HomeSignIn;
import io.homeward.accessrules.home.Progress;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.Origin;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.Mentions;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.Truth;
import io.homeward.accessrules.policy.Verdict;
import io.homeward.accessrules.review.DryRun;
import io.homeward.accessrules.review.HomePosture;
import io.homeward.accessrules.review.Hypothetical;
import io.homeward.accessrules.review.Impact;
import io.homeward.accessrules.review.LintFacts;
import io.homeward.accessrules.review.Remark;
import io.homeward.accessrules.review.RulesLint;
import io.homeward.accessrules.review.WhatIf;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.situations.Ids;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.HomeRoute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A review never says something else than what happens. */
class ReviewPropertyTest {
    private static final Subject MEMBER = Subject.member(HE, Set.of(HIS_GROUP), Set.of());

    @Provide
    Arbitrary<TenantRules> rules() {
        return Anything.rules();
    }

    @Provide
    Arbitrary<Capability> capabilities() {
        return Anything.capabilities();
    }

    /** Nothing left unsaid. */
    private static Arbitrary<Circumstances> told(Subject subject) {
        return Combinators.combine(
                        Arbitraries.of(ClientAppType.BROWSER, ClientAppType.OTHER),
                        Arbitraries.of(RiskLevel.class),
                        Arbitraries.of(RiskLevel.class),
                        Arbitraries.of(GrantKind.INTERACTIVE, GrantKind.REFRESH, GrantKind.DEVICE_CODE),
                        Anything.surroundings())
                .as((client, userRisk, signInRisk, grant, surroundings) -> new Circumstances(
                        subject,
                        Optional.of(APPLICATION),
                        Optional.of(client),
                        Optional.of(userRisk),
                        Optional.of(signInRisk),
                        Optional.of(grant),
                        surroundings,
                        Optional.empty()));
    }

    @Provide
    Arbitrary<Circumstances> circumstances() {
        return told(MEMBER);
    }

    @Provide
    Arbitrary<Circumstances> visits() {
        return told(Subject.external(HE, ExternalKind.B2B_COLLABORATION_GUEST, Ids.CUSTOMER, Set.of(), Set.of()));
    }

    @Property(tries = 2000)
    void what_if_says_of_every_policy_what_the_decision_says(
            @ForAll("rules") TenantRules rules,
            @ForAll("circumstances") Circumstances circumstances,
            @ForAll("capabilities") Capability capability) {
        var answer = WhatIf.atHome(rules, Hypothetical.of(circumstances).with(capability), NOW);
        var decision = answer.decision().orElseThrow();

        assertThat(answer.assumed()).isEmpty();
        assertThat(decision).isEqualTo(HomeRules.decide(signIn(rules, circumstances, capability), NOW));
        agree(answer.policies(), decision.because());
    }

    /** The same facts, put together by hand. */
    private static HomeSignIn signIn(TenantRules rules, Circumstances circumstances, Capability capability) {
        var level = circumstances.userRisk().orElseThrow();
        return new HomeSignIn(
                rules,
                MEMBER,
                HomeSignIn.AccountState.NORMAL,
                SignInRisk.scored(circumstances.signInRisk().orElseThrow()),
                level == RiskLevel.NONE
                        ? UserRisk.CLEAR
                        : new UserRisk(
                                level,
                                RiskState.AT_RISK,
                                RiskDetail.NONE,
                                Optional.of(NOW),
                                1,
                                List.of(),
                                Optional.empty()),
                capability,
                Optional.empty(),
                circumstances.grant().orElseThrow(),
                APPLICATION,
                circumstances.client().orElseThrow(),
                circumstances.surroundings(),
                Optional.empty(),
                new HomeSignIn.Purpose.ToUse(),
                new HomeSignIn.RegistrationGround(false, false),
                Progress.beginning(NOW).firstFactor());
    }

    private static void agree(List<WhatIf.PolicyAnswer> answers, List<Verdict> verdicts) {
        var said = answers.stream()
                .collect(Collectors.toMap(WhatIf.PolicyAnswer::policy, WhatIf.PolicyAnswer::applies, (a, b) -> a));
        assertThat(verdicts)
                .filteredOn(verdict -> !verdict.policy().aboutActions())
                .allSatisfy(verdict -> assertThat(said.get(verdict.policy())).isEqualTo(verdict.applies()));
    }

    @Property(tries = 2000)
    void what_if_abroad_says_of_every_policy_what_the_decision_says(
            @ForAll("rules") TenantRules rules, @ForAll("visits") Circumstances circumstances) {
        var answer = WhatIf.abroad(rules, Hypothetical.of(circumstances), NOW);

        var entered = answer.decision().orElseThrow();
        if (circumstances.userRisk().orElseThrow() != RiskLevel.HIGH
                && entered instanceof EntryDecision.Admitted admitted) {
            agree(answer.policies(), admitted.because());
        }
        if (circumstances.userRisk().orElseThrow() == RiskLevel.HIGH) {
            assertThat(entered).isNotInstanceOf(EntryDecision.Admitted.class);
        }
    }

    @Property(tries = 2000)
    void what_is_left_unsaid_is_never_contradicted_by_what_is_said_later(
            @ForAll("rules") TenantRules rules, @ForAll("circumstances") Circumstances circumstances) {
        var vague = new Circumstances(
                MEMBER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Surroundings.UNKNOWN,
                Optional.empty());

        var before = byPolicy(WhatIf.atHome(rules, Hypothetical.of(vague), NOW));
        var after = byPolicy(WhatIf.atHome(rules, Hypothetical.of(circumstances), NOW));

        assertThat(before).allSatisfy((policy, applies) -> {
            if (applies != Truth.UNKNOWN) {
                assertThat(after.get(policy)).isEqualTo(applies);
            }
        });
    }

    private static Map<Policy, Truth> byPolicy(WhatIf.Answer<HomeDecision> answer) {
        return answer.policies().stream()
                .collect(Collectors.toMap(WhatIf.PolicyAnswer::policy, WhatIf.PolicyAnswer::applies, (a, b) -> a));
    }

    @Property(tries = 500)
    void lint_says_locked_out_exactly_where_every_administrator_is_blocked_wherever_he_goes(
            @ForAll("rules") TenantRules rules, @ForAll("capabilities") Capability capability) {
        var administrator = new LintFacts.Administrator(MEMBER, Optional.of(capability));

        var said =
                RulesLint.remarks(rules, new LintFacts(List.of(administrator), List.of(), Mentions.NONE, Map.of()))
                        .stream()
                        .anyMatch(remark -> remark.kind() == Remark.Kind.ADMINISTRATORS_LOCKED_OUT);

        assertThat(said).isEqualTo(places().stream().allMatch(where -> blocked(rules, where, capability)));
    }

    /** In the office, in Norway, in both, in neither; on every platform and on none that is known. */
    private static List<Surroundings> places() {
        var platforms = Stream.concat(
                        Stream.of(Platform.values()).map(Optional::of), Stream.of(Optional.<Platform>empty()))
                .toList();
        return Stream.of("192.0.2.0", "198.51.100.1")
                .flatMap(address -> Stream.of("NO", "ZZ").flatMap(country -> platforms.stream()
                        .map(platform -> new Surroundings(
                                new Origin(Optional.of(IpAddress.of(address)), Optional.of(CountryCode.of(country))),
                                platform,
                                Optional.empty()))))
                .toList();
    }

    private static boolean blocked(TenantRules rules, Surroundings where, Capability capability) {
        var facts = new HomeSignIn(
                rules,
                MEMBER,
                HomeSignIn.AccountState.NORMAL,
                SignInRisk.scored(RiskLevel.NONE),
                UserRisk.CLEAR,
                capability,
                Optional.empty(),
                GrantKind.INTERACTIVE,
                new ApplicationId(new UUID(0, 0)),
                ClientAppType.BROWSER,
                where,
                Optional.empty(),
                new HomeSignIn.Purpose.ToUse(),
                HomeSignIn.RegistrationGround.ORDINARY,
                Progress.beginning(NOW).firstFactor());
        return HomeRules.decide(facts, NOW) instanceof HomeDecision.Blocked;
    }

    @Property(tries = 2000)
    void the_posture_holds_for_every_member(@ForAll("rules") TenantRules rules, @ForAll boolean inGroup) {
        var member = inGroup ? MEMBER : Subject.member(Ids.person("nobody in particular"), Set.of(), Set.of());
        for (var level : List.of(RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH)) {
            var statement = HomePosture.of(rules).at(level);
            var route = HomeRoute.byPolicies(rules, member, level);

            assertThat(statement.ways()).contains(way(route, statement));
            switch (statement.selfRemediation()) {
                case EVERYONE -> assertThat(route.selfService()).isTrue();
                case NOBODY -> assertThat(route.selfService()).isFalse();
                case SOME -> assertThat(statement.way().selfService()).isTrue();
            }
        }
    }

    /** That no rule speaks of the level, and that none of those which do offers anything, are one route. */
    private static HomePosture.Way way(Route route, HomePosture.Statement statement) {
        var way = HomePosture.way(route);
        return way == HomePosture.Way.ADMINISTRATOR && statement.ways().contains(HomePosture.Way.NONE)
                ? HomePosture.Way.NONE
                : way;
    }

    @Property(tries = 300)
    void a_record_read_in_parts_comes_to_the_same(
            @ForAll("rules") TenantRules present,
            @ForAll("rules") TenantRules proposed,
            @ForAll("facts") List<DryRun.Fact> facts,
            @ForAll @IntRange(min = 0, max = 4) int most) {
        var run = new DryRun(present, proposed, most);
        var half = facts.size() / 2;

        var whole = run.of(facts.stream());
        var parts = run.of(facts.stream().skip(half)).and(run.of(facts.stream().limit(half)));

        assertThat(parts).isEqualTo(whole);
        assertThat(whole.considered()).isEqualTo(facts.size());
        assertThat(whole.people()).hasSizeLessThanOrEqualTo(most);
        assertThat(new DryRun(present, present, most).of(facts.stream()).affected())
                .isZero();
    }

    @Provide
    Arbitrary<List<DryRun.Fact>> facts() {
        Function<Integer, Subject> person = number -> Subject.member(Ids.person("p" + number), Set.of(), Set.of());
        return Arbitraries.integers()
                .between(1, 6)
                .flatMap(number -> told(person.apply(number)))
                .map(circumstances -> DryRun.Fact.recorded(
                        NOW.minusSeconds(circumstances.hashCode() & 0xFFFF), Hypothetical.of(circumstances)))
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 1)
    void whoever_is_newly_asked_is_named_with_the_policy_that_asks() {
        var risky = new Circumstances(
                MEMBER,
                Optional.of(APPLICATION),
                Optional.of(ClientAppType.BROWSER),
                Optional.of(RiskLevel.HIGH),
                Optional.of(RiskLevel.NONE),
                Optional.of(GrantKind.INTERACTIVE),
                Surroundings.UNKNOWN,
                Optional.empty());
        var none = TenantRules.none(HOME, "Home");
        var policy = new Policy(
                Ids.policy(1),
                "High user risk",
                Policy.State.ENABLED,
                People.EVERYONE,
                Conditions.userRisk(RiskLevel.HIGH),
                Grant.MFA_AND_PASSWORD_CHANGE);
        var proposed = none.withPolicies(List.of(policy));

        var impact = new DryRun(none, proposed, 10)
                .of(Stream.of(
                        DryRun.Fact.recorded(NOW.minusSeconds(60), Hypothetical.of(risky)),
                        DryRun.Fact.riskyNow(NOW, Hypothetical.of(risky))));
        var his = impact.of(HE).orElseThrow();

        assertThat(his.signedIn()).isTrue();
        assertThat(his.changes().keySet()).containsExactlyInAnyOrder(Impact.Change.ASKED, Impact.Change.NEW_PASSWORD);
        assertThat(his.changes().get(Impact.Change.NEW_PASSWORD))
                .isEqualTo(new Impact.Times(2, NOW.minusSeconds(60), NOW, Set.of(policy.id())));
        assertThat(new DryRun(proposed, none, 10)
                        .of(DryRun.Fact.riskyNow(NOW, Hypothetical.of(risky)))
                        .of(HE)
                        .orElseThrow()
                        .changes()
                        .get(Impact.Change.LET_IN)
                        .by())
                .containsExactly(policy.id());
    }
}
