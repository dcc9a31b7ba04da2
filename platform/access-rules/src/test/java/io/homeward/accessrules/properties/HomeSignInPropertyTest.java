package io.homeward.accessrules.properties;

import static io.homeward.accessrules.situations.Ids.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.home.FactorChange;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.HomeDecision.Blocked;
import io.homeward.accessrules.home.HomeDecision.Prompt;
import io.homeward.accessrules.home.HomeDecision.SignedIn;
import io.homeward.accessrules.home.HomeRules;
import io.homeward.accessrules.home.HomeSignIn;
import io.homeward.accessrules.home.Progress;
import io.homeward.accessrules.home.Step;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Selection;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.Verdict;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.situations.Ids;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.MfaProof;
import io.homeward.accessrules.standing.SecondFactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Invariants 4, 5 and 6 at home, and that every flow comes to an end. */
class HomeSignInPropertyTest {

    @Provide
    Arbitrary<HomeSignIn> signIns() {
        return Anything.signIns();
    }

    @Provide
    Arbitrary<Policy> policies() {
        return Anything.policies();
    }

    @Property(tries = 2000)
    void the_order_of_policies_never_matters(@ForAll("signIns") HomeSignIn facts, @ForAll Random random) {
        var shuffled = new ArrayList<>(facts.rules().policies());
        Collections.shuffle(shuffled, random);

        var one = HomeRules.decide(facts, NOW);
        var other = HomeRules.decide(with(facts, facts.rules().withPolicies(shuffled)), NOW);

        assertThat(withoutReasons(other)).isEqualTo(withoutReasons(one));
        assertThat(other.because()).containsExactlyInAnyOrderElementsOf(one.because());
    }

    private static HomeDecision withoutReasons(HomeDecision decision) {
        return switch (decision) {
            case SignedIn(var rule, var remediations, var obligations, var because) ->
                new SignedIn(rule, remediations, obligations, List.of());
            case Prompt(
                    var rule,
                    var code,
                    var steps,
                    var screens,
                    var strength,
                    var skip,
                    var obligations,
                    var because) -> new Prompt(rule, code, steps, screens, strength, skip, obligations, List.of());
            case Blocked(var rule, var code, var screen, var heading, var obligations, var because) ->
                new Blocked(rule, code, screen, heading, obligations, List.of());
        };
    }

    @Property(tries = 3000)
    void adding_a_policy_is_never_more_permissive(
            @ForAll("signIns") HomeSignIn facts, @ForAll("policies") Policy added) {
        var before = HomeRules.decide(facts, NOW);
        var after = HomeRules.decide(with(facts, plus(facts.rules(), added)), NOW);

        assertThat(permissiveness(after)).isLessThanOrEqualTo(permissiveness(before));
        if (before instanceof Prompt less && after instanceof Prompt more) {
            assertThat(more.steps().size()).isGreaterThanOrEqualTo(less.steps().size());
            assertThat(unscored(facts) || more.mfa().and(less.mfa()).equals(more.mfa()))
                    .as("%s after %s", more.mfa(), less.mfa())
                    .isTrue();
        }
    }

    /** H17: never a block for want of a score. Demands that only the score would decide, and that no factor of his meets together, fall. */
    private static boolean unscored(HomeSignIn facts) {
        return facts.risk() instanceof SignInRisk.NotScored;
    }

    @Property(tries = 3000)
    void knowing_less_of_a_place_is_never_more_permissive(@ForAll("signIns") HomeSignIn facts) {
        var known = HomeRules.decide(facts, NOW);
        var unknown = HomeRules.decide(nowhere(facts), NOW);

        assertThat(permissiveness(unknown)).isLessThanOrEqualTo(permissiveness(known));
        if (known instanceof Prompt less && unknown instanceof Prompt more && !unscored(facts)) {
            assertThat(more.mfa().and(less.mfa())).isEqualTo(more.mfa());
        }
    }

    @Property(tries = 2000)
    void an_older_session_is_never_asked_for_less(@ForAll("signIns") HomeSignIn facts) {
        var fresh = facts.signedInAnew();

        assertThat(permissiveness(HomeRules.decide(facts, NOW)))
                .isLessThanOrEqualTo(permissiveness(HomeRules.decide(fresh, NOW)));
    }

    private static HomeSignIn nowhere(HomeSignIn facts) {
        return new HomeSignIn(
                facts.rules(),
                facts.person(),
                facts.account(),
                facts.risk(),
                facts.userRisk(),
                facts.capability(),
                facts.firstInteractiveInScope(),
                facts.grant(),
                facts.application(),
                facts.client(),
                Surroundings.UNKNOWN,
                facts.signedInAt(),
                facts.purpose(),
                facts.registrationGround(),
                facts.progress());
    }

    /** What may be skipped keeps nobody out: being offered to register within the grace, and not being offered it, let in alike. */
    private static int permissiveness(HomeDecision decision) {
        return switch (decision) {
            case SignedIn ignored -> 2;
            case Prompt prompt -> prompt.skip().isPresent() ? 2 : 1;
            case Blocked ignored -> 0;
        };
    }

    @Property
    void a_block_wins_and_an_exclusion_wins_over_it(@ForAll("signIns") HomeSignIn facts) {
        var before = HomeRules.decide(facts, NOW);

        assertThat(HomeRules.decide(with(facts, plus(facts.rules(), block(Selection.NOBODY))), NOW))
                .isInstanceOf(Blocked.class);
        assertThat(withoutReasons(
                        HomeRules.decide(with(facts, plus(facts.rules(), block(Selection.ofUsers(Ids.HE)))), NOW)))
                .isEqualTo(withoutReasons(before));
    }

    private static Policy block(Selection excluded) {
        return new Policy(
                Ids.policy(0),
                "block",
                Policy.State.ENABLED,
                People.EVERYONE.except(excluded),
                Conditions.NONE,
                Grant.BLOCK);
    }

    @Property(tries = 2000)
    void nobody_is_blocked_for_want_of_a_score(@ForAll("signIns") HomeSignIn facts) {
        var unscored = HomeRules.decide(with(facts, new SignInRisk.NotScored()), NOW);
        var clean = HomeRules.decide(with(facts, SignInRisk.scored(RiskLevel.NONE)), NOW);

        Assume.that(facts.rules().policies().stream()
                .map(Policy::conditions)
                .allMatch(conditions -> conditions.unreadable().isEmpty()
                        && conditions.locations().isEmpty()
                        && conditions.platforms().isEmpty()
                        && conditions.devices().isEmpty()));
        if (unscored instanceof Blocked) {
            assertThat(clean).isInstanceOf(Blocked.class);
        }
    }

    @Property(tries = 3000)
    void nobody_registers_inside_a_risky_sign_in_or_while_at_risk(@ForAll("signIns") HomeSignIn facts) {
        Assume.that(facts.risk().risky() || facts.userRisk().open());

        if (HomeRules.decide(facts, NOW) instanceof Prompt prompt) {
            assertThat(prompt.steps()).doesNotContain(Step.REGISTER);
        }
        assertThat(FactorChange.decide(
                        facts.risk(),
                        facts.userRisk(),
                        GrantKind.INTERACTIVE,
                        true,
                        new HomeSignIn.RegistrationGround(false, true)))
                .isInstanceOf(FactorChange.Refused.class);
    }

    @Property(tries = 3000)
    void a_factor_younger_than_the_evidence_remediates_nothing(@ForAll("signIns") HomeSignIn facts) {
        Assume.that(facts.userRisk().open());
        var activity = facts.userRisk().earliestActivity().orElseThrow();
        var young = with(facts, activity);

        if (HomeRules.decide(young, NOW) instanceof SignedIn signedIn) {
            assertThat(signedIn.remediations()).isEmpty();
        }
    }

    /** The same with every factor registered in the very instant of the activity, at the earliest. */
    private static HomeSignIn with(HomeSignIn facts, Instant activity) {
        var capability = facts.capability();
        var young = capability.factors().stream()
                .map(factor -> young(factor, activity))
                .toList();
        var progress = facts.progress();
        return facts.with(new Capability(
                        young,
                        capability.passwordChangeable(),
                        capability.temporaryPasswordPending(),
                        capability.sessionEpoch()))
                .with(new Progress(
                        progress.began(),
                        progress.firstFactorPassed(),
                        progress.mfa().map(proof -> new MfaProof(young(proof.factor(), activity), proof.at())),
                        progress.challengeFailed(),
                        progress.passwordChangedAt(),
                        progress.registrationSkipped()));
    }

    private static SecondFactor young(SecondFactor factor, Instant activity) {
        var registered = factor.registeredAt().isBefore(activity) ? activity : factor.registeredAt();
        return new SecondFactor(factor.id(), factor.kind(), registered, factor.phishingResistant(), false);
    }

    @Property(tries = 2000)
    void report_only_changes_nothing(@ForAll("signIns") HomeSignIn facts) {
        var enforced = facts.rules().policies().stream()
                .filter(policy -> policy.state() == Policy.State.ENABLED)
                .toList();

        var with = HomeRules.decide(facts, NOW);
        var without = HomeRules.decide(with(facts, facts.rules().withPolicies(enforced)), NOW);

        assertThat(withoutReasons(with)).isEqualTo(withoutReasons(without));
    }

    /** Does whatever is asked, as a person would, until there is nothing more to do. Nothing is asked twice. */
    @Property(tries = 3000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void whoever_does_what_is_asked_is_in_or_blocked(@ForAll("signIns") HomeSignIn start) {
        var facts = start.with(Progress.beginning(start.progress().began()).firstFactor());
        var asked = new ArrayList<Step>();
        for (var round = 0; round < 4; round++) {
            switch (HomeRules.decide(facts, NOW)) {
                case SignedIn signedIn -> {
                    Statistics.collect(round);
                    Statistics.coverage(counted -> counted.check(2).percentage(twice -> twice > 1));
                    assertThat(signedIn.because()).extracting(Verdict::policy).doesNotHaveDuplicates();
                    return;
                }
                case Blocked blocked -> {
                    assertThat(round).as("blocked at once or not at all").isZero();
                    return;
                }
                case Prompt prompt -> {
                    assertThat(asked).doesNotContain(prompt.next());
                    asked.add(prompt.next());
                    facts = done(facts, prompt);
                }
            }
        }
        throw new AssertionError("asked for ever: " + asked);
    }

    private static HomeSignIn done(HomeSignIn facts, Prompt prompt) {
        var progress = facts.progress();
        return switch (prompt.next()) {
            case FIRST_FACTOR -> facts.signedInAnew();
            case REGISTER -> {
                var kind = Stream.of(FactorKind.values())
                        .filter(each -> prompt.mfa().satisfiedBy(each, each.passwordless()))
                        .findFirst()
                        .orElseThrow();
                var made = new SecondFactor("new", kind, NOW.minusSeconds(60), kind.passwordless(), false);
                var more = new ArrayList<>(facts.capability().factors());
                more.add(made);
                var capability = facts.capability();
                yield facts.with(new Capability(
                                more,
                                capability.passwordChangeable(),
                                capability.temporaryPasswordPending(),
                                capability.sessionEpoch()))
                        .with(progress.passed(new MfaProof(made, NOW.minusSeconds(50))));
            }
            case MFA -> facts.with(progress.passed(new MfaProof(best(facts, prompt), NOW.minusSeconds(50))));
            case PASSWORD_CHANGE -> facts.with(progress.passwordChanged(NOW.minusSeconds(10)));
        };
    }

    /** The oldest among the strongest: if any factor will do, this one does, unless an administrator confirmed another. */
    private static SecondFactor best(HomeSignIn facts, Prompt prompt) {
        return facts.capability().factors().stream()
                .filter(factor -> prompt.mfa().satisfiedBy(factor.kind(), factor.phishingResistant()))
                .max(Comparator.comparing((SecondFactor factor) -> Capability.precedes(factor, facts.userRisk()))
                        .thenComparing(factor ->
                                factor.registeredAt().isBefore(facts.progress().began()))
                        .thenComparing(SecondFactor::phishingResistant))
                .orElseThrow();
    }

    private static TenantRules plus(TenantRules rules, Policy policy) {
        var more = new ArrayList<>(rules.policies());
        more.add(policy);
        return rules.withPolicies(more);
    }

    private static HomeSignIn with(HomeSignIn facts, TenantRules rules) {
        return copy(facts, rules, facts.risk(), facts.userRisk());
    }

    private static HomeSignIn with(HomeSignIn facts, SignInRisk risk) {
        return copy(facts, facts.rules(), risk, facts.userRisk());
    }

    private static HomeSignIn copy(HomeSignIn facts, TenantRules rules, SignInRisk risk, UserRisk userRisk) {
        return new HomeSignIn(
                rules,
                facts.person(),
                facts.account(),
                risk,
                userRisk,
                facts.capability(),
                facts.firstInteractiveInScope(),
                facts.grant(),
                facts.application(),
                facts.client(),
                facts.surroundings(),
                facts.signedInAt(),
                facts.purpose(),
                facts.registrationGround(),
                facts.progress());
    }
}
