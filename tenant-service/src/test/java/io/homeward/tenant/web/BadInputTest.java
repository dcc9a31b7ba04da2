package io.homeward.tenant.web;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.Callers;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad request has a precise answer in the right shape. */
@RunningService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String U = "/v1.0/users";
    private static final String R = "/v1.0/tenantRelationships/delegatedAdminRelationships";

    private Organisation here;

    /** Once: before all tests the service's port is not known yet. */
    @BeforeEach
    void begin() {
        if (here == null) {
            here = Organisation.made();
        }
    }

    /** @param says a part of the message (Graph) or the detail (our own API) */
    record Bad(String method, String path, String body, int status, String says) {
        @Override
        public String toString() {
            return method + " " + path + " " + (body.length() > 60 ? body.substring(0, 60) + "..." : body);
        }
    }

    static Stream<Bad> requests() {
        String somebody = UUID.randomUUID().toString();
        return Stream.of(
                // broken JSON, in the words of its sender
                new Bad("POST", U, "{\"displayName\": \"Rui\",\n \"userPrincipalName\" ", 400, "line 2"),
                new Bad("POST", U, "[]", 400, "A user is an object"),
                new Bad("POST", U, "", 400, ""),
                new Bad("POST", U, "null", 400, ""),
                new Bad("PUT", "/v1/registrationPolicy", "{", 400, "line 1"),
                new Bad("PUT", "/v1/registrationPolicy", "{\"enabled\": \"yes\"}", 400, "enabled"),
                new Bad("PUT", "/v1/registrationPolicy", "{}", 400, "enabled"),
                new Bad(
                        "PUT",
                        "/v1/registrationPolicy",
                        "{\"enabled\":true,\"includeUsers\":[\"x\"]}",
                        400,
                        "'x' is not the id of a user"),
                new Bad("PUT", "/v1/externalAccess", "{\"threshold\": 5", 400, "line 1"),
                // missing and wrong values
                new Bad("POST", U, "{\"displayName\": \"Rui\"}", 400, "userPrincipalName"),
                new Bad(
                        "POST",
                        U,
                        "{\"displayName\": \"Rui\", \"userPrincipalName\": \"rui\"}",
                        400,
                        "userPrincipalName"),
                new Bad("POST", U, "{\"displayName\": 7, \"userPrincipalName\": \"a@b.example\"}", 400, "displayName"),
                new Bad(
                        "POST",
                        U,
                        "{\"displayName\": \"R\", \"userPrincipalName\": \"a@b.example\", \"userType\": \"Robot\"}",
                        400,
                        "Robot"),
                new Bad(
                        "POST",
                        U,
                        "{\"displayName\": \"R\", \"userPrincipalName\": \"a@b.example\", \"accountEnabled\": \"no\"}",
                        400,
                        "accountEnabled"),
                new Bad("POST", "/v1.0/groups", "{\"displayName\": \" \"}", 400, "displayName"),
                new Bad("POST", "/v1.0/groups/" + somebody + "/members/$ref", "{}", 400, ""),
                new Bad(
                        "POST",
                        "/v1.0/roleManagement/directory/roleAssignments",
                        "{\"roleDefinitionId\": \"king\", \"principalId\": \"" + somebody + "\"}",
                        400,
                        "king"),
                new Bad(
                        "POST",
                        "/v1.0/roleManagement/directory/roleAssignments",
                        "{\"roleDefinitionId\": \"" + somebody + "\", \"principalId\": \"" + somebody + "\"}",
                        400,
                        somebody),
                new Bad(
                        "POST",
                        "/v1.0/roleManagement/directory/roleAssignments",
                        "{\"roleDefinitionId\": \"62e90394-69f5-4237-9190-012177145e10\", \"principalId\": \"me\"}",
                        400,
                        "principalId"),
                new Bad(
                        "POST",
                        "/v1.0/roleManagement/directory/roleAssignments",
                        "{\"roleDefinitionId\": \"62e90394-69f5-4237-9190-012177145e10\", \"principalId\": \""
                                + somebody + "\", \"directoryScopeId\": \"/x\"}",
                        400,
                        "directoryScopeId"),
                new Bad("POST", "/v1.0/identity/conditionalAccess/policies", "{}", 400, ""),
                new Bad(
                        "POST",
                        R + "/" + somebody + "-" + somebody + "/requests",
                        "{\"action\": \"dance\"}",
                        400,
                        "dance"),
                new Bad("POST", R, "{\"displayName\": \"x\", \"duration\": \"two years\"}", 400, "two years"),
                // unknown things
                new Bad("GET", U + "/" + somebody, "", 404, "no such user"),
                new Bad("GET", U + "/nonsense", "", 404, "no such user"),
                new Bad("GET", U + "/nobody@nowhere.example", "", 404, "no such user"),
                new Bad("GET", "/v1.0/groups/nonsense", "", 404, "no such group"),
                new Bad("GET", "/v1.0/identity/conditionalAccess/policies/nonsense", "", 404, ""),
                new Bad("GET", R + "/nonsense", "", 404, ""),
                new Bad("GET", "/v1.0/planets", "", 404, ""),
                new Bad("GET", "/v1/planets", "", 404, ""),
                // queries
                new Bad("GET", U + "?$filter=shoeSize eq 44", "", 400, "shoeSize"),
                new Bad("GET", U + "?$filter=displayName eq", "", 400, ""),
                new Bad("GET", U + "?$filter=accountEnabled eq 'maybe'", "", 400, ""),
                new Bad("GET", U + "?$select=shoeSize", "", 400, "shoeSize"),
                new Bad("GET", U + "?$orderby=shoeSize", "", 400, "shoeSize"),
                new Bad("GET", U + "?$top=many", "", 400, "$top"),
                new Bad("GET", U + "?$skiptoken=forged", "", 400, "$skiptoken"),
                new Bad("GET", U + "?$expand=manager", "", 400, "'manager'"),
                new Bad(
                        "GET",
                        "/v1.0/identity/conditionalAccess/policies?$filter=state eq 'sometimes'",
                        "",
                        400,
                        "sometimes"),
                // methods
                new Bad("PUT", U, "{}", 405, ""),
                new Bad("DELETE", "/v1/tenant", "", 405, ""));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void it_is_answered_precisely_and_in_the_right_shape(Bad bad) {
        var request = here.administration();
        if (!bad.body().isEmpty()) {
            request.body(bad.body());
        }
        var answer = request.request(bad.method(), bad.path())
                .then()
                .statusCode(bad.status())
                .header("request-id", not(emptyOrNullString()));
        if (bad.path().startsWith("/v1.0")) {
            answer.contentType(startsWith("application/json"))
                    .body("error.code", not(emptyOrNullString()))
                    .body("error.message", containsString(bad.says()))
                    .body("error.innerError.request-id", notNullValue());
        } else {
            answer.contentType("application/problem+json")
                    .body("type", startsWith("urn:homeward:problem:"), "status", equalTo(bad.status()))
                    .body("detail", containsString(bad.says()));
        }
    }

    /** Nothing of it is ever sent, so an answer shows that nothing was waited for. */
    @Test
    void a_body_too_large_is_refused_before_it_is_read() throws IOException {
        String token = Callers.token("tenant-service", Callers.application(here.id(), "User.ReadWrite.All"));
        for (String path : List.of(U, "/v1/registrationPolicy")) {
            String answer = answerTo(
                    "PUT " + path + " HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer " + token,
                    "Content-Type: application/json",
                    "Content-Length: 1100000",
                    "",
                    "");
            assertThat(answer).startsWith("HTTP/1.1 413").containsIgnoringCase("connection: close");
        }
    }

    /** Written as it stands, and read until the service closes. */
    private static String answerTo(String... lines) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(String.join("\r\n", lines).getBytes(US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void another_content_type_is_refused() {
        given().auth()
                .oauth2(Callers.token("tenant-service", Callers.application(here.id(), "User.ReadWrite.All")))
                .contentType(ContentType.TEXT)
                .body("Rui")
                .post(U)
                .then()
                .statusCode(415)
                .body("error.code", notNullValue());
    }

    @Test
    void without_a_genuine_token_nothing_is_said() {
        String good = Callers.token("tenant-service", Callers.application(here.id(), "User.ReadWrite.All"));
        for (String token : List.of(
                "nonsense",
                good.substring(0, good.length() - 3) + "abc",
                Callers.token("risk-service", Callers.application(here.id(), "User.ReadWrite.All")))) {
            given().auth()
                    .oauth2(token)
                    .get(U)
                    .then()
                    .statusCode(401)
                    .body("error.code", equalTo("InvalidAuthenticationToken"));
        }
        RestAssured.get(U).then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
        RestAssured.get("/v1/tenant").then().statusCode(401).contentType("application/problem+json");
        given().auth()
                .oauth2(Callers.token("tenant-service", Callers.anonymous()))
                .get(U)
                .then()
                .statusCode(anyOf(equalTo(401), equalTo(403)));
    }
}
