package io.homeward.accessrules.standing;

import static io.homeward.accessrules.risk.RiskLevel.HIGH;
import static io.homeward.accessrules.risk.RiskLevel.LOW;
import static io.homeward.accessrules.risk.RiskLevel.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.situations.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the risk service stores with a risk, so that loosening the rules later helps nobody (D24). */
class HomeRouteTest {
    private static final Subject MEMBER = Subject.member(Ids.HE, Set.of(), Set.of());
    private static final TenantRules NOTHING = TenantRules.none(Ids.HOME, "Home");
    private static final TenantRules BLOCKS = rules(new Rules(Conditions.userRisk(LOW, MEDIUM, HIGH), Grant.BLOCK));
    private static final TenantRules HELPS_HIGH =
            rules(new Rules(Conditions.userRisk(HIGH), Grant.MFA_AND_PASSWORD_CHANGE));
    private static final TenantRules HELPS_MEDIUM =
            rules(new Rules(Conditions.userRisk(MEDIUM, HIGH), Grant.MFA_AND_PASSWORD_CHANGE));

    private record Rules(Conditions conditions, Grant grant) {}

    private static TenantRules rules(Rules... all) {
        var policies = new ArrayList<Policy>();
        for (var each : all) {
            policies.add(new Policy(
                    Ids.policy(policies.size()),
                    "policy",
                    Policy.State.ENABLED,
                    People.EVERYONE,
                    each.conditions(),
                    each.grant()));
        }
        return NOTHING.withPolicies(policies);
    }

    private static UserRisk open(RiskLevel level, Route onset) {
        return new UserRisk(
                level, RiskState.AT_RISK, RiskDetail.NONE, Optional.of(Ids.NOW), 1, List.of(), Optional.of(onset));
    }

    @Test
    void routes_are_in_order_of_strictness() {
        assertThat(Route.values())
                .containsExactly(
                        Route.MFA,
                        Route.PASSWORD_CHANGE,
                        Route.MFA_AND_PASSWORD_CHANGE,
                        Route.ADMINISTRATOR,
                        Route.BLOCKED);
        assertThat(Route.MFA.stricter(Route.BLOCKED)).isEqualTo(Route.BLOCKED);
        assertThat(Route.BLOCKED.stricter(Route.MFA)).isEqualTo(Route.BLOCKED);
    }

    @Test
    void a_risk_that_opens_remembers_what_was_on_offer() {
        assertThat(HomeRoute.atOnset(UserRisk.CLEAR, HELPS_HIGH, MEMBER, HIGH)).isEqualTo(Route.PASSWORD_CHANGE);
        assertThat(HomeRoute.atOnset(UserRisk.CLEAR, BLOCKS, MEMBER, LOW)).isEqualTo(Route.BLOCKED);
        assertThat(HomeRoute.atOnset(UserRisk.CLEAR, NOTHING, MEMBER, HIGH)).isEqualTo(Route.ADMINISTRATOR);
    }

    @Test
    void policies_may_speak_of_a_level_for_the_first_time_when_it_is_reached() {
        var low = open(LOW, HomeRoute.atOnset(UserRisk.CLEAR, HELPS_HIGH, MEMBER, LOW));

        assertThat(low.routeAtOnset()).contains(Route.ADMINISTRATOR);
        assertThat(HomeRoute.atOnset(low, HELPS_HIGH, MEMBER, HIGH)).isEqualTo(Route.PASSWORD_CHANGE);
    }

    @Test
    void a_block_met_at_a_lower_level_is_not_forgotten_at_a_higher_one() {
        assertThat(HomeRoute.atOnset(open(LOW, Route.BLOCKED), HELPS_MEDIUM, MEMBER, HIGH))
                .isEqualTo(Route.BLOCKED);
    }

    @Test
    void while_the_level_does_not_rise_the_stricter_of_then_and_now_stays() {
        assertThat(HomeRoute.atOnset(open(HIGH, Route.ADMINISTRATOR), HELPS_HIGH, MEMBER, HIGH))
                .isEqualTo(Route.ADMINISTRATOR);
        assertThat(HomeRoute.atOnset(open(HIGH, Route.MFA), HELPS_HIGH, MEMBER, HIGH))
                .isEqualTo(Route.PASSWORD_CHANGE);
        assertThat(HomeRoute.atOnset(open(HIGH, Route.PASSWORD_CHANGE), BLOCKS, MEMBER, HIGH))
                .isEqualTo(Route.BLOCKED);
    }

    @Test
    void a_closed_risk_leaves_nothing_to_the_next() {
        var closed = new UserRisk(
                HIGH,
                RiskState.DISMISSED,
                RiskDetail.NONE,
                Optional.of(Ids.NOW),
                1,
                List.of(),
                Optional.of(Route.BLOCKED));

        assertThat(HomeRoute.atOnset(closed, HELPS_HIGH, MEMBER, HIGH)).isEqualTo(Route.PASSWORD_CHANGE);
    }

    @Test
    void the_strength_home_demands_for_risk_limits_who_can_help_himself() {
        var strong = rules(new Rules(
                Conditions.userRisk(HIGH),
                Grant.MFA_AND_PASSWORD_CHANGE.with(io.homeward.accessrules.policy.Strength.PHISHING_RESISTANT)));
        var code = new SecondFactor("totp", FactorKind.TOTP, Ids.NOW.minusSeconds(86_400), false, false);
        var key = new SecondFactor("key", FactorKind.PASSKEY, Ids.NOW.minusSeconds(86_400), true, false);
        var risk = open(HIGH, Route.PASSWORD_CHANGE);

        assertThat(HomeRoute.offered(strong, MEMBER, risk, new Capability(List.of(code), true, false, 0))
                        .route())
                .isEqualTo(Route.ADMINISTRATOR);
        assertThat(HomeRoute.offered(strong, MEMBER, risk, new Capability(List.of(code, key), true, false, 0))
                        .route())
                .isEqualTo(Route.PASSWORD_CHANGE);
    }
}
