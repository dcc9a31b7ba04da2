package io.homeward.remediation.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.Route;
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
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recovery codes: what they stand in for, once, and what they never do. */
@QuarkusTest
@WithTestResource(World.class)
class RecoveryCodesTest {
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
    void ten_are_shown_once_with_the_first_factor() {
        Member mira = Home.called("Codes").always(Control.MFA).person("mira");
        SignIns signIn = SignIns.firstOf(mira);
        signIn.step(Map.of("type", "startTotpRegistration"));
        mira.remembers(signIn.json().getString("details.totp.secret"));

        signIn.step(Map.of("type", "confirmTotp", "code", mira.code(clock)));

        assertThat(signIn.state()).isEqualTo("recovery-codes");
        assertThat(signIn.asks()).containsExactly("showedRecoveryCodes", "cancel");
        List<String> codes = signIn.json().getList("details.recoveryCodes");
        assertThat(new HashSet<>(codes)).hasSize(10);
        assertThat(codes).allMatch(code -> code.matches("([0-9A-Z]{4}-){5}[0-9A-Z]{4}"));
        assertThat(signIn.look().json().getList("details.recoveryCodes"))
                .isEqualTo(codes); // a page may be loaded again
        signIn.step(Map.of("type", "showedRecoveryCodes")).is("signed-in", "H4", 0);
        assertThat(signIn.look().last().asString()).doesNotContain(codes.get(0));
    }

    @Test
    void one_stands_in_for_a_lost_phone_once_and_gives_no_mfa() {
        Member mira = enrolled(Home.called("Lost").always(Control.MFA));
        String code = mira.recoveryCodes().get(3);

        SignIns signIn = SignIns.open(mira).password(Member.PASSWORD);
        assertThat(signIn.json().getList("details.methods")).isEqualTo(List.of("totp", "recoveryCode"));
        signIn.recoveryCode(code.toLowerCase(Locale.ROOT).replace("-", " ")).is("signed-in", "H4", 0);

        JsonNode claims = Tokens.claims(signIn.token());
        assertThat(claims.path("amr").toString()).isEqualTo("[\"pwd\",\"otp\"]");
        assertThat(claims.has("mfa_at") || claims.has("mfa_time")).isFalse();
        SignIns.open(mira).password(Member.PASSWORD).recoveryCode(code).is("verify-identity", "H16", 50074);
    }

    @Test
    void of_two_who_use_one_at_the_same_time_one_gets_in() throws Exception {
        Member mira = enrolled(Home.called("Race").always(Control.MFA));
        SignIns one = SignIns.open(mira).password(Member.PASSWORD);
        SignIns two = SignIns.open(mira).password(Member.PASSWORD);
        Map<String, String> step =
                Map.of("type", "recoveryCode", "code", mira.recoveryCodes().get(0));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Response>> both =
                    List.of(() -> one.steps(one.continuation(), step), () -> two.steps(two.continuation(), step));
            var states = new ArrayList<String>();
            for (var answer : threads.invokeAll(both)) {
                states.add(answer.get().jsonPath().getString("state"));
            }
            assertThat(states).containsExactlyInAnyOrder("signed-in", "verify-identity");
        }
    }

    @Test
    void none_answers_a_risk_and_none_is_used_up_where_it_would_not_help() {
        Member mira = enrolled(Home.called("Risk")
                .always(Control.MFA)
                .whenSignInRisky(Control.MFA)
                .whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE));
        String code = mira.recoveryCodes().get(0);
        riskService.signInsAre(mira.id(), RiskLevel.MEDIUM);
        refused(SignIns.open(mira).password(Member.PASSWORD).goOn().is("verify-identity", "H5", 50076), code);
        riskService.signInsAre(mira.id(), RiskLevel.NONE);
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);
        refused(SignIns.open(mira).password(Member.PASSWORD).goOn().is("verify-identity", "H8", 50135), code);
        riskService.isClear(mira.id());
        riskService.away(true);
        refused(SignIns.open(mira).password(Member.PASSWORD), code);
        riskService.away(false);

        SignIns.open(mira).password(Member.PASSWORD).recoveryCode(code).is("signed-in", "H4", 0);
    }

    @Test
    void wrong_ones_throttle_the_place_they_come_from_and_not_the_owner() {
        Member mira = enrolled(Home.called("Guess").always(Control.MFA));
        SignIns guessing = SignIns.open(mira).from("203.0.113.9").password(Member.PASSWORD);
        for (int i = 0; i < 8; i++) {
            guessing.recoveryCode("0000-0000-0000-0000-0000-000" + i).is("verify-identity", "H16", 50074);
        }

        guessing.recoveryCode(mira.recoveryCodes().get(0)).is("verify-identity", "H16", 50074);

        SignIns.open(mira)
                .password(Member.PASSWORD)
                .recoveryCode(mira.recoveryCodes().get(0))
                .is("signed-in", "H4", 0);
    }

    private static void refused(SignIns signIn, String code) {
        assertThat(signIn.asks()).doesNotContain("recoveryCode");
        Response answer = signIn.steps(signIn.continuation(), Map.of("type", "recoveryCode", "code", code));
        assertThat(answer.statusCode()).isEqualTo(409);
    }

    private Member enrolled(Home home) {
        Member mira = home.person("mira");
        SignIns.firstOf(mira).register(mira, clock);
        clock.pass(Duration.ofMinutes(1));
        return mira;
    }
}
