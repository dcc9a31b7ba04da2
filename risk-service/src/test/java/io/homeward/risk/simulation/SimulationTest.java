package io.homeward.risk.simulation;

import static io.homeward.risk.House.administrator;
import static io.homeward.risk.House.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.tenancy.Caller;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class SimulationTest {
    private static final String DETECTIONS = "/v1.0/identityProtection/riskDetections";

    @Inject
    House house;

    private TenantId tenant;
    private PersonId tess;

    @BeforeEach
    void somebody_to_try_it_on() {
        tenant = house.tenant();
        tess = house.person(tenant, "tess-" + UUID.randomUUID() + "@x.example");
        house.offersPasswordChange(tenant);
    }

    @Test
    void it_is_raised_and_marked_wherever_it_is_shown() {
        simulate(administrator(tenant), """
                        {"userId": "%s", "riskEventType": "impossibleTravel", "signIn": {"ipAddress": "2001:DB8::0:7",
                         "country": "CL", "city": "Arica", "userAgent": "Drill/1", "appDisplayName": "Portal"}}""".formatted(tess))
                .statusCode(200)
                .body("simulation.riskLevel", equalTo("medium"))
                .body("simulation.ipAddress", equalTo("2001:db8::7"))
                .body("simulation.simulated", equalTo(true))
                .body("userRiskLevel", equalTo("medium"))
                .body("userRiskState", equalTo("atRisk"));

        as(House.reader(tenant))
                .get(DETECTIONS)
                .then()
                .body("value", hasSize(1))
                .body("value[0].riskEventType", equalTo("impossibleTravel"))
                .body("value[0].detectionTimingType", equalTo("realtime"))
                .body("value[0].activity", equalTo("signin"))
                .body("value[0].location.city", equalTo("Arica"))
                .body("value[0].additionalInfo", containsString("{\"Key\":\"simulated\",\"Value\":\"true\"}"));
        as(House.reader(tenant))
                .get("/v1.0/identityProtection/riskyUsers/{id}", tess.toString())
                .then()
                .statusCode(200)
                .body("riskLevel", equalTo("medium"));
        assertThat(whys()).containsExactly("simulated: impossibleTravel");
    }

    @Test
    void the_same_request_is_the_same_simulation() {
        String body = "{\"requestId\": \"drill-7\", \"userId\": \"%s\", \"riskEventType\": \"leakedCredentials\"}"
                .formatted(tess);
        String id =
                simulate(administrator(tenant), body).statusCode(200).extract().path("simulation.id");
        UserRisk once = house.risk(tenant, tess);

        simulate(administrator(tenant), body).statusCode(200).body("simulation.id", equalTo(id));
        simulate(administrator(tenant), body.replace("leakedCredentials", "newCountry"))
                .statusCode(400)
                .body("detail", containsString("requestId"));

        assertThat(house.risk(tenant, tess)).isEqualTo(once);
        as(House.reader(tenant)).get("/v1/riskSimulations").then().body("value", hasSize(1));
    }

    /** Section 4: a purge changes no state. What it leaves behind can still be closed in every way. */
    @Test
    void a_purge_takes_simulated_detections_only_and_leaves_the_risk_as_it_is() {
        as(administrator(tenant))
                .body("{\"riskEventType\":\"leakedCredentials\"}")
                .post("/v1/people/{id}/detections", tess.toString())
                .then()
                .statusCode(200);
        PersonId uma = house.person(tenant, "uma-" + UUID.randomUUID() + "@x.example");
        simulate(administrator(tenant), tess, "passwordSpray").statusCode(200);
        simulate(administrator(tenant), uma, "passwordSpray").statusCode(200);
        List<UserRisk> before = List.of(house.risk(tenant, tess), house.risk(tenant, uma));
        List<String> history = house.history(tenant, uma);
        long outboxed = house.outboxed(tenant, uma);

        as(administrator(tenant))
                .delete("/v1/riskSimulations")
                .then()
                .statusCode(200)
                .body("purged", equalTo(2))
                .body("stillAtRisk.userId", org.hamcrest.Matchers.containsInAnyOrder(tess.toString(), uma.toString()))
                .body("note", containsString("dismisses"));

        as(House.reader(tenant))
                .get(DETECTIONS)
                .then()
                .body("value", hasSize(1))
                .body("value[0].riskEventType", equalTo("leakedCredentials"));
        assertThat(List.of(house.risk(tenant, tess), house.risk(tenant, uma))).isEqualTo(before);
        assertThat(house.history(tenant, uma)).isEqualTo(history);
        assertThat(house.outboxed(tenant, uma)).isEqualTo(outboxed);

        house.remediated(
                tenant,
                tess,
                "userPerformedSecuredPasswordChange",
                Instant.now().plusSeconds(1),
                null,
                null);
        assertThat(house.risk(tenant, tess).open()).isFalse();
        as(administrator(tenant))
                .body("{\"userIds\":[\"%s\"]}".formatted(uma))
                .post("/v1.0/identityProtection/riskyUsers/dismiss")
                .then()
                .statusCode(204);
        assertThat(house.risk(tenant, uma).open()).isFalse();
    }

    @Test
    void one_is_purged_once_and_stays_on_record() {
        String id =
                simulate(administrator(tenant), tess, "newCountry").extract().path("simulation.id");
        purge(id).statusCode(200).body("purged", equalTo(1));
        purge(id).statusCode(200).body("purged", equalTo(0)).body("stillAtRisk", hasSize(0));
        purge(UUID.randomUUID().toString()).statusCode(404);
        purge("nonsense").statusCode(404);

        as(House.reader(tenant))
                .get("/v1/riskSimulations?$filter=purgedDateTime ne null")
                .then()
                .statusCode(200)
                .body("value", hasSize(1))
                .body("value[0].id", equalTo(id));
    }

    @Test
    void the_database_lets_no_other_detection_go() {
        as(administrator(tenant))
                .body("{\"riskEventType\":\"leakedCredentials\"}")
                .post("/v1/people/{id}/detections", tess.toString())
                .then()
                .statusCode(200);
        simulate(administrator(tenant), tess, "newCountry").statusCode(200);

        int gone = house.database().in(tenant, handle -> handle.createUpdate("delete from detection")
                .execute());

        assertThat(gone).isEqualTo(1);
        as(House.reader(tenant)).get(DETECTIONS).then().body("value", hasSize(1));
    }

    @Test
    void nothing_learns_from_it() {
        for (String type : List.of("passwordSpray", "unfamiliarFeatures", "maliciousIPAddress", "mfaFatigue")) {
            simulate(administrator(tenant), tess, type).statusCode(200);
        }

        for (String table : List.of(
                "sign_in",
                "person_profile",
                "source_window",
                "source_alert",
                "tenant_count",
                "tenant_model",
                "tenant_novelty",
                "tenant_score")) {
            long rows = house.database().in(tenant, handle -> handle.createQuery("select count(*) from " + table)
                    .mapTo(Long.class)
                    .one());
            assertThat(rows).as(table).isZero();
        }
    }

    /** What really happened from where a simulation says it came from stays learned, also when somebody then takes it for real. */
    @Test
    void nothing_is_unlearned_by_it() {
        String name = "real-" + UUID.randomUUID() + "@x.example";
        PersonId rita = house.person(tenant, name);
        simulate(
                        administrator(tenant),
                        "{\"userId\": \"%s\", \"riskEventType\": \"newCountry\", \"signIn\": {\"ipAddress\": \"203.0.113.9\"}}"
                                .formatted(rita))
                .statusCode(200);
        as(House.sender(tenant))
                .body(SignInText.of(name).at(Instant.now()).json())
                .post("/v1/signIns")
                .then()
                .statusCode(200);
        assertThat(learned()).isEqualTo(1);

        as(administrator(tenant))
                .body("{\"userIds\":[\"%s\"]}".formatted(rita))
                .post("/v1.0/identityProtection/riskyUsers/confirmCompromised")
                .then()
                .statusCode(204);

        assertThat(learned()).isEqualTo(1);
    }

    private int learned() {
        return house.database().in(tenant, handle -> handle.createQuery("select count(*) from sign_in where learned")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void nobody_simulates_for_himself_for_another_tenants_person_or_for_who_ranks_as_high() {
        PersonId admin =
                house.person(tenant, "boss-" + UUID.randomUUID() + "@x.example", DirectoryRole.GLOBAL_ADMINISTRATOR);
        Caller security = member(DirectoryRole.SECURITY_ADMINISTRATOR);

        simulate(security, admin, "newCountry").statusCode(403).body("detail", containsString("ranks"));
        simulate(House.sender(tenant), admin, "newCountry").statusCode(403);
        simulate(
                        Callers.member(
                                tenant,
                                tess,
                                DirectoryRole.SECURITY_ADMINISTRATOR.id().toString()),
                        tess,
                        "newCountry")
                .statusCode(403)
                .body("detail", containsString("his own risk"));
        PersonId stranger = house.person(house.tenant(), "else-" + UUID.randomUUID() + "@x.example");
        simulate(security, stranger, "newCountry").statusCode(403).header("Homeward-Rule", "D10");

        assertThat(house.risk(tenant, admin)).isEqualTo(UserRisk.CLEAR);
        as(House.reader(tenant)).get("/v1/riskSimulations").then().body("value", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL_ADMINISTRATOR, 200",
        "SECURITY_ADMINISTRATOR, 200",
        "SECURITY_OPERATOR, 403",
        "USER_ADMINISTRATOR, 403",
        "SECURITY_READER, 403"
    })
    void the_role_decides(DirectoryRole role, int status) {
        simulate(member(role), tess, "newCountry").statusCode(status);
        as(member(role)).delete("/v1/riskSimulations").then().statusCode(status);
    }

    @Test
    void it_takes_a_fresh_second_factor_or_the_permission() {
        String role = DirectoryRole.SECURITY_ADMINISTRATOR.id().toString();
        Caller stale = Callers.memberWithMfaAt(
                Instant.now().minus(Duration.ofMinutes(61)), tenant, new PersonId(UUID.randomUUID()), role);

        simulate(stale, tess, "newCountry").statusCode(403).body("detail", containsString("second factor"));
        simulate(House.reader(tenant), tess, "newCountry").statusCode(403);
        simulate(Callers.service("remediation-service"), tess, "newCountry").statusCode(403);
        simulate(House.sender(tenant), tess, "newCountry").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\": \"%s\"}",
                "{\"userId\": \"%s\", \"riskEventType\": \"noSuchThing\"}",
                "{\"userId\": \"%s\", \"riskEventType\": \"newCountry\", \"riskLevel\": \"none\"}",
                "{\"userId\": \"%s\", \"riskEventType\": \"adminConfirmedUserCompromised\", \"riskLevel\": \"low\"}",
                "{\"userId\": \"%s\", \"riskEventType\": \"newCountry\", \"requestId\": \"with space\"}",
                "{\"userId\": \"%s\", \"riskEventType\": \"newCountry\", \"signIn\": {\"ipAddress\": \"1.2.3\"}}",
                "{\"userId\": \"%s\", \"riskEventType\": \"newCountry\", \"signIn\": 7}",
                "{\"riskEventType\": \"newCountry\"}"
            })
    void what_could_not_be_found_is_refused(String body) {
        simulate(administrator(tenant), body.formatted(tess)).statusCode(400);

        assertThat(house.risk(tenant, tess)).isEqualTo(UserRisk.CLEAR);
    }

    private Caller member(DirectoryRole role) {
        return Callers.member(tenant, new PersonId(UUID.randomUUID()), role.id().toString());
    }

    private List<String> whys() {
        return house.database()
                .in(tenant, handle -> handle.createQuery("select why from user_risk_history order by nth")
                        .mapTo(String.class)
                        .list());
    }

    private ValidatableResponse purge(String id) {
        return as(administrator(tenant)).delete("/v1/riskSimulations/{id}", id).then();
    }

    private static ValidatableResponse simulate(Caller caller, PersonId person, String type) {
        return simulate(caller, "{\"userId\": \"%s\", \"riskEventType\": \"%s\"}".formatted(person, type));
    }

    private static ValidatableResponse simulate(Caller caller, String body) {
        return as(caller).body(body).post("/v1/riskSimulations").then();
    }
}
