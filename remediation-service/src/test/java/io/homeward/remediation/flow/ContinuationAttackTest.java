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
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flows of D4, H8 and the like in hands that are not their owner's, in two browsers, and after a pause. */
@QuarkusTest
@WithTestResource(World.class)
class ContinuationAttackTest {
    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @Test
    void a_replayed_truncated_lengthened_foreign_or_reordered_continuation_moves_nothing() {
        Member mira = enrolled(Home.called("Attacked").always(Control.MFA));
        Member other = enrolled(Home.called("Other").always(Control.MFA));
        SignIns theirs = SignIns.open(other).password(Member.PASSWORD);
        SignIns signIn = SignIns.open(mira);
        String first = signIn.continuation();
        signIn.password("wrong");
        String second = signIn.continuation();
        signIn.password(Member.PASSWORD);
        String present = signIn.continuation();
        Map<String, String> step = Map.of("type", "totp", "code", mira.code(clock));

        for (String forged : List.of(
                first,
                second,
                present.substring(1),
                present.substring(0, present.length() - 1),
                present + "A",
                present.toUpperCase(Locale.ROOT) + present.charAt(0),
                theirs.continuation(),
                first.substring(0, 20) + present.substring(20))) {
            assertThat(signIn.steps(forged, step).statusCode()).as(forged).isEqualTo(404);
            assertThat(signIn.look(forged).statusCode()).as(forged).isEqualTo(404);
        }
        assertThat(signIn.steps("", step).statusCode()).isEqualTo(400);
        assertThat(signIn.steps("A".repeat(5_000), step).statusCode()).isEqualTo(400);

        signIn.step(step).is("signed-in", "H4", 0);
    }

    @Test
    void a_code_of_somebody_else_and_a_code_before_the_password_prove_nothing() {
        Home home = Home.called("Codes").always(Control.MFA);
        Member mira = enrolled(home);
        Member other = home.person("other");
        SignIns.firstOf(other).register(other, clock);

        SignIns signIn = SignIns.open(mira);
        assertThat(signIn.steps(signIn.continuation(), Map.of("type", "totp", "code", mira.code(clock)))
                        .statusCode())
                .isEqualTo(409);
        signIn.password(Member.PASSWORD).totp(other.code(clock)).is("verify-identity", "H16", 50074);
    }

    @Test
    void the_remediation_link_after_a_crash_goes_on_by_looking_and_closes_once() {
        Member mira = byLink(Home.called("Crash"));
        riskService.holdsBack(mira.id());
        SignIns signIn = SignIns.remediating(mira).password(Member.PASSWORD).goOn();
        String before = signIn.continuation();
        signIn.totp(mira.code(clock));
        assertThat(signIn.state()).isEqualTo("remediating");
        assertThat(riskService.riskOf(mira.id()).open()).isTrue();

        riskService.confirms(mira.id());

        assertThat(signIn.look(before).jsonPath().getString("state")).isEqualTo("signed-in");
        assertThat(riskService.riskOf(mira.id()).open()).isFalse();
    }

    @Test
    void the_remediation_link_asks_for_mfa_also_in_a_sign_in_without_any_risk_and_an_expired_flow_closes_nothing() {
        Member mira = byLink(Home.called("Late"));
        SignIns signIn = SignIns.remediating(mira).password(Member.PASSWORD).is("account-at-risk", "D4", 50076);
        signIn.goOn();
        clock.pass(Duration.ofMinutes(10));

        assertThat(signIn.steps(signIn.continuation(), Map.of("type", "totp", "code", mira.code(clock)))
                        .statusCode())
                .isEqualTo(410);
        assertThat(riskService.riskOf(mira.id()).open()).isTrue();
    }

    /** H18 by D4's link: a code can be relayed, and there is nothing stronger. */
    @Test
    void a_risk_that_threatens_the_second_factor_is_not_answered_with_a_code() {
        Member mira = enrolled(
                Home.called("Relayed").registrationDemanded().whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.ATTACKER_IN_THE_MIDDLE, Route.PASSWORD_CHANGE);

        SignIns.open(mira).password(Member.PASSWORD).is("account-blocked", "H18", 53003);
    }

    private Member byLink(Home home) {
        Member mira = enrolled(home.registrationDemanded().whenSignInRisky(Control.MFA));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.UNLIKELY_TRAVEL, Route.MFA);
        return mira;
    }

    private Member enrolled(Home home) {
        Member mira = home.person("mira");
        SignIns.firstOf(mira).register(mira, clock);
        return mira;
    }
}
