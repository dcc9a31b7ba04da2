package io.homeward.risk.web;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.tenancy.InternalToken;
import io.homeward.testsupport.Callers;
import io.homeward.testsupport.SuiteKeys;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything wrong gets a precise answer in the shape of its path. */
@RunningService
class BadInputTest {
    @Inject
    House house;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /v1/signIns                             | {                                        | 400 | Not JSON
            POST | /v1/signIns                             | []                                       | 400 | not an object
            POST | /v1/signIns                             | {"id":"x"}                               | 400 | createdDateTime is missing
            POST | /v1/signIns                             | {} {}                                    | 400 | more than one sign-in
            POST | /v1/signIns                             | ''                                       | 400 | There is no sign-in
            GET  | /v1/signIns                             | ''                                       | 405 | not allowed
            GET  | /v1/signIns/import                      | ''                                       | 405 | not allowed
            POST | /v1/signIns/nothing                     | {}                                       | 404 | nothing
            POST | /v1/people/nonsense/detections          | {"riskEventType":"leakedCredentials"}    | 404 | nothing
            POST | /v1/people/6f9619ff-8b86-4011-b42d-00c04fc964ff/detections | {"riskEventType":"passwordSpray"} | 400 | leakedCredentials
            POST | /v1/people/6f9619ff-8b86-4011-b42d-00c04fc964ff/detections | {}             | 400 | riskEventType
            POST | /v1/people/6f9619ff-8b86-4011-b42d-00c04fc964ff/detections | {"riskEventType":  | 400 | JSON
            POST | /v1/people/6f9619ff-8b86-4011-b42d-00c04fc964ff/detections | {"riskEventType":"leakedCredentials"} | 404 | No person
            """)
    void our_own_api_answers_with_a_problem(String method, String path, String body, int status, String detail) {
        as(sender(house.tenant()))
                .body(body)
                .request(method, path)
                .then()
                .statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("status", equalTo(status))
                .body("type", startsWith("urn:homeward:problem:"))
                .body("title", not(emptyOrNullString()))
                .body("detail", containsString(detail));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"userIds":            | 400
            {"userIds":"x"}        | 400
            {"userIds":[]}         | 400
            {"userIds":[null]}     | 400
            {}                     | 400
            null                   | 400
            {"userIds":["x"]}      | 403
            """)
    void graph_answers_with_its_own_shape(String body, int status) {
        as(House.administrator(house.tenant()))
                .body(body)
                .post("/v1.0/identityProtection/riskyUsers/dismiss")
                .then()
                .statusCode(status)
                .contentType(startsWith("application/json"))
                .body("error.code", not(emptyOrNullString()))
                .body("error.message", not(emptyOrNullString()))
                .body("error.innerError.'request-id'", not(emptyOrNullString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2999-01-01T00:00:00Z", "1999-01-01T00:00:00Z"})
    void a_time_that_cannot_be_kept_is_refused(String time) {
        as(sender(house.tenant()))
                .body(SignInText.of("a@x.example").at(Instant.parse(time)).json())
                .post("/v1/signIns")
                .then()
                .statusCode(400)
                .body("detail", containsString("createdDateTime"));
    }

    @Test
    void a_wrong_content_type_is_refused() {
        as(sender(house.tenant()))
                .contentType("application/xml")
                .body("a,b")
                .post("/v1/signIns/import")
                .then()
                .statusCode(415);
        as(sender(house.tenant()))
                .contentType("text/plain")
                .body("a")
                .post("/v1/signIns")
                .then()
                .statusCode(415);
    }

    @Test
    void a_large_body_is_for_files_only() {
        String large = "{\"id\":\"" + "x".repeat(2 << 20) + "\"}";
        as(sender(house.tenant())).body(large).post("/v1/signIns").then().statusCode(413);
        as(House.administrator(house.tenant()))
                .body(large)
                .post("/v1.0/identityProtection/riskyUsers/dismiss")
                .then()
                .statusCode(413);
        as(sender(house.tenant()))
                .body(large)
                .post("/v1/signIns/import")
                .then()
                .statusCode(200)
                .body("rejected", equalTo(1));
    }

    @Test
    void a_token_that_is_none_of_ours_is_no_token() {
        TenantId tenant = house.tenant();
        var caller = sender(tenant);
        var key = InternalToken.key(SuiteKeys.of("risk-service"));
        String[] tokens = {
            "nonsense",
            Callers.token("tenant-service", caller),
            InternalToken.make("gateway", "tenant-service", key, caller, Instant.now()),
            InternalToken.make("gateway", "risk-service", InternalToken.key("x".repeat(40)), caller, Instant.now()),
            InternalToken.make(
                    "gateway", "risk-service", key, caller, Instant.now().minusSeconds(300)),
        };
        for (String token : tokens) {
            given().auth()
                    .oauth2(token)
                    .get("/v1.0/identityProtection/riskyUsers")
                    .then()
                    .statusCode(401);
        }
        given().get("/v1.0/identityProtection/riskyUsers").then().statusCode(401);
        given().contentType("application/json")
                .body("{}")
                .post("/v1/signIns")
                .then()
                .statusCode(401);
    }

    @Test
    void the_internal_routes_are_for_services() {
        String tenant = UUID.randomUUID().toString();
        as(House.administrator(house.tenant()))
                .body("{}")
                .post("/internal/tenants/{t}/sign-ins", tenant)
                .then()
                .statusCode(403);
        as(Callers.service("remediation-service"))
                .body("{}")
                .post("/internal/tenants/nonsense/sign-ins")
                .then()
                .statusCode(404);
    }
}
