package io.homeward.risk.feedback;

import static io.homeward.risk.House.administrator;
import static io.homeward.risk.House.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.tenancy.Caller;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class SignInFeedbackTest {
    @Inject
    House house;

    private TenantId tenant;
    private PersonId rui;
    private String name;
    private SignInText risky;

    @BeforeEach
    void a_risky_sign_in() {
        tenant = house.tenant();
        name = "rui-" + UUID.randomUUID() + "@x.example";
        rui = house.person(tenant, name);
        risky = SignInText.of(name).from(PublishedFeeds.ANONYMOUS);
        sent(risky, "medium");
    }

    private void sent(SignInText signIn, String level) {
        as(House.sender(tenant))
                .body(signIn.json())
                .post("/v1/signIns")
                .then()
                .statusCode(200)
                .body("level", equalTo(level));
    }

    @Test
    void a_sign_in_is_at_risk_with_its_detections() {
        assertThat(state(risky)).isEqualTo("atRisk none");
        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.AT_RISK);
    }

    @Test
    void confirming_a_sign_in_safe_reverses_its_effect_once() {
        act("confirmSafe", administrator(tenant), risky).statusCode(204);
        UserRisk released = house.risk(tenant, rui);
        act("microsoft.graph.confirmSafe", administrator(tenant), risky).statusCode(204);

        assertThat(state(risky)).isEqualTo("confirmedSafe adminConfirmedSigninSafe");
        assertThat(released.state()).isEqualTo(RiskState.CONFIRMED_SAFE);
        assertThat(released.level()).isEqualTo(RiskLevel.NONE);
        assertThat(released.detail()).isEqualTo(RiskDetail.ADMIN_CONFIRMED_SIGNIN_SAFE);
        assertThat(house.risk(tenant, rui)).isEqualTo(released);
        assertThat(house.history(tenant, rui))
                .containsExactly("atRisk none 1", "confirmedSafe adminConfirmedSigninSafe 1");
        assertThat(said()).isEqualTo(1);
        as(House.reader(tenant))
                .get("/v1.0/identityProtection/riskDetections")
                .then()
                .statusCode(200)
                .body("value.riskState", everyItem(equalTo("confirmedSafe")))
                .body("value.riskDetail", everyItem(equalTo("adminConfirmedSigninSafe")));
    }

    @Test
    void an_address_that_hides_who_is_behind_it_is_not_flagged_again_once_vouched_for() {
        act("confirmSafe", administrator(tenant), risky).statusCode(204);

        sent(SignInText.of(name).from(PublishedFeeds.ANONYMOUS), "none");
        sent(SignInText.of(name).from(PublishedFeeds.ANONYMOUS).on("another"), "medium");
    }

    @Test
    void dismissing_a_sign_in_closes_its_contribution_and_no_other() {
        SignInText other =
                SignInText.of(name).from(PublishedFeeds.ANONYMOUS).at(risky.at().minus(Duration.ofDays(3)));
        sent(other, "medium");

        act("dismiss", administrator(tenant), risky).statusCode(204);

        assertThat(state(risky)).isEqualTo("dismissed adminDismissedRiskForSignIn");
        assertThat(state(other)).isEqualTo("atRisk none");
        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.AT_RISK);
        assertThat(house.risk(tenant, rui).detections()).hasSize(1);

        act("dismiss", administrator(tenant), other, risky).statusCode(204);

        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.DISMISSED);
        assertThat(house.risk(tenant, rui).detail()).isEqualTo(RiskDetail.ADMIN_DISMISSED_RISK_FOR_SIGN_IN);
        assertThat(said()).isEqualTo(2);
    }

    @Test
    void confirming_a_sign_in_compromised_raises_its_person_to_high_once() {
        for (int twice = 0; twice < 2; twice++) {
            act("confirmCompromised", administrator(tenant), risky).statusCode(204);
        }

        UserRisk risk = house.risk(tenant, rui);
        assertThat(state(risky)).isEqualTo("confirmedCompromised adminConfirmedSigninCompromised");
        assertThat(risk.level()).isEqualTo(RiskLevel.HIGH);
        assertThat(risk.state()).isEqualTo(RiskState.CONFIRMED_COMPROMISED);
        assertThat(risk.detail()).isEqualTo(RiskDetail.ADMIN_CONFIRMED_SIGNIN_COMPROMISED);
        assertThat(risk.detections()).hasSize(2);
        assertThat(risk.riskEpoch()).isEqualTo(2);
        assertThat(house.history(tenant, rui))
                .containsExactly("atRisk none 1", "confirmedCompromised adminConfirmedSigninCompromised 2");
        as(House.reader(tenant))
                .get("/v1.0/identityProtection/riskDetections")
                .then()
                .body("value", hasSize(2))
                .body("value.riskState", everyItem(equalTo("confirmedCompromised")))
                .body("value.requestId", everyItem(equalTo(risky.id())));
    }

    @Test
    void a_compromise_that_was_taken_back_can_be_confirmed_again() {
        act("confirmCompromised", administrator(tenant), risky).statusCode(204);
        act("confirmSafe", administrator(tenant), risky).statusCode(204);
        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.CONFIRMED_SAFE);

        act("confirmCompromised", administrator(tenant), risky).statusCode(204);

        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.CONFIRMED_COMPROMISED);
        assertThat(state(risky)).isEqualTo("confirmedCompromised adminConfirmedSigninCompromised");
    }

    @Test
    void each_of_two_sign_ins_can_be_confirmed_compromised() {
        SignInText other = SignInText.of(name).at(risky.at().minusSeconds(60));
        sent(other, "none");

        act("confirmCompromised", administrator(tenant), risky, other).statusCode(204);
        act("dismiss", administrator(tenant), risky).statusCode(204);

        assertThat(state(other)).isEqualTo("confirmedCompromised adminConfirmedSigninCompromised");
        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.CONFIRMED_COMPROMISED);
        assertThat(house.risk(tenant, rui).detections()).hasSize(1);
    }

    @Test
    void a_sign_in_in_which_nothing_was_found_can_be_confirmed_safe_and_changes_nobody() {
        SignInText ordinary = SignInText.of(name);
        sent(ordinary, "none");
        UserRisk before = house.risk(tenant, rui);

        act("confirmSafe", administrator(tenant), ordinary).statusCode(204);

        assertThat(state(ordinary)).isEqualTo("confirmedSafe adminConfirmedSigninSafe");
        assertThat(house.risk(tenant, rui)).isEqualTo(before);
        assertThat(said()).isEqualTo(1);
    }

    @Test
    void what_closes_the_last_detection_of_a_sign_in_closes_the_sign_in() {
        house.remediated(tenant, rui, "userPassedMFADrivenByRiskBasedPolicy", Instant.now(), risky.id(), null);

        assertThat(state(risky)).isEqualTo("remediated userPassedMFADrivenByRiskBasedPolicy");
    }

    @Test
    void a_sign_in_stays_at_risk_while_one_of_its_detections_is_open() {
        house.database().in(tenant, handle -> handle.createUpdate("""
                        insert into detection (tenant_id, detection_id, person_id, type, about, level, state, detail, timing,
                            sign_in_at, sign_in_id, correlation_id, activity_at, detected_at, updated_at, city, region, country,
                            user_agent, evidence, reason, engine)
                        select tenant_id, gen_random_uuid(), person_id, 'unlikelyTravel', about, level, state, detail, timing,
                            sign_in_at, sign_in_id, correlation_id, activity_at, detected_at, updated_at, city, region, country,
                            user_agent, evidence, reason, engine from detection""").execute());
        String found = house.risk(tenant, rui).detections().getFirst().id().toString();

        house.remediated(
                tenant, rui, "userPassedMFADrivenByRiskBasedPolicy", Instant.now(), risky.id(), List.of(found));

        assertThat(house.risk(tenant, rui).open()).isFalse();
        assertThat(state(risky)).isEqualTo("atRisk none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirmSafe", "dismiss", "confirmCompromised"})
    void one_unknown_id_refuses_the_whole_call(String action) {
        UserRisk before = house.risk(tenant, rui);

        act(action, administrator(tenant), List.of(risky.id(), UUID.randomUUID().toString()))
                .statusCode(404);
        act(action, administrator(tenant), List.of("\\u0000")).statusCode(404);

        assertThat(house.risk(tenant, rui)).isEqualTo(before);
        assertThat(state(risky)).isEqualTo("atRisk none");
        assertThat(said()).isZero();
    }

    @Test
    void another_tenants_sign_in_is_answered_as_one_that_does_not_exist() {
        Caller elsewhere = administrator(house.tenant());
        var answers = Stream.of(risky.id(), UUID.randomUUID().toString())
                .map(id ->
                        act("dismiss", elsewhere, List.of(id)).statusCode(404).extract())
                .map(answer -> answer.path("error.code") + " " + answer.path("error.message"))
                .collect(Collectors.toSet());

        assertThat(answers).hasSize(1);
        assertThat(state(risky)).isEqualTo("atRisk none");
    }

    @Test
    void a_sign_in_of_nobody_cannot_be_spoken_of() {
        SignInText stranger = SignInText.of("stranger-" + UUID.randomUUID() + "@x.example");
        sent(stranger, "none");

        act("confirmSafe", administrator(tenant), stranger)
                .statusCode(400)
                .body("error.message", containsString(stranger.id()));
    }

    @Test
    void nobody_speaks_of_his_own_sign_ins() {
        String own = "admin-" + UUID.randomUUID() + "@x.example";
        PersonId admin = house.person(tenant, own, DirectoryRole.GLOBAL_ADMINISTRATOR);
        SignInText his = SignInText.of(own).from(PublishedFeeds.ANONYMOUS);
        sent(his, "medium");
        Caller himself = Callers.member(
                tenant, admin, DirectoryRole.GLOBAL_ADMINISTRATOR.id().toString());

        act("confirmSafe", himself, his).statusCode(403).body("error.message", containsString("his own risk"));
        act("dismiss", himself, risky, his).statusCode(403);

        assertThat(house.risk(tenant, admin).state()).isEqualTo(RiskState.AT_RISK);
        assertThat(state(risky)).isEqualTo("atRisk none");
    }

    /** A guest's home is elsewhere: his sign-ins are seen here and his risk is not (D10). */
    @Test
    void a_sign_in_of_somebody_who_is_not_at_home_here_is_refused() {
        var guest = new PersonId(UUID.randomUUID());
        SignInText his = SignInText.of("guest@y.example").person(guest);
        as(Callers.service("remediation-service"))
                .body(his.json())
                .post("/internal/tenants/{tenant}/sign-ins", tenant.toString())
                .then()
                .statusCode(200);

        act("dismiss", administrator(tenant), his).statusCode(403).header("Homeward-Rule", "D10");
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL_ADMINISTRATOR, 204",
        "SECURITY_ADMINISTRATOR, 204",
        "SECURITY_OPERATOR, 204",
        "USER_ADMINISTRATOR, 403",
        "SECURITY_READER, 403"
    })
    void the_role_decides(DirectoryRole role, int status) {
        Caller caller = Callers.member(
                tenant, new PersonId(UUID.randomUUID()), role.id().toString());

        act("dismiss", caller, risky).statusCode(status);
        if (status == 403) {
            act("dismiss", caller, List.of(UUID.randomUUID().toString())).statusCode(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IdentityRiskEvent.ReadWrite.All AuditLog.Read.All, 204",
        "IdentityRiskEvent.ReadWrite.All, 403",
        "AuditLog.Read.All, 403",
        "IdentityRiskUser.ReadWrite.All, 403"
    })
    void an_application_needs_both_permissions(String permissions, int status) {
        act("confirmSafe", Callers.application(tenant, permissions.split(" ")), risky)
                .statusCode(status);
    }

    @Test
    void sixty_ids_are_enough() {
        act("dismiss", administrator(tenant), Collections.nCopies(60, risky.id()))
                .statusCode(204);
        act("dismiss", administrator(tenant), Collections.nCopies(61, risky.id()))
                .statusCode(400);
        act("dismiss", administrator(tenant), List.<String>of()).statusCode(400);
        act("dismiss", administrator(tenant), List.of("")).statusCode(400);
    }

    private String state(SignInText signIn) {
        return house.database().in(tenant, handle -> handle.createQuery(
                        "select coalesce(risk_state || ' ' || risk_detail, '') from sign_in where event_id = :id")
                .bind("id", signIn.id())
                .mapTo(String.class)
                .one());
    }

    private int said() {
        return house.database().in(tenant, handle -> handle.createQuery("select count(*) from sign_in_feedback")
                .mapTo(Integer.class)
                .one());
    }

    private static ValidatableResponse act(String action, Caller caller, SignInText... signIns) {
        return act(action, caller, Stream.of(signIns).map(SignInText::id).toList());
    }

    private static ValidatableResponse act(String action, Caller caller, List<String> ids) {
        String body =
                ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "{\"requestIds\":[", "]}"));
        return as(caller).body(body).post("/beta/auditLogs/signIns/" + action).then();
    }
}
