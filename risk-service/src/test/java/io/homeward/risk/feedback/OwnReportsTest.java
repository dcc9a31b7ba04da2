package io.homeward.risk.feedback;

import static io.homeward.risk.House.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and the keeper of their passwords say of them. */
@RunningService
class OwnReportsTest {
    @Inject
    House house;

    private TenantId tenant;
    private PersonId rui;
    private String name;
    private String signIn;

    @BeforeEach
    void somebody_who_has_signed_in() {
        tenant = house.tenant();
        name = "rui-" + UUID.randomUUID() + "@x.example";
        rui = house.person(tenant, name);
        signIn = UUID.randomUUID().toString();
        as(House.sender(tenant))
                .body(SignInText.of(name).id(signIn).json())
                .post("/v1/signIns")
                .then()
                .statusCode(200)
                .body("level", equalTo("none"));
    }

    @Test
    void it_was_not_he_makes_sign_in_and_person_high_once() {
        String report = report("notMe", "signInId", signIn);
        say(rui, report).statusCode(204);
        UserRisk first = house.risk(tenant, rui);
        say(rui, report).statusCode(204);

        assertThat(first.level()).isEqualTo(RiskLevel.HIGH);
        assertThat(first.state()).isEqualTo(RiskState.AT_RISK);
        assertThat(first.detections())
                .extracting(each -> each.type())
                .containsExactly(DetectionType.USER_REPORTED_SUSPICIOUS_ACTIVITY);
        assertThat(house.risk(tenant, rui)).isEqualTo(first);
        as(House.reader(tenant))
                .get("/v1.0/identityProtection/riskDetections")
                .then()
                .body("value[0].requestId", equalTo(signIn))
                .body("value[0].riskLevel", equalTo("high"));
        String level = house.database()
                .in(tenant, handle -> handle.createQuery("select level from sign_in where event_id = :id")
                        .bind("id", signIn)
                        .mapTo(String.class)
                        .one());
        assertThat(level).isEqualTo("high");
    }

    /** Nobody accuses others of his own sign-ins, nor himself of theirs. */
    @Test
    void anothers_sign_in_stays_as_it_is() {
        PersonId ines = house.person(tenant, "ines-" + UUID.randomUUID() + "@x.example");

        say(ines, report("notMe", "signInId", signIn)).statusCode(204);

        assertThat(house.risk(tenant, ines).level()).isEqualTo(RiskLevel.HIGH);
        assertThat(house.risk(tenant, rui)).isEqualTo(UserRisk.CLEAR);
        as(House.reader(tenant))
                .get("/v1.0/identityProtection/riskDetections")
                .then()
                .body("value[0].requestId", equalTo(null));
    }

    @Test
    void it_was_he_is_a_line_for_the_administrator_and_nothing_else() {
        String report = report("wasMe", "changeId", "password");
        long outboxed = house.outboxed(tenant, rui);
        say(rui, report).statusCode(204);
        say(rui, report).statusCode(204);

        assertThat(house.risk(tenant, rui)).isEqualTo(UserRisk.CLEAR);
        assertThat(house.outboxed(tenant, rui)).isEqualTo(outboxed);
        List<String> whys = house.database()
                .in(tenant, handle -> handle.createQuery("select by_actor || ': ' || why from user_risk_history")
                        .mapTo(String.class)
                        .list());
        assertThat(whys).containsExactly(rui + ": confirmed by the person as his own: change password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"answer\": \"notMe\", \"signInId\": \"1\"}",
                "{\"reportId\": \"99999999-9999-4999-8999-999999999999\", \"signInId\": \"1\"}",
                "{\"reportId\": \"99999999-9999-4999-8999-999999999999\", \"answer\": \"maybe\", \"signInId\": \"1\"}",
                "{\"reportId\": \"99999999-9999-4999-8999-999999999999\", \"answer\": \"notMe\"}",
                "{\"reportId\": \"99999999-9999-4999-8999-999999999999\", \"answer\": \"notMe\", \"signInId\": \"1\", \"changeId\": \"2\"}"
            })
    void what_says_nothing_is_refused(String body) {
        say(rui, body).statusCode(400);
    }

    @Test
    void only_services_tell_of_people_there_are() {
        String report = report("notMe", "signInId", signIn);
        say(new PersonId(UUID.randomUUID()), report).statusCode(404);
        as(House.administrator(tenant))
                .body(report)
                .post(path(rui, "own-report"))
                .then()
                .statusCode(403);
        as(House.administrator(tenant))
                .body(password())
                .post(path(rui, "common-password"))
                .then()
                .statusCode(403);

        assertThat(house.risk(tenant, rui)).isEqualTo(UserRisk.CLEAR);
    }

    /** Hygiene: low, once for each of his passwords, and no level above it by itself. */
    @Test
    void a_common_password_is_low_once() {
        String body = password();
        for (int time = 0; time < 2; time++) {
            as(Callers.service("remediation-service"))
                    .body(body)
                    .post(path(rui, "common-password"))
                    .then()
                    .statusCode(204);
        }

        UserRisk risk = house.risk(tenant, rui);
        assertThat(risk.level()).isEqualTo(RiskLevel.LOW);
        assertThat(risk.detections()).extracting(each -> each.type()).containsExactly(DetectionType.COMMON_PASSWORD);
        assertThat(risk.riskEpoch()).isEqualTo(1);
    }

    private static String password() {
        return "{\"passwordSetAt\": \"%s\"}".formatted(Instant.now().minusSeconds(1_000));
    }

    private static String report(String answer, String what, String id) {
        return "{\"reportId\": \"%s\", \"answer\": \"%s\", \"%s\": \"%s\"}"
                .formatted(UUID.randomUUID(), answer, what, id);
    }

    private String path(PersonId person, String what) {
        return "/internal/tenants/%s/people/%s/%s".formatted(tenant, person, what);
    }

    private ValidatableResponse say(PersonId person, String body) {
        return as(Callers.service("remediation-service"))
                .body(body)
                .post(path(person, "own-report"))
                .then();
    }
}
