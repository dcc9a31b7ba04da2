package io.homeward.remediation.flow;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of section 2 of the law, as a person meets them. */
@QuarkusTest
@WithTestResource(World.class)
class FlowJourneyTest {
    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @AfterEach
    void everybodyIsBack() {
        riskService.away(false);
    }

    @Test
    void nothing_required_signs_in() {
        Member mira = Home.called("Nothing").person("mira");

        SignIns.firstOf(mira).is("signed-in", "H1", 0);
    }

    @Test
    void registration_may_be_skipped_for_fourteen_days_and_not_longer() {
        Member mira = Home.called("Grace").registrationDemanded().person("mira");

        SignIns first = SignIns.firstOf(mira).is("more-information-required", "H2", 50079);
        assertThat(first.json().getInt("details.daysLeft")).isEqualTo(14);
        first.skip().is("signed-in", "H2", 0);

        clock.pass(Duration.ofDays(13));
        SignIns later = SignIns.open(mira).password(Member.PASSWORD);
        assertThat(later.json().getInt("details.daysLeft")).isEqualTo(1);

        clock.pass(Duration.ofDays(1));
        SignIns late = SignIns.open(mira).password(Member.PASSWORD).is("more-information-required", "H3", 50079);
        assertThat(late.asks()).containsExactly("startPasskeyRegistration", "startTotpRegistration", "cancel");
        assertThat(late.json().getBoolean("details.skipAllowed")).isFalse();
    }

    @Test
    void a_registered_app_counts_as_mfa_at_once_and_is_asked_for_afterwards() {
        Member mira = Home.called("Always MFA").always(Control.MFA).person("mira");

        SignIns first = SignIns.firstOf(mira).is("more-information-required", "H4", 50079);
        assertThat(first.asks()).doesNotContain("skipRegistration");
        first.register(mira, clock).is("signed-in", "H4", 0);

        SignIns second = SignIns.open(mira).password(Member.PASSWORD).is("verify-identity", "H4", 50076);
        second.totp(mira.code(clock)).is("signed-in", "H4", 0);
    }

    @Test
    void a_risky_sign_in_is_proven_with_what_was_registered_before() {
        Member mira = enrolled(Home.called("Risky").registrationDemanded().whenSignInRisky(Control.MFA));
        riskService.signInsAre(mira.id(), RiskLevel.MEDIUM);

        SignIns signIn = SignIns.open(mira).password(Member.PASSWORD).is("unusual-sign-in", "H5", 50076);
        signIn.goOn().is("verify-identity", "H5", 50076);
        signIn.totp(mira.wrongCode(clock)).is("verify-identity", "H16", 50074);
        signIn.totp(mira.code(clock)).is("signed-in", "H5", 0);
    }

    @Test
    void nobody_registers_inside_a_risky_sign_in() {
        Member mira = Home.called("Risky")
                .registrationDemanded()
                .whenSignInRisky(Control.MFA)
                .person("mira");
        SignIns.firstOf(mira);
        riskService.signInsAre(mira.id(), RiskLevel.MEDIUM);

        SignIns signIn = SignIns.open(mira).password(Member.PASSWORD).is("sign-in-blocked", "H6", 53004);

        assertThat(signIn.asks()).isEmpty();
        assertThat(signIn.json().getString("details.heading")).isEqualTo("Your sign-in was blocked");
        assertThat(signIn.json().getString("details.whoCanHelp")).contains("Risky");
    }

    @Test
    void a_blocked_sign_in_is_no_blocked_account() {
        Member mira = Home.called("Block").whenSignInRisky(Control.BLOCK).person("mira");
        SignIns.firstOf(mira);
        riskService.signInsAre(mira.id(), RiskLevel.HIGH);

        SignIns.open(mira).password(Member.PASSWORD).is("sign-in-blocked", "H7", 53003);

        riskService.signInsAre(mira.id(), RiskLevel.NONE);
        SignIns.open(mira).password(Member.PASSWORD).is("signed-in", "H1", 0);
    }

    @Test
    void somebody_at_risk_proves_himself_and_takes_a_new_password() {
        Member mira = enrolled(
                Home.called("Self").registrationDemanded().whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);

        SignIns signIn = SignIns.open(mira).password(Member.PASSWORD).is("account-at-risk", "H8", 50135);
        signIn.goOn().is("verify-identity", "H8", 50135);
        signIn.totp(mira.code(clock)).is("change-password", "H8", 50135);
        assertThat(signIn.steps(signIn.continuation(), Map.of("type", "changePassword", "newPassword", "short"))
                        .statusCode())
                .isEqualTo(400);
        signIn.changePassword("another wide river 9").is("signed-in", "H8", 0);

        assertThat(signIn.token()).isNotEmpty();
        SignIns.open(mira).password(Member.PASSWORD).is("sign-in", "H14", 50126);
        SignIns.open(mira).password("another wide river 9").is("signed-in", "H1", 0);
    }

    @Test
    void somebody_at_risk_who_cannot_prove_himself_is_blocked() {
        Home home = Home.called("Self").whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE);
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);

        SignIns signIn = SignIns.open(mira).password(Member.PASSWORD).is("account-blocked", "H9", 53003);

        assertThat(signIn.json().getString("details.heading")).isEqualTo("Your account is blocked");
    }

    @Test
    void a_blocked_account_offers_nothing() {
        Member mira = enrolled(Home.called("Block").registrationDemanded().whenUserAtRisk(Control.BLOCK));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.BLOCKED);

        SignIns signIn = SignIns.open(mira).password(Member.PASSWORD).is("account-blocked", "H10", 53003);

        assertThat(signIn.asks()).isEmpty();
    }

    @Test
    void risk_that_no_policy_speaks_of_keeps_nobody_out_at_home() {
        Member mira = Home.called("No rules").person("mira");
        SignIns.firstOf(mira);
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.ADMINISTRATOR);

        SignIns.open(mira).password(Member.PASSWORD).is("signed-in", "H12", 0);
    }

    @Test
    void a_temporary_password_is_replaced_with_mfa_before_anything_else() {
        Home home = Home.called("Temporary").registrationDemanded();
        Member mira = enrolled(home);
        home.give(mira, "kelp-viola-4471", true);

        SignIns signIn = SignIns.open(mira).password("kelp-viola-4471").is("verify-identity", "H13", 50055);
        signIn.totp(mira.code(clock)).is("change-password", "H13", 50055);
        signIn.changePassword("my own long river 7").is("signed-in", "H13", 0);

        SignIns.open(mira).password("my own long river 7").is("signed-in", "H1", 0);
    }

    @Test
    void an_unknown_name_and_a_wrong_password_have_one_answer() {
        Home home = Home.called("Hidden");
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        Member nobody = home.person("nobody");
        home.tell(nobody, true, true, Set.of());

        SignIns wrong = SignIns.open(mira).password("not the password").is("sign-in", "H14", 50126);
        SignIns unknown = SignIns.open(nobody).password("not the password").is("sign-in", "H14", 50126);

        assertThat(unknown.last().statusCode()).isEqualTo(wrong.last().statusCode());
        assertThat(unknown.json().getString("details.whatNext"))
                .isEqualTo(wrong.json().getString("details.whatNext"));
        assertThat(unknown.asks()).isEqualTo(wrong.asks());
        eventually(() -> riskService.signInsOf(mira.userPrincipalName()).stream()
                .anyMatch(each -> each.path("status").path("errorCode").asInt() == 50126));
    }

    @Test
    void what_is_wrong_with_an_account_is_said_after_the_right_password_only() {
        Home home = Home.called("Throttled");
        Member mira = home.person("mira");
        Member oda = home.person("oda");
        SignIns.firstOf(mira);
        home.tell(oda, false, false, Set.of());
        for (int i = 0; i < 8; i++) {
            SignIns.open(mira).password("guess number " + i).is("sign-in", "H14", 50126);
        }

        SignIns.open(mira).password("guess again").is("sign-in", "H14", 50126);
        SignIns.open(mira).password(Member.PASSWORD).is("sign-in", "H15", 50053);
        SignIns.open(oda).password("guess").is("sign-in", "H14", 50126);
        eventually(() -> Integer.valueOf(50057)
                .equals(SignIns.open(oda).password(Member.PASSWORD).json().get("code")));
        clock.pass(Duration.ofMinutes(20));
        SignIns.open(mira).password(Member.PASSWORD).is("signed-in", "H1", 0);
    }

    @Test
    void while_nothing_can_be_scored_the_registered_prove_themselves_and_nobody_is_locked_out() {
        Home home = Home.called("Away").registrationDemanded().whenSignInRisky(Control.BLOCK);
        Member mira = enrolled(home);
        Member oda = home.person("oda");
        SignIns.firstOf(oda);
        riskService.away(true);

        SignIns registered = SignIns.open(mira).password(Member.PASSWORD).is("verify-identity", "H17", 50076);
        registered.totp(mira.code(clock)).is("signed-in", "H17", 0);
        SignIns unregistered = SignIns.open(oda).password(Member.PASSWORD);

        assertThat(unregistered.state()).isEqualTo("signed-in");
        riskService.away(false);
        eventually(() -> riskService.signInsOf(mira.userPrincipalName()).size() == 2);
    }

    @Test
    void the_link_asks_for_mfa_whatever_the_new_sign_in_is_like() {
        Member mira = enrolled(Home.called("Link").registrationDemanded().whenSignInRisky(Control.MFA));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.UNLIKELY_TRAVEL, Route.MFA);

        SignIns signIn = SignIns.remediating(mira).password(Member.PASSWORD).is("account-at-risk", "D4", 50076);
        signIn.goOn().is("verify-identity", "D4", 50076);
        signIn.totp(mira.code(clock)).is("signed-in", "D4", 0);

        assertThat(riskService.riskOf(mira.id()).open()).isFalse();
    }

    @Test
    void a_delegated_person_registers_from_a_trusted_place_only() {
        Home home = Home.called("Provider").registrationDemanded();
        var technicians = new GroupId(UUID.randomUUID());
        Member tom = home.person("tom", Set.of(technicians));
        home.serves(new TenantId(UUID.randomUUID()), "active", technicians, Set.of(new RoleId(UUID.randomUUID())));

        SignIns.firstOf(tom).is("more-information-required", "H2", 50079);

        SignIns.open(tom).from("198.51.100.7").password(Member.PASSWORD).is("signed-in", "H1", 0);
    }

    private Member enrolled(Home home) {
        Member mira = home.person("mira");
        SignIns.firstOf(mira).register(mira, clock);
        return mira;
    }
}
