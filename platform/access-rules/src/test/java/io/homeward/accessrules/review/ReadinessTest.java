package io.homeward.accessrules.review;

import static io.homeward.accessrules.review.Readiness.Strike.LEAKED_PASSWORD;
import static io.homeward.accessrules.review.Readiness.Strike.UNUSUAL_SIGN_IN;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.review.Readiness.Remedy;
import io.homeward.accessrules.review.Readiness.Strike;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.situations.Ids;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.HomeRoute.Obstacle;
import io.homeward.accessrules.standing.SecondFactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who would be helpless were a risk found now, in the words of the law. */
class ReadinessTest {
    private static final Instant NOW = Ids.NOW;
    private static final Subject HE = Subject.member(Ids.HE, Set.of(), Set.of());
    private static final Capability WITH_APP = with(FactorKind.TOTP, true);
    private static final Capability WITHOUT = new Capability(List.of(), true, false, 0);
    private static final TenantRules NOTHING = TenantRules.none(Ids.HOME, "Home");
    private static final TenantRules MFA_FOR_SIGN_INS =
            rules(Conditions.signInRisk(RiskLevel.MEDIUM, RiskLevel.HIGH), Grant.MFA);
    private static final TenantRules PASSWORD_FOR_USERS =
            rules(Conditions.userRisk(RiskLevel.HIGH), Grant.MFA_AND_PASSWORD_CHANGE);

    private static Capability with(FactorKind kind, boolean passwordChangeable) {
        var factor = new SecondFactor("1", kind, NOW.minus(Duration.ofDays(9)), kind.passwordless(), false);
        return new Capability(List.of(factor), passwordChangeable, false, 0);
    }

    private static TenantRules rules(Conditions conditions, Grant grant) {
        return add(NOTHING, conditions, grant);
    }

    private static TenantRules add(TenantRules to, Conditions conditions, Grant grant) {
        var policies = new ArrayList<>(to.policies());
        policies.add(new Policy(
                Ids.policy(policies.size()), "policy", Policy.State.ENABLED, People.EVERYONE, conditions, grant));
        return to.withPolicies(policies);
    }

    private static Optional<Rule> atHome(Strike strike, TenantRules rules, Capability capability) {
        return Readiness.blockedAtHome(strike, rules, HE, capability, Optional.empty(), NOW);
    }

    private static Remedy abroad(Strike strike, TenantRules rules, Capability capability) {
        return Readiness.abroad(strike, rules, HE, capability, NOW);
    }

    @Test
    void without_a_second_factor_an_unusual_sign_in_and_a_leaked_password_end_in_a_block() {
        assertThat(atHome(UNUSUAL_SIGN_IN, MFA_FOR_SIGN_INS, WITHOUT)).contains(Rule.H6);
        assertThat(atHome(LEAKED_PASSWORD, PASSWORD_FOR_USERS, WITHOUT)).contains(Rule.H9);
    }

    @Test
    void with_one_neither_does() {
        assertThat(atHome(UNUSUAL_SIGN_IN, MFA_FOR_SIGN_INS, WITH_APP)).isEmpty();
        assertThat(atHome(LEAKED_PASSWORD, PASSWORD_FOR_USERS, WITH_APP)).isEmpty();
    }

    @Test
    void where_no_policy_speaks_of_risk_nobody_is_blocked_at_home() {
        assertThat(atHome(UNUSUAL_SIGN_IN, NOTHING, WITHOUT)).isEmpty();
        assertThat(atHome(LEAKED_PASSWORD, NOTHING, WITHOUT)).isEmpty();
    }

    @Test
    void who_is_forced_to_register_cannot_do_it_in_a_risky_sign_in() {
        var registration = NOTHING.with(new RegistrationPolicy(true, People.EVERYONE));
        var over = Optional.of(NOW.minus(Duration.ofDays(14)));

        assertThat(Readiness.blockedAtHome(UNUSUAL_SIGN_IN, registration, HE, WITHOUT, over, NOW))
                .contains(Rule.H6);
        assertThat(Readiness.blockedAtHome(
                        UNUSUAL_SIGN_IN, registration, HE, WITHOUT, over.map(start -> start.plusMillis(1)), NOW))
                .isEmpty();
    }

    @Test
    void a_block_is_told_apart_from_what_he_could_change() {
        var blocks = rules(Conditions.userRisk(RiskLevel.HIGH), Grant.BLOCK);

        assertThat(atHome(LEAKED_PASSWORD, blocks, WITH_APP)).contains(Rule.H10);
        assertThat(abroad(LEAKED_PASSWORD, blocks, WITH_APP)).isEqualTo(new Remedy(Rule.D7, Route.BLOCKED, Set.of()));
    }

    @Test
    void abroad_a_leaked_password_is_not_closed_by_mfa_alone() {
        assertThat(abroad(UNUSUAL_SIGN_IN, MFA_FOR_SIGN_INS, WITH_APP))
                .isEqualTo(new Remedy(Rule.D4, Route.MFA, Set.of()));
        assertThat(abroad(LEAKED_PASSWORD, MFA_FOR_SIGN_INS, WITH_APP))
                .isEqualTo(new Remedy(Rule.D8, Route.ADMINISTRATOR, Set.of(Obstacle.NOT_CLOSED_BY_MFA)));
    }

    @Test
    void abroad_the_route_is_that_of_the_law_and_alone_says_whether_anybody_else_is_needed() {
        var both = add(MFA_FOR_SIGN_INS, Conditions.userRisk(RiskLevel.HIGH), Grant.MFA_AND_PASSWORD_CHANGE);

        assertThat(abroad(LEAKED_PASSWORD, both, WITH_APP).rule()).isEqualTo(Rule.D5);
        assertThat(abroad(LEAKED_PASSWORD, both, WITH_APP).alone()).isTrue();
        assertThat(abroad(UNUSUAL_SIGN_IN, NOTHING, WITH_APP))
                .isEqualTo(new Remedy(Rule.D6, Route.ADMINISTRATOR, Set.of()));
    }

    @Test
    void who_has_no_second_factor_is_not_let_in_abroad_whatever_is_offered() {
        assertThat(abroad(UNUSUAL_SIGN_IN, PASSWORD_FOR_USERS, WITHOUT))
                .isEqualTo(new Remedy(Rule.D18, Route.ADMINISTRATOR, Set.of(Obstacle.NO_SECOND_FACTOR)));
    }

    @Test
    void what_is_missing_is_named() {
        assertThat(abroad(LEAKED_PASSWORD, PASSWORD_FOR_USERS, with(FactorKind.TOTP, false))
                        .obstacles())
                .containsExactly(Obstacle.PASSWORD_NOT_CHANGEABLE);
    }
}
