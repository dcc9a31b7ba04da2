package io.homeward.remediation.flow;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new password that is refused says why, as code and text, and the flow is as it was. */
@QuarkusTest
@WithTestResource(World.class)
class RefusedPasswordTest {
    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @Test
    void every_reason_has_a_code_and_a_text() {
        Member mira = enrolled();
        SignIns signIn = atChangePassword(mira, Member.PASSWORD);

        refused(signIn, "7 chars", "tooShort");
        refused(signIn, "x".repeat(300), "tooLong");
        refused(signIn, "with a\u0007bell", "untypable");
        refused(signIn, "password1", "common");
        refused(signIn, "mira-Reasons", "ownName");
        refused(signIn, Member.PASSWORD, "current");

        signIn.changePassword("another wide river 1").is("signed-in", "H8", 0);
    }

    @Test
    void one_that_was_used_before_is_refused() {
        Member mira = enrolled();
        List<String> used = List.of(Member.PASSWORD, "another wide river 1", "another wide river 2");
        for (int i = 1; i < used.size(); i++) {
            atChangePassword(mira, used.get(i - 1)).changePassword(used.get(i)).is("signed-in", "H8", 0);
        }

        SignIns signIn = atChangePassword(mira, used.getLast());

        refused(signIn, used.get(0), "usedBefore");
        refused(signIn, used.get(1), "usedBefore");
        refused(signIn, used.get(2), "current");
        signIn.changePassword("another wide river 3").is("signed-in", "H8", 0);
    }

    private Member enrolled() {
        Member mira = Home.called("Reasons")
                .registrationDemanded()
                .whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE)
                .person("mira");
        SignIns.firstOf(mira).register(mira, clock);
        return mira;
    }

    private SignIns atChangePassword(Member mira, String password) {
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);
        return SignIns.open(mira)
                .password(password)
                .goOn()
                .totp(mira.code(clock))
                .is("change-password", "H8", 50135);
    }

    private static void refused(SignIns signIn, String password, String code) {
        Response answer =
                signIn.steps(signIn.continuation(), Map.of("type", "changePassword", "newPassword", password));
        assertThat(answer.statusCode()).as(password).isEqualTo(400);
        assertThat(answer.jsonPath().getString("reasons[0].code")).isEqualTo(code);
        assertThat(answer.jsonPath().getString("reasons[0].text"))
                .isEqualTo(answer.jsonPath().getString("detail"));
    }
}
