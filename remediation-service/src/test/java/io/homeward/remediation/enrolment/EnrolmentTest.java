package io.homeward.remediation.enrolment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How somebody begins who never had a password that another knew. */
@QuarkusTest
@WithTestResource(World.class)
class EnrolmentTest {
    private static final String CHOSEN = "wide river 9";

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    private Home home;
    private Member mira;

    @BeforeEach
    void a_newcomer() {
        clock.reset();
        home = Home.called("Enrolling");
        mira = home.newcomer("mira", Set.of());
    }

    @AfterEach
    void everybodyIsBack() {
        riskService.away(false);
    }

    @Test
    void a_ticket_leads_to_a_second_factor_a_password_and_a_session_and_is_used_up() {
        String ticket = home.ticket(mira);
        state(mira, "open");

        SignIns enrolling = SignIns.enrolling(mira, ticket).is("more-information-required", "H13", 50055);
        assertThat(enrolling.asks()).containsExactly("startPasskeyRegistration", "startTotpRegistration", "cancel");
        enrolling.register(mira, clock).is("change-password", "H13", 50055);
        enrolling.changePassword(CHOSEN).is("signed-in", "H13", 0);

        assertThat(enrolling.token()).isNotEmpty();
        state(mira, "enrolled");
        unknown(begin(mira.start(ticket)));
        SignIns.open(mira).password(CHOSEN).is("signed-in", "H1", 0);
    }

    @Test
    void who_was_interrupted_begins_again_and_proves_what_he_has_registered() {
        String ticket = home.ticket(mira);
        SignIns.enrolling(mira, ticket).register(mira, clock).is("change-password", "H13", 50055);

        SignIns again = SignIns.enrolling(mira, ticket).is("verify-identity", "H13", 50055);
        again.totp(mira.wrongCode(clock)).is("verify-identity", "H16", 50074);
        again.totp(mira.code(clock)).is("change-password", "H13", 50055);
        again.changePassword(CHOSEN).is("signed-in", "H13", 0);
    }

    @Test
    void a_newer_ticket_voids_the_older_with_everything_begun_with_it() {
        String older = home.ticket(mira);
        SignIns begun = SignIns.enrolling(mira, older).register(mira, clock);
        String newer = home.ticket(mira);

        unknown(begin(mira.start(older)));
        begun.changePassword("three wide rivers 7").is("ended", "D9", 50173);
        // What was registered with the older one is forgotten: its holder may have been somebody else.
        SignIns.enrolling(mira, newer).is("more-information-required", "H13", 50055);
    }

    @Test
    void of_two_flows_with_one_ticket_one_sets_the_password() {
        String ticket = home.ticket(mira);
        SignIns one = SignIns.enrolling(mira, ticket).register(mira, clock).is("change-password", "H13", 50055);
        SignIns other = SignIns.enrolling(mira, ticket).totp(mira.code(clock)).is("change-password", "H13", 50055);

        one.changePassword(CHOSEN).is("signed-in", "H13", 0);

        other.changePassword("another river 9").is("ended", "D9", 50173);
        SignIns.open(mira).password(CHOSEN).is("signed-in", "H1", 0);
    }

    @Test
    void a_ticket_that_is_none_any_more_or_never_was_has_one_answer() {
        String ticket = home.ticket(mira);
        SignIns.enrolling(mira, ticket);
        String answer = unknown(begin(mira.start("x".repeat(43))));

        assertThat(unknown(begin(mira.start(ticket.substring(1) + "A")))).isEqualTo(answer);
        var elsewhere = Home.called("Elsewhere");
        SignIns.firstOf(elsewhere.person("oda"));
        var theirs = new HashMap<>(mira.start(ticket));
        theirs.put("tenant", elsewhere.tenant().toString());
        theirs.put("clientId", elsewhere.application().toString());
        assertThat(unknown(begin(theirs))).isEqualTo(answer);
        home.tell(mira, false, false, Set.of());
        SignIns.eventually(() -> begin(mira.start(ticket)).statusCode() == 404);
        assertThat(unknown(begin(mira.start(ticket)))).isEqualTo(answer);
        home.tell(mira, true, false, Set.of());
        SignIns.enrolling(mira, ticket);
        clock.pass(Duration.ofHours(72));
        assertThat(unknown(begin(mira.start(ticket)))).isEqualTo(answer);
        state(mira, "none");
    }

    @Test
    void nobody_enrols_inside_a_risky_sign_in_or_at_risk() {
        String ticket = home.ticket(mira);
        riskService.signInsAre(mira.id(), RiskLevel.MEDIUM);
        SignIns.enrolling(mira, ticket).is("sign-in-blocked", "H6", 53004);

        riskService.signInsAre(mira.id(), RiskLevel.NONE);
        SignIns begun = SignIns.enrolling(mira, ticket).is("more-information-required", "H13", 50055);
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.LEAKED_CREDENTIALS, Route.ADMINISTRATOR);
        begun.step(Map.of("type", "startTotpRegistration")).is("ended", "D9", 50173);
        SignIns.enrolling(mira, ticket).is("account-blocked", "H6", 53004);
    }

    @Test
    void nobody_enrols_while_nothing_can_be_scored_and_the_ticket_stays_good() {
        String ticket = home.ticket(mira);
        SignIns.enrolling(mira, ticket);
        riskService.away(true);

        begin(mira.start(ticket)).then().statusCode(503).header("Retry-After", "1");

        riskService.away(false);
        SignIns.enrolling(mira, ticket).is("more-information-required", "H13", 50055);
    }

    @Test
    void the_ticket_is_trusted_ground_for_somebody_with_delegated_access() {
        var helpers = new GroupId(UUID.randomUUID());
        home.serves(
                new TenantId(UUID.randomUUID()),
                "active",
                helpers,
                Set.of(RoleId.of("729827e3-9c14-49f7-bb1b-9608f156bbb8")));
        Member technician = home.newcomer("tove", Set.of(helpers));
        String ticket = home.ticket(technician);
        SignIns.enrolling(technician, ticket);

        Response opened = SignIns.anonymous()
                .header("Homeward-Client-Ip", "203.0.113.9")
                .body(technician.start(ticket))
                .post("/v1/flows");

        opened.then().statusCode(201).body("state", equalTo("more-information-required"), "rule", equalTo("H13"));
    }

    @Test
    void who_has_a_password_of_his_own_is_not_enrolled() {
        Member oda = home.person("oda");
        home.ticket(oda); // an administrator's password is none of her own
        SignIns.firstOf(oda).is("more-information-required", "H13", 50055);
        SignIns.open(oda)
                .password(Member.PASSWORD)
                .register(oda, clock)
                .changePassword(CHOSEN)
                .is("signed-in", "H13", 0);

        home.enrolment(oda).then().statusCode(409).body("type", equalTo("urn:homeward:problem:already-enrolled"));
        state(oda, "enrolled");
    }

    @Test
    void a_password_of_ones_own_spends_the_ticket() {
        Member oda = home.person("oda");
        String ticket = home.ticket(oda);
        SignIns.firstOf(oda).register(oda, clock).changePassword(CHOSEN).is("signed-in", "H13", 0);

        unknown(begin(oda.start(ticket)));
    }

    @Test
    void tickets_are_issued_to_tenant_service_alone() {
        for (var caller : new io.homeward.tenancy.Caller[] {
            Callers.service("gateway"),
            Callers.anonymous(),
            Callers.application(home.tenant(), "User.ReadWrite.All"),
            Callers.member(home.tenant(), mira.id())
        }) {
            var request = given().auth()
                    .oauth2(Callers.token("remediation-service", caller))
                    .contentType("application/json");
            request.body("{}").post(home.enrolmentPath(mira)).then().statusCode(403);
            request.get(home.enrolmentPath(mira)).then().statusCode(403);
        }
        state(mira, "none");
    }

    @Test
    void a_flow_begins_with_a_name_or_a_ticket_and_a_bad_ticket_is_no_error_of_ours() {
        var both = new HashMap<>(mira.start("x"));
        both.put("userPrincipalName", mira.userPrincipalName());
        SignIns.enrolling(mira, home.ticket(mira));

        begin(both).then().statusCode(400);
        var neither = new HashMap<>(mira.start("x"));
        neither.remove("enrolment");
        begin(neither).then().statusCode(400);
        begin(mira.start("x".repeat(101))).then().statusCode(400);
        unknown(begin(mira.start("\u0000")));
    }

    @Test
    void the_link_says_how_to_begin() {
        SignIns.anonymous()
                .get("/" + home.tenant() + "/enrol")
                .then()
                .statusCode(200)
                .body("start.method", equalTo("POST"), "start.href", equalTo("http://localhost:8080/v1/flows"))
                .body("start.body.tenant", equalTo(home.tenant().toString()));
    }

    private void state(Member member, String state) {
        given().auth()
                .oauth2(Callers.token("remediation-service", Callers.service("tenant-service")))
                .get(member.home().enrolmentPath(member))
                .then()
                .statusCode(200)
                .body("state", equalTo(state))
                .body("expiresAt", state.equals("open") ? org.hamcrest.Matchers.notNullValue() : nullValue());
    }

    private static Response begin(Map<String, Object> start) {
        return SignIns.anonymous().body(start).post("/v1/flows");
    }

    private static String unknown(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(404);
        return answer.asString().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }
}
