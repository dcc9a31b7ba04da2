package io.homeward.accessrules.home;

import static io.homeward.accessrules.situations.Ids.FLOW_BEGAN;
import static io.homeward.accessrules.situations.Ids.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.home.HomeSignIn.RegistrationGround;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Strength;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.situations.Ids;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.MfaProof;
import io.homeward.accessrules.standing.SecondFactor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a recovery code stands in for, and what it never does. */
class RecoveryCodeTest {
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(30));
    private static final SecondFactor APP = new SecondFactor("totp", FactorKind.TOTP, LONG_AGO, false, false);
    private static final SecondFactor PAPER =
            new SecondFactor("recoveryCodes", FactorKind.RECOVERY_CODE, LONG_AGO, false, false);
    private static final Capability CAPABLE = new Capability(List.of(APP), true, false, 0);
    private static final SignInRisk CLEAN = SignInRisk.scored(RiskLevel.NONE);
    private static final Policy ALWAYS = policy(1, Conditions.NONE, Grant.MFA);
    private static final Policy WHEN_RISKY =
            policy(2, Conditions.signInRisk(RiskLevel.MEDIUM, RiskLevel.HIGH), Grant.MFA);
    private static final Policy AT_RISK = policy(3, Conditions.userRisk(RiskLevel.HIGH), Grant.MFA_AND_PASSWORD_CHANGE);

    @Test
    void it_meets_an_ordinary_demand_for_mfa() {
        assertThat(decide(CAPABLE, CLEAN, UserRisk.CLEAR, ALWAYS)).isInstanceOf(HomeDecision.SignedIn.class);
    }

    @Test
    void it_answers_no_risk() {
        assertThat(decide(CAPABLE, SignInRisk.scored(RiskLevel.MEDIUM), UserRisk.CLEAR, WHEN_RISKY))
                .isInstanceOfSatisfying(HomeDecision.Prompt.class, prompt -> assertThat(prompt.steps())
                        .contains(Step.MFA));
        assertThat(decide(CAPABLE, CLEAN, atRisk(), AT_RISK))
                .isInstanceOfSatisfying(HomeDecision.Prompt.class, prompt -> {
                    assertThat(prompt.rule()).isEqualTo(Rule.H8);
                    assertThat(prompt.next()).isEqualTo(Step.MFA);
                });
    }

    @Test
    void an_ordinary_demand_is_not_met_with_it_in_a_risky_or_unscored_sign_in_nor_by_somebody_at_risk() {
        for (HomeDecision decision : List.of(
                decide(CAPABLE, SignInRisk.scored(RiskLevel.MEDIUM), UserRisk.CLEAR, ALWAYS),
                decide(CAPABLE, new SignInRisk.NotScored(), UserRisk.CLEAR, ALWAYS),
                decide(CAPABLE, CLEAN, atRisk(), ALWAYS))) {
            assertThat(decision).isInstanceOfSatisfying(HomeDecision.Prompt.class, prompt -> assertThat(prompt.next())
                    .isEqualTo(Step.MFA));
        }
    }

    @Test
    void it_replaces_no_temporary_password_meets_no_stronger_demand_and_is_no_first_factor_of_all() {
        var pending = new Capability(List.of(APP), true, true, 0);
        var key = new SecondFactor("key", FactorKind.PASSKEY, LONG_AGO, true, false);
        var strong = policy(4, Conditions.NONE, Grant.MFA.with(Strength.PHISHING_RESISTANT));

        assertThat(decide(pending, CLEAN, UserRisk.CLEAR, ALWAYS))
                .isInstanceOfSatisfying(HomeDecision.Prompt.class, prompt -> assertThat(prompt.next())
                        .isEqualTo(Step.MFA));
        assertThat(decide(new Capability(List.of(key), true, false, 0), CLEAN, UserRisk.CLEAR, strong))
                .isInstanceOfSatisfying(HomeDecision.Prompt.class, prompt -> assertThat(prompt.next())
                        .isEqualTo(Step.MFA));
        assertThat(decide(Capability.NONE, CLEAN, UserRisk.CLEAR, ALWAYS))
                .isInstanceOfSatisfying(HomeDecision.Prompt.class, prompt -> assertThat(prompt.next())
                        .isEqualTo(Step.REGISTER));
    }

    private static HomeDecision decide(Capability capability, SignInRisk risk, UserRisk userRisk, Policy policy) {
        var facts = new HomeSignIn(
                TenantRules.none(Ids.HOME, "Home").withPolicies(List.of(policy)),
                Subject.member(Ids.HE, Set.of(), Set.of()),
                HomeSignIn.AccountState.NORMAL,
                risk,
                userRisk,
                capability,
                Optional.empty(),
                GrantKind.INTERACTIVE,
                Ids.APPLICATION,
                ClientAppType.BROWSER,
                Surroundings.UNKNOWN,
                Optional.empty(),
                new HomeSignIn.Purpose.ToUse(),
                RegistrationGround.ORDINARY,
                Progress.beginning(FLOW_BEGAN).firstFactor().passed(new MfaProof(PAPER, NOW.minusSeconds(1))));
        return HomeRules.decide(facts, NOW);
    }

    private static UserRisk atRisk() {
        return new UserRisk(
                RiskLevel.HIGH,
                RiskState.AT_RISK,
                RiskDetail.NONE,
                Optional.of(NOW.minus(Duration.ofHours(1))),
                1,
                List.of(),
                Optional.empty());
    }

    private static Policy policy(int number, Conditions conditions, Grant grant) {
        return new Policy(
                Ids.policy(number), "policy " + number, Policy.State.ENABLED, People.EVERYONE, conditions, grant);
    }
}
