package io.homeward.tenant.enrolment;

import static io.homeward.tenant.Organisation.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RemediationStandIn;
import io.homeward.tenant.RunningService;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class AdministratorResourceTest {
    private static final String GLOBAL = DirectoryRole.GLOBAL_ADMINISTRATOR.id().toString();

    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    @AfterEach
    void everybody_is_back() {
        RemediationStandIn.away(false);
    }

    private Map<String, String> administrator(String name) {
        return new HashMap<>(Map.of("userPrincipalName", name + "@" + here.domain(), "displayName", name));
    }

    private ValidatableResponse appoint(Map<String, String> wanted) {
        return operator()
                .body(wanted)
                .post("/v1/tenants/" + here.id() + "/administrators")
                .then();
    }

    @Test
    void the_first_administrator_begins_with_a_ticket_and_never_with_a_password() {
        String id = appoint(administrator("ada"))
                .statusCode(201)
                .body("userPrincipalName", equalTo("ada@" + here.domain()))
                .body("enrolment.ticket", notNullValue(), "enrolment.expiresAt", notNullValue())
                .body("enrolment.clientId", equalTo(here.clientId()))
                .body("enrolment.link", containsString("/" + here.id() + "/enrol#ticket="))
                .extract()
                .path("id");

        var person = Feeds.snapshot("people", id).orElseThrow();
        assertThat(person.at("/roles/0").asText()).isEqualTo(GLOBAL);
        assertThat(person.path("accountEnabled").asBoolean()).isTrue();
        assertThat(RemediationStandIn.last())
                .startsWith("POST /internal/tenants/" + here.id() + "/people/" + id + "/enrolment")
                .doesNotContain("password");
    }

    @Test
    void who_has_not_begun_gets_another_ticket_and_a_second_name_is_another_person() {
        String first = appoint(administrator("ada")).statusCode(201).extract().path("id");

        assertThat(appoint(administrator("ADA")).statusCode(201).extract().<String>path("id"))
                .isEqualTo(first);
        assertThat(appoint(administrator("bea")).statusCode(201).extract().<String>path("id"))
                .isNotEqualTo(first);
    }

    @Test
    void once_one_has_begun_only_a_recovery_with_its_reason_brings_another() {
        String ada = appoint(administrator("ada")).statusCode(201).extract().path("id");
        RemediationStandIn.enrolled(ada);

        appoint(administrator("bea")).statusCode(409).body("type", equalTo("urn:homeward:problem:administrator-there"));
        appoint(administrator("ada")).statusCode(409);
        var recovery = administrator("bea");
        recovery.put("reason", "Ada has left and took her phone along");
        appoint(recovery).statusCode(201);
        // His account is not taken over, whatever the reason.
        var takeover = administrator("ada");
        takeover.put("reason", "I want to be Ada");
        appoint(takeover).statusCode(409).body("type", equalTo("urn:homeward:problem:name-taken"));
        here.administration()
                .body(Map.of("accountEnabled", false))
                .patch(Organisation.USERS + "/" + ada)
                .then()
                .statusCode(204);
        appoint(administrator("cleo")).statusCode(201);
    }

    @Test
    void an_ordinary_user_is_not_made_an_administrator_this_way() {
        here.person("rui");

        appoint(administrator("rui")).statusCode(409).body("type", equalTo("urn:homeward:problem:name-taken"));
    }

    @Test
    void a_tenant_is_made_with_its_first_administrator() {
        String domain = "d" + UUID.randomUUID().toString().substring(0, 13) + ".example";
        var wanted = Map.of(
                "displayName",
                "Fjord Clinic",
                "defaultDomain",
                domain,
                "firstAdministrator",
                Map.of("userPrincipalName", "ada@" + domain, "displayName", "Ada"));
        String key = UUID.randomUUID().toString();

        var first = operator()
                .header("Idempotency-Key", key)
                .body(wanted)
                .post("/v1/tenants")
                .then()
                .statusCode(201)
                .body("firstAdministrator.enrolment.ticket", notNullValue())
                .extract();
        assertThat(operator()
                        .header("Idempotency-Key", key)
                        .body(wanted)
                        .post("/v1/tenants")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("firstAdministrator.id"))
                .isEqualTo(first.path("firstAdministrator.id"));
        operator()
                .body(Map.of(
                        "displayName",
                        "Another",
                        "defaultDomain",
                        "x" + domain,
                        "firstAdministrator",
                        Map.of("userPrincipalName", "ada@" + domain, "displayName", "Ada")))
                .post("/v1/tenants")
                .then()
                .statusCode(400);
    }

    @Test
    void while_remediation_service_is_away_no_administrator_is_made() {
        RemediationStandIn.away(true);
        appoint(administrator("ada")).statusCode(503);
        String domain = "d" + UUID.randomUUID().toString().substring(0, 13) + ".example";
        operator()
                .body(Map.of(
                        "displayName",
                        "Fjord Clinic",
                        "defaultDomain",
                        domain,
                        "firstAdministrator",
                        Map.of("userPrincipalName", "ada@" + domain, "displayName", "Ada")))
                .post("/v1/tenants")
                .then()
                .statusCode(201)
                .body("firstAdministrator", nullValue());

        here.administration()
                .get(Organisation.USERS + "/ada@" + here.domain())
                .then()
                .statusCode(404);
    }

    @Test
    void administrators_of_the_platform_are_appointed_alike() {
        operator()
                .body(Map.of(
                        "userPrincipalName",
                        "op-" + UUID.randomUUID().toString().substring(0, 8) + "@platform.homeward.internal",
                        "displayName",
                        "Operator"))
                .post("/v1/tenants/" + Organisation.PLATFORM + "/administrators")
                .then()
                .statusCode(201);
    }

    @Test
    void bad_requests_and_others_than_the_operator_are_refused() {
        for (var body : new String[] {
            "{}",
            "[]",
            "{\"userPrincipalName\": \"ada\", \"displayName\": \"Ada\"}",
            "{\"userPrincipalName\": \"ada@elsewhere.example\", \"displayName\": \"Ada\"}",
            "{\"userPrincipalName\": \"a\\u0000@" + here.domain() + "\", \"displayName\": \"Ada\"}",
            "{\"userPrincipalName\": \"ada@" + here.domain() + "\", \"displayName\": \"A\\u0000\"}",
            "{\"userPrincipalName\": \"ada@" + here.domain() + "\", \"displayName\": \"Ada\", \"mail\": \"none\"}"
        }) {
            operator()
                    .body(body)
                    .post("/v1/tenants/" + here.id() + "/administrators")
                    .then()
                    .statusCode(400);
        }
        operator()
                .body(administrator("ada"))
                .post("/v1/tenants/" + UUID.randomUUID() + "/administrators")
                .then()
                .statusCode(404);
        here.administration()
                .body(administrator("ada"))
                .post("/v1/tenants/" + here.id() + "/administrators")
                .then()
                .statusCode(403);
    }

    @Test
    void an_administrator_hands_a_user_a_ticket_instead_of_a_password() {
        PersonId rui = here.person("rui");
        String path = "/v1/users/" + rui + "/enrolment";

        here.administration()
                .post(path)
                .then()
                .statusCode(201)
                .body("ticket", notNullValue(), "link", containsString("enrol#ticket="));
        here.member(DirectoryRole.USER_ADMINISTRATOR)
                .post("/v1/users/rui@" + here.domain() + "/enrolment")
                .then()
                .statusCode(201);
        RemediationStandIn.enrolled(rui);
        here.administration()
                .post(path)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:homeward:problem:already-enrolled"));
    }

    @Test
    void a_ticket_is_issued_by_whom_may_reset_the_password_and_to_nobody_else() {
        PersonId rui = here.person("rui");
        PersonId ada = here.person("ada");
        here.appoint(ada, DirectoryRole.GLOBAL_ADMINISTRATOR);
        String toRui = "/v1/users/" + rui + "/enrolment";
        String toAda = "/v1/users/" + ada + "/enrolment";

        here.member().post(toRui).then().statusCode(403);
        here.member(DirectoryRole.SECURITY_ADMINISTRATOR).post(toRui).then().statusCode(403);
        here.member(rui, DirectoryRole.USER_ADMINISTRATOR).post(toRui).then().statusCode(403);
        here.member(DirectoryRole.USER_ADMINISTRATOR).post(toAda).then().statusCode(403);
        here.application("User.ReadWrite.All").post(toAda).then().statusCode(403);
        here.member(DirectoryRole.GLOBAL_ADMINISTRATOR).post(toAda).then().statusCode(201);
        Organisation.made().administration().post(toRui).then().statusCode(404);
        here.administration()
                .body(Map.of("accountEnabled", false))
                .patch(Organisation.USERS + "/" + rui)
                .then()
                .statusCode(204);
        here.administration().post(toRui).then().statusCode(400);
        RemediationStandIn.away(true);
        here.member(DirectoryRole.GLOBAL_ADMINISTRATOR).post(toAda).then().statusCode(503);
    }
}
