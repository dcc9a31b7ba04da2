package io.homeward.remediation.flow;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.Route;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.remediation.session.Accounts;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody gets out of a flow: a step done twice, a step left out, a flow of somebody else's, a session that was ended meanwhile. */
@QuarkusTest
@WithTestResource(World.class)
class FlowSafetyTest {
    private static final Map<String, String> RIGHT = Map.of("type", "password", "password", Member.PASSWORD);

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    @Inject
    Accounts accounts;

    @Inject
    Credentials credentials;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @AfterEach
    void everybodyIsBack() {
        riskService.away(false);
    }

    @Test
    void of_two_steps_with_one_continuation_one_is_taken() throws Exception {
        Member mira = Home.called("Twice").person("mira");
        SignIns.firstOf(mira);
        SignIns signIn = SignIns.open(mira);
        String continuation = signIn.continuation();

        List<Response> answers = atOnce(4, () -> signIn.steps(continuation, RIGHT));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(200)
                .contains(404);
        assertThat(riskService.signInsOf(mira.userPrincipalName())).hasSize(2); // the first sign-in, and one of these
        assertThat(signIn.steps(continuation, RIGHT).statusCode()).isEqualTo(404);
    }

    @Test
    void a_step_that_is_not_offered_changes_nothing() {
        Member mira = Home.called("Skipping").always(Control.MFA).person("mira");
        SignIns signIn = SignIns.firstOf(mira);
        String continuation = signIn.continuation();

        for (Map<String, String> step : List.of(
                Map.of("type", "skipRegistration"),
                Map.of("type", "totp", "code", "000000"),
                Map.of("type", "changePassword", "newPassword", "a long enough password"),
                Map.of("type", "confirmTotp", "code", "000000"),
                Map.of("type", "continue"),
                RIGHT)) {
            Response answer = signIn.steps(continuation, step);
            assertThat(answer.statusCode()).as(step.toString()).isEqualTo(409);
            assertThat(answer.contentType()).contains("application/problem+json");
        }

        signIn.register(mira, clock).is("signed-in", "H4", 0);
    }

    @Test
    void a_foreign_used_or_invented_continuation_and_an_unknown_flow_are_the_same_404() {
        Home home = Home.called("Mine");
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        SignIns mine = SignIns.open(mira);
        SignIns other = SignIns.open(mira);
        String used = mine.continuation();
        mine.password("wrong");

        Response byUsed = mine.steps(used, RIGHT);
        Response byForeign = mine.steps(other.continuation(), RIGHT);
        Response byInvented = mine.steps("AAAA", RIGHT);
        Response unknown = post(home.tenant() + "." + UUID.randomUUID(), other.continuation());
        Response otherTenant = post(new TenantId(UUID.randomUUID()) + mine.id().substring(36), mine.continuation());
        Response nonsense = post("nonsense", mine.continuation());

        assertThat(List.of(byUsed, byForeign, byInvented, unknown, otherTenant, nonsense))
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(404);
                    assertThat(answer.jsonPath().getString("detail"))
                            .isEqualTo(byUsed.jsonPath().getString("detail"));
                });
        mine.password(Member.PASSWORD).is("signed-in", "H1", 0);
    }

    @Test
    void an_expired_flow_is_gone() {
        Member mira = Home.called("Late").person("mira");
        SignIns.firstOf(mira);
        SignIns signIn = SignIns.open(mira);
        clock.pass(Duration.ofMinutes(10));

        assertThat(signIn.steps(signIn.continuation(), RIGHT).statusCode()).isEqualTo(410);
        assertThat(signIn.look(signIn.continuation()).statusCode()).isEqualTo(410);
        assertThat(signIn.look("AAAA").statusCode()).isEqualTo(404);
    }

    @Test
    void nothing_is_released_before_the_risk_service_has_confirmed_and_a_lost_answer_is_no_loss() throws Exception {
        Member mira = atRisk();
        riskService.holdsBack(mira.id());
        SignIns signIn = atChangePassword(mira);
        String before = signIn.continuation();
        signIn.changePassword("another wide river 9");

        signIn.is("remediating", "H8", 50135);
        assertThat(signIn.asks()).isEmpty();
        assertThat(signIn.json().getString("token.access_token")).isNull();
        assertThat(signIn.look(before).jsonPath().getString("state")).isEqualTo("remediating");

        riskService.confirms(mira.id());
        // The answer with the new continuation is lost, the client asks with the one it has; and it asks twice at once.
        List<Response> answers = atOnce(2, () -> signIn.look(before));

        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 200
                                && answer.jsonPath().getString("token.access_token") != null))
                .hasSize(1);
        SignIns.open(mira).password("another wide river 9").is("signed-in", "H1", 0);
    }

    @Test
    void a_remediation_waits_for_a_risk_service_that_is_away() {
        Member mira = atRisk();
        SignIns signIn = atChangePassword(mira);
        riskService.away(true);
        signIn.changePassword("another wide river 9").is("remediating", "H8", 50135);
        signIn.look().is("remediating", "H8", 50135);

        riskService.away(false);

        signIn.look().is("signed-in", "H8", 0);
        assertThat(signIn.token()).isNotEmpty();
        assertThat(signIn.look().json().getString("token.access_token")).isNull();
    }

    @Test
    void the_remediation_raises_the_epoch_once_and_the_session_has_the_new_one() {
        Member mira = atRisk();
        long before = epoch(mira);
        SignIns signIn = atChangePassword(mira).changePassword("another wide river 9");

        assertThat(signIn.state()).isEqualTo("signed-in");
        assertThat(epoch(mira)).isEqualTo(before + 1);
        assertThat(Tokens.claims(signIn.token()).path("se").asLong()).isEqualTo(before + 1);
    }

    @Test
    void a_flow_that_began_before_all_sessions_were_ended_ends_too() {
        Member mira = atRisk();
        SignIns signIn = SignIns.open(mira).password(Member.PASSWORD);
        signIn.goOn();
        database.in(mira.home().tenant(), handle -> {
            credentials.endSessions(handle, mira.home().tenant(), mira.id(), "revoked", clock.instant());
            return 0;
        });

        signIn.totp(mira.code(clock)).is("ended", "D9", 50173);

        assertThat(signIn.asks()).isEmpty();
    }

    /** Invariant 6: the flow began while nothing was known against her. */
    @Test
    void somebody_who_comes_to_be_at_risk_meanwhile_registers_nothing() {
        Member mira = Home.called("Meanwhile").always(Control.MFA).person("mira");
        SignIns offered = SignIns.firstOf(mira);
        SignIns begun = SignIns.open(mira).password(Member.PASSWORD);
        begun.step(Map.of("type", "startTotpRegistration"));
        mira.remembers(begun.json().getString("details.totp.secret"));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.LEAKED_CREDENTIALS, Route.ADMINISTRATOR);

        offered.step(Map.of("type", "startTotpRegistration")).is("ended", "D9", 50173);
        begun.step(Map.of("type", "confirmTotp", "code", mira.code(clock))).is("ended", "D9", 50173);

        assertThat(registered(mira)).isFalse();
    }

    @Test
    void nothing_is_registered_while_the_risk_service_is_away() {
        Member mira = Home.called("Later").always(Control.MFA).person("mira");
        SignIns signIn = SignIns.firstOf(mira);
        riskService.away(true);

        Response refused = signIn.steps(signIn.continuation(), Map.of("type", "startTotpRegistration"));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        riskService.away(false);
        signIn.register(mira, clock).is("signed-in", "H4", 0);
        assertThat(registered(mira)).isTrue();
    }

    private boolean registered(Member member) {
        return database.in(member.home().tenant(), handle -> credentials
                .totp(handle, member.home().tenant(), member.id())
                .isPresent());
    }

    @Test
    void somebody_disabled_meanwhile_does_not_get_in() {
        Home home = Home.called("Disabled").always(Control.MFA);
        Member mira = home.person("mira");
        SignIns signIn = SignIns.firstOf(mira);
        long before = epoch(mira);
        home.tell(mira, false, false, Set.of());
        eventually(() -> epoch(mira) == before + 1);

        signIn.step(Map.of("type", "startTotpRegistration"));

        assertThat(signIn.state()).isEqualTo("sign-in");
        assertThat(signIn.json().getInt("code")).isEqualTo(50057);
    }

    @Test
    void a_code_is_accepted_once_also_in_two_flows_at_the_same_time() throws Exception {
        Member mira = enrolled(Home.called("Codes").always(Control.MFA));
        SignIns one = SignIns.open(mira).password(Member.PASSWORD);
        SignIns two = SignIns.open(mira).password(Member.PASSWORD);
        String code = mira.code(clock);
        Map<String, String> step = Map.of("type", "totp", "code", code);

        List<Response> answers =
                atOnce(List.of(() -> one.steps(one.continuation(), step), () -> two.steps(two.continuation(), step)));

        assertThat(answers)
                .extracting(answer -> answer.jsonPath().getString("state"))
                .containsExactlyInAnyOrder("signed-in", "verify-identity");
    }

    @Test
    void the_right_password_forgives_no_wrong_codes() {
        Member mira = enrolled(Home.called("Guesses").always(Control.MFA));
        for (int i = 0; i < 12; i++) {
            clock.pass(Duration.ofMinutes(16)); // past every wait
            SignIns.open(mira)
                    .password(Member.PASSWORD)
                    .totp(mira.wrongCode(clock))
                    .is("verify-identity", "H16", 50074);
        }

        SignIns.open(mira).password(Member.PASSWORD).totp(mira.code(clock)).is("verify-identity", "H16", 50074);
        clock.pass(Duration.ofMinutes(16));
        SignIns.open(mira).password(Member.PASSWORD).totp(mira.code(clock)).is("signed-in", "H4", 0);
    }

    private Member atRisk() {
        Member mira = enrolled(
                Home.called("Self").registrationDemanded().whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);
        return mira;
    }

    private SignIns atChangePassword(Member mira) {
        SignIns signIn = SignIns.open(mira).password(Member.PASSWORD);
        signIn.goOn();
        signIn.totp(mira.code(clock));
        return signIn.is("change-password", "H8", 50135);
    }

    private Member enrolled(Home home) {
        Member mira = home.person("mira");
        SignIns.firstOf(mira).register(mira, clock);
        return mira;
    }

    private long epoch(Member member) {
        TenantId tenant = member.home().tenant();
        return database.in(
                tenant, handle -> accounts.look(handle, tenant, member.id()).sessionEpoch());
    }

    private static Response post(String id, String continuation) {
        return SignIns.anonymous()
                .body(Map.of("continuation", continuation, "step", RIGHT))
                .post("/v1/flows/" + id + "/steps");
    }

    private static List<Response> atOnce(int times, Callable<Response> work) throws Exception {
        return atOnce(Collections.nCopies(times, work));
    }

    private static List<Response> atOnce(List<Callable<Response>> work) throws Exception {
        var together = new CyclicBarrier(work.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Response>> waiting = work.stream()
                    .<Callable<Response>>map(each -> () -> {
                        together.await();
                        return each.call();
                    })
                    .toList();
            var answers = new ArrayList<Response>();
            for (Future<Response> answer : threads.invokeAll(waiting)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
