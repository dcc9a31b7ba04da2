package io.homeward.graph.refusal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphTest;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks every kind of refusal, on both sides of the house. */
@QuarkusTest
@GraphTest
class RefusalShapeTest {
    private static final String GRAPH = "/v1.0/identityProtection/riskDetections";
    private static final String OWN = "/v1/things";
    private static final UUID SOME = UUID.randomUUID();

    @TestHTTPResource
    URI address;

    record Case(String name, String method, String path, String type, String body, int status, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> onGraphPaths() {
        return Stream.concat(
                Stream.of(
                        new Case(
                                "a filter that is not understood",
                                "GET",
                                GRAPH + "?$filter=x%20eq%201",
                                null,
                                null,
                                400,
                                "BadRequest"),
                        new Case("not there", "GET", GRAPH + "/" + SOME, null, null, 404, "Request_ResourceNotFound"),
                        new Case("no id", "GET", GRAPH + "/no-id", null, null, 404, "Request_ResourceNotFound"),
                        new Case(
                                "no such path below beta",
                                "GET",
                                "/beta/no/such",
                                null,
                                null,
                                404,
                                "Request_ResourceNotFound"),
                        new Case(
                                "another version",
                                "PATCH",
                                GRAPH + "/" + SOME,
                                "application/json",
                                "{\"displayName\":\"x\"}",
                                412,
                                "resourceModified")),
                everywhere(GRAPH));
    }

    static Stream<Case> onOwnPaths() {
        return Stream.concat(
                Stream.of(
                        new Case("another kind of caller", "GET", OWN + "/services-only", null, null, 403, "forbidden"),
                        new Case("a role nobody has", "GET", OWN + "/roles-only", null, null, 403, "forbidden"),
                        new Case("nobody foresaw it", "GET", OWN + "/broken", null, null, 500, "internal-error"),
                        new Case(
                                "the answer cannot be written",
                                "GET",
                                OWN + "/unwritable",
                                null,
                                null,
                                500,
                                "internal-error"),
                        new Case(
                                "the database is away",
                                "GET",
                                OWN + "/without-database",
                                null,
                                null,
                                503,
                                "unavailable"),
                        new Case(
                                "the service's own refusal",
                                "GET",
                                OWN + "/refused",
                                null,
                                null,
                                409,
                                "policy-changed"),
                        new Case("nothing of ours at all", "GET", "/", null, null, 404, "not-found")),
                everywhere(OWN)
                        .map(one -> new Case(
                                one.name(),
                                one.method(),
                                one.path(),
                                one.type(),
                                one.body(),
                                one.status(),
                                slug(one.status()))));
    }

    private static Stream<Case> everywhere(String path) {
        return Stream.of(
                new Case(
                        "no such path",
                        "GET",
                        path.equals(GRAPH) ? "/v1.0/no/such" : "/v1/no/such",
                        null,
                        null,
                        404,
                        "Request_ResourceNotFound"),
                new Case("not with this method", "DELETE", path, null, null, 405, "Request_BadRequest"),
                new Case("not in this format", "POST", path, "text/plain", "{}", 415, "UnsupportedMediaType"),
                new Case("no body", "POST", path, "application/json", null, 400, "BadRequest"),
                new Case("null", "POST", path, "application/json", "null", 400, "BadRequest"),
                new Case("not JSON", "POST", path, "application/json", "{\"displayName\": }", 400, "BadRequest"),
                new Case("cut off", "POST", path, "application/json", "{\"displayName\": \"x", 400, "BadRequest"),
                new Case(
                        "something behind it",
                        "POST",
                        path,
                        "application/json",
                        "{\"displayName\": \"x\"} {}",
                        400,
                        "BadRequest"),
                new Case("an array", "POST", path, "application/json", "[]", 400, "BadRequest"),
                new Case(
                        "an unknown member of an enumeration",
                        "POST",
                        path,
                        "application/json",
                        "{\"displayName\":\"x\",\"level\":\"severe\"}",
                        400,
                        "BadRequest"),
                new Case(
                        "a number for a member",
                        "POST",
                        path,
                        "application/json",
                        "{\"displayName\":\"x\",\"level\":1}",
                        400,
                        "BadRequest"),
                new Case(
                        "a number for a text",
                        "POST",
                        path,
                        "application/json",
                        "{\"displayName\":5}",
                        400,
                        "BadRequest"),
                new Case(
                        "a text for a truth",
                        "POST",
                        path,
                        "application/json",
                        "{\"displayName\":\"x\",\"enabled\":\"true\"}",
                        400,
                        "BadRequest"),
                new Case(
                        "a text for a number",
                        "POST",
                        path,
                        "application/json",
                        "{\"displayName\":\"x\",\"days\":\"5\"}",
                        400,
                        "BadRequest"),
                new Case(
                        "no time",
                        "POST",
                        path,
                        "application/json",
                        "{\"displayName\":\"x\",\"until\":\"tomorrow\"}",
                        400,
                        "BadRequest"),
                new Case(
                        "no UUID",
                        "POST",
                        path,
                        "application/json",
                        "{\"displayName\":\"x\",\"person\":\"me\"}",
                        400,
                        "BadRequest"),
                new Case(
                        "refused by its constructor",
                        "POST",
                        path,
                        "application/json",
                        "{\"displayName\":\"x\",\"parts\":[{\"name\":\"!\"}]}",
                        400,
                        "BadRequest"),
                new Case(
                        "a violated constraint",
                        "POST",
                        path,
                        "application/json",
                        "{\"displayName\":\" \"}",
                        400,
                        "BadRequest"),
                new Case(
                        "too large",
                        "POST",
                        path,
                        "application/json",
                        "{\"displayName\":\"" + "x".repeat(3_000) + "\"}",
                        413,
                        "RequestEntityTooLarge"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onGraphPaths")
    void a_graph_path_answers_in_the_shape_of_graph(Case one) {
        Response answer = send(caller(), one);

        answer.then()
                .statusCode(one.status())
                .contentType(startsWith("application/json"))
                .header("OData-Version", "4.0")
                .body("keySet()", equalTo(java.util.Set.of("error")))
                .body("error.code", equalTo(one.code()))
                .body("error.message", not(equalTo(null)))
                .body("error.innerError.date", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"))
                .body("error.innerError.'request-id'", equalTo(answer.header("request-id")))
                .body("error.innerError.'client-request-id'", equalTo("mine"));
        assertNothingInternal(answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onOwnPaths")
    void every_other_path_answers_with_a_problem(Case one) {
        Response answer = send(caller(), one);

        answer.then()
                .statusCode(one.status())
                .contentType("application/problem+json")
                .body("status", equalTo(one.status()))
                .body("type", equalTo("urn:homeward:problem:" + one.code()))
                .body("title", not(equalTo(null)))
                .body("detail", not(equalTo(null)))
                .body("requestId", equalTo(answer.header("request-id")));
        assertNothingInternal(answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({GRAPH, OWN + "/services-only"})
    void who_has_no_token_or_a_bad_one_is_told_so_in_the_same_shapes(String path) {
        String anothers = Callers.token("tenant-service", Callers.anonymous());
        for (RequestSpecification request : java.util.List.of(
                given(), given().auth().oauth2("nonsense"), given().auth().oauth2(anothers))) {
            Response answer = request.get(path);

            answer.then().statusCode(401).header("WWW-Authenticate", "Bearer");
            assertThat(answer.contentType())
                    .startsWith(path.equals(GRAPH) ? "application/json" : "application/problem+json");
            assertThat(answer.asString())
                    .contains(path.equals(GRAPH) ? "InvalidAuthenticationToken" : "unauthenticated");
            assertNothingInternal(answer);
        }
    }

    @Test
    void a_caller_of_another_kind_is_told_no_more_than_that() {
        given().auth()
                .oauth2(Callers.token("risk-service", Callers.anonymous()))
                .get(GRAPH)
                .then()
                .statusCode(403)
                .body("error.code", equalTo("Authorization_RequestDenied"))
                .body("error.message", equalTo("Insufficient privileges to complete the operation."));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void what_is_wrong_with_a_body_is_said_in_its_senders_words(String body, String message) {
        caller().contentType("application/json")
                .body(body)
                .post(GRAPH)
                .then()
                .statusCode(400)
                .body("error.message", equalTo(message));
    }

    static Stream<Arguments> what_is_wrong_with_a_body_is_said_in_its_senders_words() {
        return Stream.of(
                Arguments.of("{\n  \"displayName\": }", "The body is not valid JSON (line 2, column 18)."),
                Arguments.of("[]", "The body (line 1, column 1) must be an object of its type."),
                Arguments.of(
                        "{\"displayName\":\"x\",\n\"level\":\"severe\"}",
                        "The value of 'level' (line 2, column 9) is 'severe', but must be one of low, medium, high."),
                Arguments.of(
                        "{\"displayName\":5}",
                        "The value of 'displayName' (line 1, column 16) is '5', but must be a text."),
                Arguments.of("{\"days\":\"5\"}", "The value of 'days' (line 1, column 9) must be a number."),
                Arguments.of(
                        "{\"person\":\"me\"}",
                        "The value of 'person' (line 1, column 11) is 'me', but must be a UUID."),
                Arguments.of(
                        "{\"until\":\"tomorrow\"}",
                        "The value of 'until' (line 1, column 10) is 'tomorrow', but must be a date and time as in ISO 8601."),
                Arguments.of(
                        "{\"displayName\":\"x\",\"parts\":[{\"name\":\"p\"},{\"name\":\"!\"}]}",
                        "The value of 'parts[1]' (line 1, column 53) is not acceptable."),
                Arguments.of(
                        "{\"displayName\":\" \",\"parts\":[{\"name\":\"\"}]}",
                        "displayName: must not be blank; parts[0].name: must not be blank"));
    }

    @Test
    void each_violation_is_listed() {
        caller().contentType("application/json")
                .body("{\"displayName\":\" \",\"parts\":[{\"name\":\"\"}]}")
                .post(OWN)
                .then()
                .body("details", hasSize(2))
                .body("details[1].target", equalTo("parts[0].name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | " + GRAPH + " | GET, HEAD, POST",
                "PUT    | " + GRAPH + "/ | GET, HEAD, POST",
                "POST   | " + GRAPH + "/x | GET, HEAD, PATCH",
                "DELETE | " + GRAPH + "/$count | GET, HEAD, PATCH",
                "PATCH  | /beta/directory/riskDetections | GET, HEAD",
                "PUT    | " + OWN + " | POST",
                "POST   | " + OWN + "/broken | GET, HEAD"
            })
    void what_a_resource_can_do_is_said_with_the_405(String method, String path, String allowed) {
        caller().contentType("application/json")
                .body("{}")
                .request(method, path)
                .then()
                .statusCode(405)
                .header("Allow", equalTo(allowed));
    }

    @Test
    void a_head_is_a_get_without_its_body_and_options_say_what_can_be_done() {
        caller().head(GRAPH)
                .then()
                .statusCode(200)
                .header("OData-Version", equalTo("4.0"))
                .body(equalTo(""));
        assertThat(caller().options(GRAPH).header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void headers_that_belong_to_a_refusal_are_kept() {
        caller().get(OWN + "/refused").then().header("Retry-After", "5").body("version", equalTo(3));
        caller().get(OWN + "/without-database").then().header("Retry-After", "1");
    }

    @Test
    void a_body_that_does_not_announce_its_size_is_cut_off_too() throws IOException {
        String chunk = "{\"displayName\":\"" + "x".repeat(5_000) + "\"}";

        String answer = raw(
                "POST " + GRAPH + " HTTP/1.1",
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "",
                Integer.toHexString(chunk.length()),
                chunk,
                "0",
                "",
                "");

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?$filter=%zz", "?$filter=%", "?%zz=1"})
    void a_query_that_cannot_be_decoded_is_refused_by_the_framework_without_a_word(String query) throws IOException {
        String answer = raw("GET " + GRAPH + query + " HTTP/1.1", "", "");

        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    /** What no decent client sends. The first line and headers are completed; the answer is read until the server hangs up. */
    private String raw(String first, String... further) throws IOException {
        String token = Callers.token("risk-service", Callers.member(new TenantId(SOME), new PersonId(SOME)));
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5_000);
            String request = String.join(
                    "\r\n",
                    first,
                    "Host: x",
                    "Connection: close",
                    "Authorization: Bearer " + token,
                    String.join("\r\n", further));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String slug(int status) {
        return switch (status) {
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 413 -> "too-large";
            case 415 -> "unsupported-media-type";
            default -> "bad-request";
        };
    }

    private static RequestSpecification caller() {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Callers.token("risk-service", Callers.member(new TenantId(SOME), new PersonId(SOME))))
                .header("client-request-id", "mine");
    }

    private static Response send(RequestSpecification request, Case one) {
        if (one.type() != null) {
            request.contentType(one.type());
        }
        if (one.body() != null) {
            request.body(one.body());
        }
        return request.request(one.method(), one.path());
    }

    private static void assertNothingInternal(Response answer) {
        assertThat(answer.asString())
                .doesNotContain("io.homeward")
                .doesNotContain("Exception")
                .doesNotContain("fasterxml")
                .doesNotContain("a secret of ours")
                .doesNotContain("java.");
    }
}
