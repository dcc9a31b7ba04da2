package io.homeward.accessrules.home;

import static io.homeward.accessrules.risk.RiskLevel.HIGH;
import static io.homeward.accessrules.situations.Ids.FLOW_BEGAN;
import static io.homeward.accessrules.situations.Ids.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.home.HomeSignIn.RegistrationGround;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.SelfService;
import io.homeward.accessrules.policy.Strength;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.UserAction;
import io.homeward.accessrules.risk.Remediation;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.situations.Ids;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.HomeRoute;
import io.homeward.accessrules.standing.MfaProof;
import io.homeward.accessrules.standing.SecondFactor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Self-service reset, and who may change a factor. */
class ResetAndFactorTest {
    private static final SecondFactor CODE =
            new SecondFactor("totp", FactorKind.TOTP, NOW.minus(Duration.ofDays(30)), false, false);
    private static final Capability CAPABLE = new Capability(List.of(CODE), true, false, 0);
    private static final SignInRisk CLEAN = SignInRisk.scored(RiskLevel.NONE);
    private static final Progress PASSED =
            Progress.beginning(FLOW_BEGAN).passed(new MfaProof(CODE, NOW.minusSeconds(60)));

    private static UserRisk atRisk() {
        return new UserRisk(
                HIGH,
                RiskState.AT_RISK,
                RiskDetail.NONE,
                Optional.of(NOW.minus(Duration.ofHours(1))),
                1,
                List.of(),
                Optional.<Route>empty());
    }

    private static HomeSignIn forgotten(Grant grant, UserRisk risk, Progress progress) {
        var policy = new Policy(
                Ids.policy(1), "risk", Policy.State.ENABLED, People.EVERYONE, Conditions.userRisk(HIGH), grant);
        return new HomeSignIn(
                TenantRules.none(Ids.HOME, "Home").withPolicies(List.of(policy)),
                Subject.member(Ids.HE, Set.of(), Set.of()),
                HomeSignIn.AccountState.NORMAL,
                CLEAN,
                risk,
                CAPABLE,
                Optional.empty(),
                GrantKind.INTERACTIVE,
                Ids.APPLICATION,
                ClientAppType.BROWSER,
                Surroundings.UNKNOWN,
                Optional.empty(),
                new HomeSignIn.Purpose.ToUse(),
                RegistrationGround.ORDINARY,
                progress);
    }

    @Test
    void a_reset_closes_risk_where_h8_would_have_been_offered_and_its_mfa_was_passed() {
        assertThat(SelfServiceReset.decide(forgotten(Grant.MFA_AND_PASSWORD_CHANGE, atRisk(), PASSED)))
                .isEqualTo(new SelfServiceReset.Remediates(Remediation.bySecurePasswordReset()));
    }

    @Test
    void without_that_mfa_the_password_changes_and_the_risk_stays() {
        var facts = forgotten(Grant.MFA_AND_PASSWORD_CHANGE, atRisk(), Progress.beginning(FLOW_BEGAN));

        assertThat(SelfServiceReset.decide(facts)).isEqualTo(new SelfServiceReset.ChangesPassword());
    }

    @Test
    void where_h8_would_not_have_been_offered_the_password_changes_and_the_risk_stays() {
        assertThat(SelfServiceReset.decide(forgotten(Grant.MFA, atRisk(), PASSED)))
                .isEqualTo(new SelfServiceReset.ChangesPassword());
        assertThat(SelfServiceReset.decide(forgotten(Grant.MFA_AND_PASSWORD_CHANGE, UserRisk.CLEAR, PASSED)))
                .isEqualTo(new SelfServiceReset.ChangesPassword());
    }

    @Test
    void under_a_block_it_is_not_offered() {
        assertThat(SelfServiceReset.decide(forgotten(Grant.BLOCK, atRisk(), PASSED)))
                .isEqualTo(new SelfServiceReset.NotOffered(Rule.H10));
    }

    @Test
    void where_the_password_is_not_managed_here_it_is_not_offered() {
        var facts = forgotten(Grant.MFA_AND_PASSWORD_CHANGE, atRisk(), PASSED)
                .with(new Capability(List.of(CODE), false, false, 0));

        assertThat(SelfServiceReset.decide(facts)).isEqualTo(new SelfServiceReset.NotOffered(Rule.H9));
    }

    @Test
    void where_the_tenant_does_not_let_its_people_it_is_not_offered_and_h8_is_h9() {
        var facts = forgotten(Grant.MFA_AND_PASSWORD_CHANGE, atRisk(), PASSED);
        var forbidden = facts.under(facts.rules().with(new SelfService(false)));

        assertThat(SelfServiceReset.decide(forbidden)).isEqualTo(new SelfServiceReset.NotOffered(Rule.H9));
        assertThat(HomeRules.decide(forbidden.with(PASSED.firstFactor()), FLOW_BEGAN.plusSeconds(60)))
                .isInstanceOfSatisfying(HomeDecision.Blocked.class, blocked -> assertThat(blocked.rule())
                        .isEqualTo(Rule.H9));
    }

    @Test
    void what_the_tenant_does_not_let_its_people_do_is_no_way_back_from_abroad_either() {
        var facts = forgotten(Grant.MFA_AND_PASSWORD_CHANGE, atRisk(), PASSED);
        var forbidden = facts.rules().with(new SelfService(false));

        assertThat(HomeRoute.offered(facts.rules(), facts.person(), atRisk(), CAPABLE)
                        .rule())
                .isEqualTo(Rule.D3);
        assertThat(HomeRoute.offered(forbidden, facts.person(), atRisk(), CAPABLE)
                        .rule())
                .isEqualTo(Rule.D8);
    }

    @Test
    void factors_are_changed_only_from_a_clean_session_of_a_clear_person() {
        assertThat(change(CLEAN, UserRisk.CLEAR, GrantKind.INTERACTIVE, false)).isEqualTo(new FactorChange.Allowed());
        assertThat(change(SignInRisk.scored(RiskLevel.LOW), UserRisk.CLEAR, GrantKind.INTERACTIVE, false))
                .isEqualTo(new FactorChange.Allowed());
        assertThat(change(SignInRisk.scored(RiskLevel.MEDIUM), UserRisk.CLEAR, GrantKind.INTERACTIVE, false))
                .isEqualTo(new FactorChange.Refused(Rule.H6, SignInCode.REGISTRATION_BLOCKED_BY_RISK));
        assertThat(change(CLEAN, atRisk(), GrantKind.INTERACTIVE, false))
                .isEqualTo(new FactorChange.Refused(Rule.H6, SignInCode.REGISTRATION_BLOCKED_BY_RISK));
        assertThat(change(new SignInRisk.NotScored(), UserRisk.CLEAR, GrantKind.INTERACTIVE, false))
                .isEqualTo(new FactorChange.Refused(Rule.H17, SignInCode.REGISTRATION_RESTRICTED));
        assertThat(change(CLEAN, UserRisk.CLEAR, GrantKind.DEVICE_CODE, false))
                .isEqualTo(new FactorChange.Refused(Rule.D27, SignInCode.MFA_REQUIRED));
    }

    @Test
    void a_delegated_persons_first_factor_needs_a_place_somebody_vouches_for() {
        assertThat(FactorChange.decide(
                        CLEAN, UserRisk.CLEAR, GrantKind.INTERACTIVE, true, new RegistrationGround(true, false)))
                .isEqualTo(new FactorChange.Refused(Rule.D18, SignInCode.REGISTRATION_RESTRICTED));
        assertThat(FactorChange.decide(
                        CLEAN, UserRisk.CLEAR, GrantKind.INTERACTIVE, true, new RegistrationGround(true, true)))
                .isEqualTo(new FactorChange.Allowed());
        assertThat(FactorChange.decide(
                        CLEAN, UserRisk.CLEAR, GrantKind.INTERACTIVE, false, new RegistrationGround(true, false)))
                .isEqualTo(new FactorChange.Allowed());
    }

    @Test
    void the_tenants_policies_about_registering_are_heard_too() {
        assertThat(byPolicy(Grant.BLOCK, PASSED.mfa()))
                .isEqualTo(new FactorChange.Refused(Rule.H7, SignInCode.REGISTRATION_RESTRICTED));
        assertThat(byPolicy(Grant.MFA, PASSED.mfa())).isEqualTo(new FactorChange.Allowed());
        assertThat(byPolicy(Grant.MFA, Optional.empty()))
                .isEqualTo(new FactorChange.Refused(Rule.H4, SignInCode.MFA_REQUIRED));
        assertThat(byPolicy(Grant.MFA.with(Strength.PHISHING_RESISTANT), PASSED.mfa()))
                .isEqualTo(new FactorChange.Refused(Rule.H4, SignInCode.MFA_REQUIRED));
    }

    private static FactorChange byPolicy(Grant grant, Optional<MfaProof> mfa) {
        var policy = new Policy(
                Ids.policy(1),
                "Registering",
                Policy.State.ENABLED,
                People.EVERYONE,
                Conditions.doing(UserAction.REGISTER_SECURITY_INFO),
                grant);
        return FactorChange.decide(
                CLEAN,
                UserRisk.CLEAR,
                GrantKind.INTERACTIVE,
                false,
                RegistrationGround.ORDINARY,
                TenantRules.none(Ids.HOME, "Home").withPolicies(List.of(policy)),
                new Circumstances(
                        Subject.member(Ids.HE, Set.of(), Set.of()),
                        Optional.empty(),
                        Optional.of(ClientAppType.BROWSER),
                        Optional.of(RiskLevel.NONE),
                        Optional.of(RiskLevel.NONE),
                        Optional.of(GrantKind.INTERACTIVE),
                        Surroundings.UNKNOWN,
                        Optional.empty()),
                mfa);
    }

    private static FactorChange change(SignInRisk began, UserRisk risk, GrantKind grant, boolean first) {
        return FactorChange.decide(began, risk, grant, first, RegistrationGround.ORDINARY);
    }
}
