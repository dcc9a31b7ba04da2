package io.homeward.remediation.web;

import static io.homeward.remediation.fixture.SignIns.anonymous;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.remediation.fixture.World;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent, the answer has the shape of its endpoint. */
@QuarkusTest
@WithTestResource(World.class)
class BadInputTest {
    private static final String TENANT = UUID.randomUUID().toString();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            not JSON            | /v1/flows             | {"tenant":                                            | 400
            nothing             | /v1/flows             |                                                       | 400
            an array            | /v1/flows             | []                                                    | 400
            no tenant           | /v1/flows             | {"clientId": "T", "userPrincipalName": "a@b"}         | 400
            a bad tenant        | /v1/flows             | {"tenant": "x", "clientId": "T", "userPrincipalName": "a@b"} | 400
            no name             | /v1/flows             | {"tenant": "T", "clientId": "T", "userPrincipalName": " "}   | 400
            an unknown tenant   | /v1/flows             | {"tenant": "T", "clientId": "T", "userPrincipalName": "a@b"} | 404
            a number for a name | /v1/flows             | {"tenant": "T", "clientId": "T", "userPrincipalName": 7}     | 400
            a control character | /v1/flows             | {"tenant": "T", "clientId": "T", "userPrincipalName": "a\\u0000@b"} | 400
            an unknown flow     | /v1/flows/T.T/steps   | {"continuation": "c", "step": {"type": "cancel"}}     | 404
            no step             | /v1/flows/T.T/steps   | {"continuation": "c"}                                 | 400
            an unknown step     | /v1/flows/T.T/steps   | {"continuation": "c", "step": {"type": "jump"}}       | 400
            a step without type | /v1/flows/T.T/steps   | {"continuation": "c", "step": {}}                     | 400
            a step without word | /v1/flows/T.T/steps   | {"continuation": "c", "step": {"type": "password"}}   | 400
            no continuation     | /v1/flows/T.T/steps   | {"step": {"type": "cancel"}}                          | 400
            no such path        | /v1/nothing           | {}                                                    | 404
            """)
    void a_flow_is_refused_as_a_problem(String name, String path, String body, int status) {
        var request = anonymous();
        if (body != null) {
            request.body(body.replace("\"T\"", "\"" + TENANT + "\""));
        }
        Response answer = request.post(path.replace("T", TENANT));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).contains("application/problem+json");
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(answer.jsonPath().getString("title")).isNotBlank();
        assertThat(answer.jsonPath().getString("type")).startsWith("urn:homeward:problem:");
        assertThat(answer.asString()).doesNotContain("io.homeward", "java.");
    }

    @Test
    void another_content_type_is_not_read() {
        Response answer = given().auth()
                .oauth2(Callers.token("remediation-service", Callers.anonymous()))
                .contentType("text/plain")
                .body("{}")
                .post("/v1/flows");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.contentType()).contains("application/problem+json");
    }

    @Test
    void an_oversized_body_is_not_read() {
        Response answer = anonymous()
                .body("{\"tenant\": \"" + "a".repeat(2_000_000) + "\"}")
                .post("/v1/flows");

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void without_an_internal_token_nothing_is_served() {
        assertThat(given().contentType("application/json")
                        .body("{}")
                        .post("/v1/flows")
                        .statusCode())
                .isEqualTo(401);
        assertThat(given().get("/" + TENANT + "/discovery/v2.0/keys").statusCode())
                .isEqualTo(401);
        assertThat(given().post("/" + TENANT + "/oauth2/v2.0/token").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            no body              | application/x-www-form-urlencoded | -                                            | invalid_request        | 400
            JSON                 | application/json                  | {"grant_type": "client_credentials"}         | invalid_request        | 400
            text                 | text/plain                        | grant_type=client_credentials                | invalid_request        | 400
            no grant type        | application/x-www-form-urlencoded | client_id=x                                  | invalid_request        | 400
            an unknown grant     | application/x-www-form-urlencoded | grant_type=password&username=a&password=b    | unsupported_grant_type | 400
            a thing twice        | application/x-www-form-urlencoded | grant_type=client_credentials&grant_type=x   | invalid_request        | 400
            broken encoding      | application/x-www-form-urlencoded | grant_type=%zz                               | invalid_request        | 400
            no client            | application/x-www-form-urlencoded | grant_type=client_credentials                | invalid_client         | 401
            a foreign scope      | application/x-www-form-urlencoded | grant_type=urn:ietf:params:oauth:grant-type:token-exchange&scope=openid | invalid_scope | 400
            no subject token     | application/x-www-form-urlencoded | grant_type=urn:ietf:params:oauth:grant-type:token-exchange | invalid_request | 400
            an id token          | application/x-www-form-urlencoded | grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=a&subject_token_type=urn:ietf:params:oauth:token-type:id_token | invalid_request | 400
            an actor             | application/x-www-form-urlencoded | grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=a&actor_token=b&subject_token_type=urn:ietf:params:oauth:token-type:access_token | invalid_request | 400
            a nonsense token     | application/x-www-form-urlencoded | grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=a&subject_token_type=urn:ietf:params:oauth:token-type:access_token | invalid_request | 400
            """)
    void a_token_request_is_refused_in_oauths_shape(
            String name, String contentType, String body, String error, int status) {
        var request = given().auth().oauth2(Callers.token("remediation-service", Callers.anonymous()));
        request.contentType(contentType);
        if (body != null) {
            request.body(body);
        }
        Response answer = request.post("/" + TENANT + "/oauth2/v2.0/token");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).contains("application/json");
        assertThat(answer.jsonPath().getString("error")).isEqualTo(error);
        assertThat(answer.jsonPath().getString("error_description")).startsWith("HW");
        assertThat(answer.jsonPath().getList("error_codes")).hasSize(1);
        assertThat(answer.jsonPath().getString("trace_id")).isNotBlank();
        assertThat(answer.jsonPath().getString("timestamp")).isNotBlank();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void the_link_tells_how_to_begin_and_changes_nothing() {
        Response answer = anonymous().get("/" + TENANT + "/remediate");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("start.href")).isEqualTo("http://localhost:8080/v1/flows");
        assertThat(answer.jsonPath().getBoolean("start.body.remediate")).isTrue();
    }
}
