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
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of the law that need two things at once, or that close nothing. */
@QuarkusTest
@WithTestResource(World.class)
class RemainingRowsTest {
    private static final String NEW = "another wide river 9";

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    @BeforeEach
    void today() {
        clock.reset();
    }

    /** H11. */
    @Test
    void a_risky_sign_in_of_somebody_at_risk_is_one_flow_with_mfa_once() {
        Member mira = enrolled(Home.called("Both")
                .registrationDemanded()
                .whenSignInRisky(Control.MFA)
                .whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);
        riskService.signInsAre(mira.id(), RiskLevel.MEDIUM);

        SignIns signIn = SignIns.open(mira).password(Member.PASSWORD);
        while (signIn.asks().contains("continue")) {
            signIn.goOn();
        }
        signIn.is("verify-identity", "H11", 50135);
        signIn.totp(mira.code(clock)).is("change-password", "H11", 50135);
        signIn.changePassword(NEW).is("signed-in", "H11", 0);

        assertThat(remediated(mira)).contains("userPerformedSecuredPasswordChange");
        assertThat(riskService.riskOf(mira.id()).open()).isFalse();
    }

    /** H19. */
    @Test
    void a_policy_that_asks_somebody_at_risk_for_mfa_alone_lets_him_in_and_closes_nothing() {
        Member mira = enrolled(Home.called("Alone").registrationDemanded().whenUserAtRisk(Control.MFA));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.ADMINISTRATOR);

        SignIns signIn = SignIns.open(mira).password(Member.PASSWORD);
        while (signIn.asks().contains("continue")) {
            signIn.goOn();
        }
        signIn.is("verify-identity", "H19", 50076);
        signIn.totp(mira.code(clock)).is("signed-in", "H19", 0);

        assertThat(remediated(mira)).isEmpty();
        assertThat(riskService.riskOf(mira.id()).open()).isTrue();
    }

    /** D5. */
    @Test
    void by_the_link_both_kinds_of_policy_ask_for_mfa_and_then_for_a_new_password() {
        Member mira = enrolled(Home.called("Link")
                .registrationDemanded()
                .whenSignInRisky(Control.MFA)
                .whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.UNLIKELY_TRAVEL, Route.MFA_AND_PASSWORD_CHANGE);

        SignIns signIn = SignIns.remediating(mira).password(Member.PASSWORD);
        while (signIn.asks().contains("continue")) {
            signIn.goOn();
        }
        assertThat(signIn.state()).isEqualTo("verify-identity");
        signIn.totp(mira.code(clock));
        assertThat(signIn.state()).isEqualTo("change-password");
        signIn.changePassword(NEW);

        assertThat(signIn.state()).isEqualTo("signed-in");
        assertThat(remediated(mira)).containsExactly("userPerformedSecuredPasswordChange");
    }

    /** D8: what an attacker knows is not closed with a code. */
    @Test
    void by_the_link_mfa_alone_closes_no_risk_that_proves_the_password_known() {
        Member mira = enrolled(Home.called("Known").registrationDemanded().whenSignInRisky(Control.MFA));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.LEAKED_CREDENTIALS, Route.MFA);

        SignIns signIn = SignIns.remediating(mira).password(Member.PASSWORD);
        while (signIn.asks().contains("continue")) {
            signIn.goOn();
        }
        if (signIn.state().equals("verify-identity")) {
            signIn.totp(mira.code(clock));
        }

        assertThat(remediated(mira)).isEmpty();
        assertThat(riskService.riskOf(mira.id()).open()).isTrue();
    }

    private Member enrolled(Home home) {
        Member mira = home.person("mira");
        SignIns.firstOf(mira).register(mira, clock);
        return mira;
    }

    private List<String> remediated(Member member) {
        return database.in(member.home().tenant(), handle -> handle.createQuery(
                        "select document ->> 'kind' from remediation where person_id = :person")
                .bind("person", member.id().value())
                .mapTo(String.class)
                .list());
    }
}
