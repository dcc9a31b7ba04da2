package io.homeward.risk.feedback;

import static io.homeward.risk.House.administrator;
import static io.homeward.risk.House.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.feed.FeedJson;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.tenancy.Caller;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@RunningService
class FeedbackTest {
    private static final String OPERATOR = DirectoryRole.SECURITY_OPERATOR.id().toString();

    @Inject
    House house;

    private TenantId tenant;
    private PersonId rui;

    @BeforeEach
    void somebody_at_risk() {
        tenant = house.tenant();
        rui = house.person(tenant, "rui-" + UUID.randomUUID() + "@x.example");
        house.offersPasswordChange(tenant);
        leaked(administrator(tenant), rui)
                .statusCode(200)
                .body("level", equalTo("HIGH"))
                .body("riskEpoch", equalTo(1));
    }

    @Test
    void a_second_report_while_the_first_is_open_changes_nothing() {
        leaked(administrator(tenant), rui).statusCode(200).body("riskEpoch", equalTo(1));

        assertThat(house.risk(tenant, rui).detections()).hasSize(1);
        assertThat(house.history(tenant, rui)).hasSize(1);
    }

    /** A factor that a thief registered since then must not count for him. */
    @ParameterizedTest
    @CsvSource({"PT-2400H, PT-2400H", "PT1H, PT0S", "PT-900000H, PT-900000H"})
    void a_password_that_leaked_dates_from_when_it_was_given_and_never_from_the_future(
            Duration given, Duration expected) {
        PersonId ines = house.person(tenant, "ines-" + UUID.randomUUID() + "@x.example");
        Instant before = Instant.now();

        passwordLeaked(ines, before.plus(given));

        Instant earliest = house.risk(tenant, ines).earliestActivity().orElseThrow();
        Instant wanted = before.plus(expected).isBefore(Instant.EPOCH) ? Instant.EPOCH : before.plus(expected);
        assertThat(earliest).isBetween(wanted.minusMillis(1), wanted.plusSeconds(20));
    }

    @Test
    void each_password_that_leaked_is_a_detection_once_whatever_else_is_open() {
        Instant first = Instant.now().minus(Duration.ofDays(9));
        for (int twice = 0; twice < 2; twice++) {
            passwordLeaked(rui, first);
            passwordLeaked(rui, first.plusSeconds(3_600));
        }

        assertThat(house.risk(tenant, rui).detections()).hasSize(3);
        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.HIGH);
    }

    private void passwordLeaked(PersonId person, Instant givenAt) {
        as(Callers.service("remediation-service"))
                .body("{\"passwordSetAt\":\"" + givenAt + "\"}")
                .post(
                        "/internal/tenants/{tenant}/people/{person}/leaked-password",
                        tenant.toString(),
                        person.toString())
                .then()
                .statusCode(204);
    }

    @Test
    void dismissing_closes_everything_and_a_second_time_changes_nothing() {
        act("dismiss", administrator(tenant), rui).statusCode(204);
        UserRisk dismissed = house.risk(tenant, rui);
        act("dismiss", administrator(tenant), rui).statusCode(204);

        assertThat(dismissed.state()).isEqualTo(RiskState.DISMISSED);
        assertThat(dismissed.level()).isEqualTo(RiskLevel.NONE);
        assertThat(dismissed.riskEpoch()).isEqualTo(1);
        assertThat(house.risk(tenant, rui)).isEqualTo(dismissed);
        assertThat(house.history(tenant, rui))
                .containsExactly("atRisk none 1", "dismissed adminDismissedAllRiskForUser 1");
    }

    @Test
    void confirming_compromised_raises_to_high_with_a_detection_and_once() {
        PersonId ines = house.person(tenant, "ines-" + UUID.randomUUID() + "@x.example");

        act("confirmCompromised", administrator(tenant), ines, rui).statusCode(204);
        act("microsoft.graph.confirmCompromised", administrator(tenant), ines).statusCode(204);

        assertThat(house.risk(tenant, ines).state()).isEqualTo(RiskState.CONFIRMED_COMPROMISED);
        assertThat(house.risk(tenant, ines).level()).isEqualTo(RiskLevel.HIGH);
        assertThat(house.history(tenant, ines)).containsExactly("confirmedCompromised adminConfirmedUserCompromised 1");
        assertThat(house.risk(tenant, rui).detections()).hasSize(2);
        as(House.reader(tenant))
                .get("/v1.0/identityProtection/riskDetections?$filter=riskEventType eq 'adminConfirmedUserCompromised'")
                .then()
                .statusCode(200)
                .body("value.riskState", org.hamcrest.Matchers.everyItem(equalTo("confirmedCompromised")));
    }

    @Test
    void confirming_safe_closes_and_lets_learning_begin_anew() {
        house.database().in(tenant, handle -> handle.createUpdate(
                        "insert into person_profile (tenant_id, person_id, accepted) values (:tenant, :person, 12)")
                .bind("tenant", tenant.value())
                .bind("person", rui.value())
                .execute());

        act("confirmSafe", administrator(tenant), rui).statusCode(204);

        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.CONFIRMED_SAFE);
        int accepted = house.database()
                .in(tenant, handle -> handle.createQuery("select accepted from person_profile where person_id = :p")
                        .bind("p", rui.value())
                        .mapTo(Integer.class)
                        .one());
        assertThat(accepted).isZero();
    }

    @Test
    void a_risk_that_comes_back_raises_the_epoch_again() {
        act("dismiss", administrator(tenant), rui).statusCode(204);

        leaked(administrator(tenant), rui).body("riskEpoch", equalTo(2)).body("state", equalTo("AT_RISK"));
    }

    @Test
    void nobody_releases_himself() {
        PersonId admin =
                house.person(tenant, "admin-" + UUID.randomUUID() + "@x.example", DirectoryRole.GLOBAL_ADMINISTRATOR);
        leaked(administrator(tenant), admin).statusCode(200);
        Caller himself = Callers.member(
                tenant, admin, DirectoryRole.GLOBAL_ADMINISTRATOR.id().toString());

        act("dismiss", himself, admin).statusCode(403).body("error.message", containsString("his own risk"));
        act("confirmSafe", himself, admin).statusCode(403);

        assertThat(house.risk(tenant, admin).state()).isEqualTo(RiskState.AT_RISK);
    }

    /** D10: whoever acts in another tenant, and whatever the id is, gets the same answer and changes nothing. */
    @Test
    void an_id_that_is_no_person_of_the_callers_tenant_is_refused_alike_whatever_it_is() {
        TenantId customer = house.tenant();
        Caller admin = administrator(customer);
        var answers = Stream.of(rui.toString(), UUID.randomUUID().toString(), customer.toString(), "nonsense")
                .map(id -> act("dismiss", admin, List.of(id))
                        .statusCode(403)
                        .header("Homeward-Rule", "D10")
                        .extract())
                .map(answer -> answer.header("Homeward-Rule") + " " + answer.path("error.code") + " "
                        + answer.path("error.message"))
                .collect(Collectors.toSet());

        assertThat(answers)
                .containsExactly("D10 Authorization_RequestDenied Insufficient privileges to complete the operation.");
        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.AT_RISK);
        assertThat(house.history(tenant, rui)).hasSize(1);
    }

    @Test
    void one_refused_id_refuses_the_whole_call() {
        act(
                        "dismiss",
                        administrator(tenant),
                        List.of(rui.toString(), UUID.randomUUID().toString()))
                .statusCode(403);

        assertThat(house.risk(tenant, rui).open()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL_ADMINISTRATOR, 204",
        "SECURITY_ADMINISTRATOR, 204",
        "SECURITY_OPERATOR, 204",
        "USER_ADMINISTRATOR, 403",
        "SECURITY_READER, 403",
        "GLOBAL_READER, 403"
    })
    void the_role_decides(DirectoryRole role, int status) {
        Caller caller = Callers.member(
                tenant, new PersonId(UUID.randomUUID()), role.id().toString());

        act("dismiss", caller, rui).statusCode(status);
    }

    @Test
    void a_session_without_fresh_mfa_will_not_do() {
        Caller.Person fresh = (Caller.Person) administrator(tenant);
        Caller stale = new Caller.Person(
                fresh.id(),
                fresh.home(),
                fresh.tenant(),
                fresh.roles(),
                fresh.scopes(),
                fresh.clientId(),
                fresh.sessionId(),
                fresh.authTime(),
                Optional.empty(),
                fresh.actor());

        act("dismiss", stale, rui).statusCode(403).body("error.message", containsString("second factor"));
    }

    @Test
    void who_is_not_above_may_not() {
        PersonId peer =
                house.person(tenant, "peer-" + UUID.randomUUID() + "@x.example", DirectoryRole.SECURITY_OPERATOR);
        leaked(administrator(tenant), peer).statusCode(200);

        act("dismiss", Callers.member(tenant, new PersonId(UUID.randomUUID()), OPERATOR), peer)
                .statusCode(403);
        act("dismiss", administrator(tenant), peer).statusCode(204);
    }

    /** Delegated rights and app-only tokens do not count for somebody with access elsewhere. */
    @Test
    void for_somebody_with_access_elsewhere_only_a_member_of_his_home_will_do() {
        var group = new GroupId(UUID.randomUUID());
        PersonId technician = house.person(tenant, "tech-" + UUID.randomUUID() + "@x.example", Set.of(group));
        relationship("active", group);
        leaked(administrator(tenant), technician).statusCode(200);
        Caller app = Callers.application(tenant, "IdentityRiskyUser.ReadWrite.All");
        Caller partner = Callers.external(
                house.tenant(),
                new PersonId(UUID.randomUUID()),
                tenant,
                DirectoryRole.GLOBAL_ADMINISTRATOR.id().toString());

        act("dismiss", app, technician).statusCode(403).body("error.message", containsString("an application may not"));
        act("dismiss", partner, technician)
                .statusCode(403)
                .body("error.message", containsString("member of the home tenant"));
        act("dismiss", app, rui).statusCode(204);
        act("dismiss", administrator(tenant), technician).statusCode(204);
    }

    @ParameterizedTest
    @EnumSource(
            value = DirectoryRole.class,
            names = {"GLOBAL_READER", "SECURITY_OPERATOR"})
    void evidence_is_reported_by_security_administrators_and_permitted_applications(DirectoryRole role) {
        leaked(Callers.member(tenant, new PersonId(UUID.randomUUID()), role.id().toString()), rui)
                .statusCode(403);
        leaked(Callers.application(tenant, "IdentityRiskEvent.Read.All"), rui).statusCode(403);
        leaked(Callers.application(tenant, "IdentityRiskEvent.ReadWrite.All"), rui)
                .statusCode(200);
        leaked(administrator(tenant), new PersonId(UUID.randomUUID())).statusCode(404);
    }

    @Test
    void sixty_ids_are_enough() {
        var sixty = Collections.nCopies(60, rui.toString());
        act("dismiss", administrator(tenant), sixty).statusCode(204);
        act("dismiss", administrator(tenant), Collections.nCopies(61, rui.toString()))
                .statusCode(400);
        act("dismiss", administrator(tenant), List.<String>of()).statusCode(400);
    }

    private void relationship(String status, GroupId group) {
        String id = UUID.randomUUID().toString();
        var body = FeedJson.mapper().createObjectNode();
        body.put("id", id)
                .put("partner", tenant.toString())
                .put("customer", UUID.randomUUID().toString())
                .put("status", status)
                .put("endsAt", Instant.now().plusSeconds(3_600).toString())
                .put("version", 1);
        body.putArray("roles");
        body.putArray("assignments").addObject().put("group", group.toString()).putArray("roles");
        house.publish("relationships", tenant, id, body);
    }

    private static ValidatableResponse leaked(Caller caller, PersonId person) {
        return as(caller)
                .body("{\"riskEventType\":\"leakedCredentials\"}")
                .post("/v1/people/{id}/detections", person.toString())
                .then();
    }

    private static ValidatableResponse act(String action, Caller caller, PersonId... persons) {
        return act(action, caller, Stream.of(persons).map(PersonId::toString).toList());
    }

    private static ValidatableResponse act(String action, Caller caller, List<String> ids) {
        String body = ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "{\"userIds\":[", "]}"));
        return as(caller)
                .body(body)
                .post("/v1.0/identityProtection/riskyUsers/" + action)
                .then();
    }
}
