package io.homeward.gateway.route;

import static io.homeward.gateway.suite.Suite.eventually;
import static io.homeward.gateway.suite.Suite.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.gateway.suite.Fixtures;
import io.homeward.gateway.suite.StandIns;
import io.homeward.gateway.suite.Suite;
import io.homeward.gateway.suite.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part of a batch fares as if it had come alone. */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class BatchesTest {

    @Inject
    Doors doors;

    private TenantId tenant;
    private PersonId person;
    private String token;

    @BeforeEach
    void a_member() {
        tenant = Suite.tenant("Fjord Clinic");
        person = Suite.person(tenant);
        token = Tokens.person(person, tenant, tenant).text();
    }

    @Test
    void parts_go_to_whoever_owns_their_path_with_ids_of_their_own() {
        var answer = batch("""
                {"id": "1", "method": "GET", "url": "/users?$filter=city eq null", "headers": {"ConsistencyLevel": "eventual"}},
                {"id": "2", "method": "GET", "url": "identityProtection/riskyUsers"},
                {"id": "3", "method": "GET", "url": "/users('1')/authentication/methods"},
                {"id": "4", "method": "GET", "url": "/auditLogs/directoryAudits"}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json;odata");
        List<String> decisions = new ArrayList<>(
                List.of(answer.headers().firstValue("Homeward-Decision").orElseThrow()));
        for (JsonNode part : json(answer).path("responses")) {
            assertThat(part.path("status").asInt()).as(part.toString()).isEqualTo(200);
            assertThat(part.path("headers").path("Homeward-Rule").asText()).isEqualTo("H1");
            assertThat(part.path("headers").path("request-id").asText())
                    .isEqualTo(
                            part.path("body").path("headers").path("request-id").asText());
            String decision = part.path("headers").path("Homeward-Decision").asText();
            assertThat(part.path("body").path("decision").asText()).isEqualTo(decision);
            decisions.add(decision);
        }
        assertThat(decisions).doesNotHaveDuplicates().hasSize(5);
        assertThat(part(answer, "1").path("body").path("service").asText()).isEqualTo("tenant-service");
        assertThat(part(answer, "1").path("body").path("uri").asText())
                .isEqualTo("/v1.0/users?$filter=city%20eq%20null");
        assertThat(part(answer, "1")
                        .path("body")
                        .path("headers")
                        .path("consistencylevel")
                        .asText())
                .isEqualTo("eventual");
        assertThat(part(answer, "2").path("body").path("service").asText()).isEqualTo("risk-service");
        assertThat(part(answer, "3").path("body").path("service").asText()).isEqualTo("remediation-service");
        assertThat(part(answer, "4").path("body").path("service").asText()).isEqualTo("tenant-service");
    }

    @Test
    void a_body_arrives_and_an_answer_that_is_no_json_comes_back_in_base64() {
        var answer = batch("""
                {"id": "1", "method": "POST", "url": "/users?body", "headers": {"Content-Type": "application/json"}, "body": {"a": [1.50, "ü"]}},
                {"id": "2", "method": "GET", "url": "/users/$count?text"},
                {"id": "3", "method": "GET", "url": "/users?garbled"}""");

        assertThat(part(answer, "1").path("body").path("body").asText()).isEqualTo("{\"a\":[1.50,\"ü\"]}");
        assertThat(part(answer, "2").path("body").asText())
                .isEqualTo(
                        Base64.getEncoder().encodeToString("42".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertThat(part(answer, "3").path("body").isTextual()).isTrue();
    }

    @Test
    void a_part_cannot_say_who_calls_or_from_where() {
        var answer = batch("""
                {"id": "1", "method": "GET", "url": "/me", "headers": {"Authorization": "Bearer other", "X-Forwarded-For": "6.6.6.6",
                  "Homeward-Client-Ip": "6.6.6.6", "Homeward-Decision": "x", "Cookie": "a=b", "Host": "evil.test", "Content-Length": "7",
                  "Transfer-Encoding": "chunked", "Connection": "X-Named", "X-Named": "6.6.6.6", "X-Http-Method-Override": "DELETE",
                  "request-id": "mine", "client-request-id": "part-1", "Accept-Encoding": "gzip", "X-Harmless": "stays"}}""");

        JsonNode part = part(answer, "1");
        assertThat(part.path("status").asInt()).as(part.toString()).isEqualTo(200);
        assertThat(part.toString())
                .doesNotContain("6.6.6.6")
                .doesNotContain("evil.test")
                .doesNotContain("\"mine\"")
                .doesNotContain("Bearer other")
                .doesNotContain("x-http-method-override")
                .doesNotContain("\"cookie\"")
                .doesNotContain("gzip");
        assertThat(part.path("body").path("headers").path("homeward-client-ip").asText())
                .isEqualTo("127.0.0.1");
        assertThat(part.path("body").path("headers").path("x-forwarded-host").asText())
                .isEqualTo("edge.test:8080");
        assertThat(part.path("body").path("headers").path("x-harmless").asText())
                .isEqualTo("stays");
        assertThat(part.path("headers").path("client-request-id").asText()).isEqualTo("part-1");
        assertThat(part.path("body").path("caller").path("sub").asText()).isEqualTo(person.toString());
        assertThat(part.path("headers").has("Set-Cookie")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.test/v1.0/me",
                "/../beta/me",
                "//evil.test",
                "/users/%2e%2e/%2e%2e/internal/feeds/rules",
                "/users;a=b"
            })
    void a_part_that_leads_elsewhere_is_refused_alone(String url) {
        var answer = batch("""
                {"id": "1", "method": "GET", "url": "%s"},
                {"id": "2", "method": "GET", "url": "/me"}""".formatted(url));

        assertThat(part(answer, "1").path("status").asInt()).isEqualTo(400);
        assertThat(part(answer, "1").path("body").path("error").path("code").asText())
                .isEqualTo("Request_BadRequest");
        assertThat(part(answer, "2").path("status").asInt()).isEqualTo(200);
    }

    @Test
    void a_batch_stays_in_its_version_and_contains_no_batch() {
        var answer = Suite.post(doors.edgePort(), "/beta/%24batch", token, """
                {"requests": [{"id": "1", "method": "GET", "url": "/me"}, {"id": "2", "method": "GET", "url": "/v1/tenants"},
                  {"id": "3", "method": "POST", "url": "/$batch", "headers": {"Content-Type": "application/json"}, "body": {}}]}""");

        assertThat(part(answer, "1").path("body").path("uri").asText()).isEqualTo("/beta/me");
        assertThat(part(answer, "2").path("body").path("uri").asText()).isEqualTo("/beta/v1/tenants");
        assertThat(part(answer, "3").path("status").asInt()).isEqualTo(400);
    }

    @Test
    void independent_parts_go_side_by_side_and_dependent_ones_one_after_the_other() {
        var answer = batch("""
                {"id": "1", "method": "GET", "url": "/users?meet"},
                {"id": "2", "method": "GET", "url": "/groups?meet"},
                {"id": "3", "method": "GET", "url": "/users?no", "dependsOn": ["1", "2"]},
                {"id": "4", "method": "GET", "url": "/me", "dependsOn": ["3"]},
                {"id": "5", "method": "GET", "url": "/me", "dependsOn": ["2"]}""");

        assertThat(part(answer, "1").path("status").asInt()).isEqualTo(200);
        assertThat(part(answer, "2").path("status").asInt()).isEqualTo(200);
        assertThat(part(answer, "3").path("status").asInt()).isEqualTo(403);
        assertThat(part(answer, "3").path("headers").path("Homeward-Rule").asText())
                .isEqualTo("D10");
        assertThat(part(answer, "4").path("status").asInt()).isEqualTo(424);
        assertThat(part(answer, "5").path("status").asInt()).isEqualTo(200);
    }

    @Test
    void twenty_parts_are_answered_and_twenty_one_are_not() {
        var parts = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            parts.add("{\"id\": \"%d\", \"method\": \"GET\", \"url\": \"/users/%d\"}".formatted(i, i));
        }
        var twenty = batch(String.join(",", parts));
        parts.add("{\"id\": \"20\", \"method\": \"GET\", \"url\": \"/me\"}");
        var more = batch(String.join(",", parts));

        assertThat(json(twenty).path("responses")).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(part(twenty, Integer.toString(i))
                            .path("body")
                            .path("uri")
                            .asText())
                    .isEqualTo("/v1.0/users/" + i);
        }
        assertThat(more.statusCode()).isEqualTo(400);
        assertThat(json(more).path("error").path("message").asText()).contains("20");
    }

    @Test
    void each_part_is_decided() {
        TenantId home = Suite.tenant("Northwind MSP");
        var technicians = new GroupId(UUID.randomUUID());
        PersonId technician = Suite.person(home, technicians);
        Suite.relationship(
                UUID.randomUUID() + "-x", home, tenant, "active", technicians, DirectoryRole.SECURITY_READER.id());
        String entering = Tokens.person(technician, home, tenant).text();
        String parts = "{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/users\"}";
        var let = eventually(
                () -> batch(entering, parts),
                each -> part(each, "1").path("status").asInt() == 200);
        Suite.risk(home, technician, Fixtures.high(1));

        var refused = eventually(
                () -> batch(entering, parts),
                each -> part(each, "1").path("status").asInt() == 403);

        assertThat(part(let, "1").path("headers").path("Homeward-Rule").asText())
                .isEqualTo("D2");
        assertThat(refused.statusCode()).isEqualTo(200);
        JsonNode part = part(refused, "1");
        assertThat(part.path("headers").path("Homeward-Rule").asText()).isEqualTo("D6");
        assertThat(part.path("body").path("standing").path("blocked").asBoolean())
                .isTrue();
        assertThat(part.path("body").path("error").path("code").asText()).isEqualTo("Authorization_RequestDenied");
    }

    @Test
    void each_part_is_limited() {
        var parts = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            parts.add("{\"id\": \"%d\", \"method\": \"GET\", \"url\": \"/auditLogs/signIns\"}".formatted(i));
        }
        var answer = batch(String.join(",", parts));

        List<JsonNode> refused = new ArrayList<>();
        json(answer).path("responses").forEach(part -> {
            if (part.path("status").asInt() == 429) {
                refused.add(part);
            }
        });
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(refused).hasSizeBetween(12, 14);
        assertThat(refused.getFirst().path("headers").path("Retry-After").asInt())
                .isPositive();
        assertThat(refused.getFirst().path("body").path("error").path("code").asText())
                .isEqualTo("TooManyRequests");
    }

    @Test
    void a_part_whose_owner_fails_does_not_take_the_others_along() {
        var answer = batch("""
                {"id": "1", "method": "GET", "url": "/users?break"},
                {"id": "2", "method": "GET", "url": "/users?half"},
                {"id": "3", "method": "GET", "url": "/users?large"},
                {"id": "4", "method": "GET", "url": "/me"}""");

        assertThat(part(answer, "1").path("status").asInt()).isEqualTo(502);
        assertThat(part(answer, "2").path("status").asInt()).isEqualTo(502);
        assertThat(part(answer, "3").path("status").asInt()).isEqualTo(502);
        assertThat(part(answer, "3").path("body").path("type").asText()).endsWith("answer-too-large");
        assertThat(part(answer, "4").path("status").asInt()).isEqualTo(200);
    }

    @Test
    void a_client_that_goes_away_ends_its_batch_and_leaves_room_for_others() {
        String body = "{\"requests\": [{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/users?meet\"}]}";
        for (int i = 0; i < 40; i++) {
            Raw.leave(
                    doors.edgePort(),
                    Raw.head(
                                    "POST",
                                    "/v1.0/$batch",
                                    "Authorization: Bearer " + token,
                                    "Content-Length: " + body.length())
                            + "\r\n"
                            + body);
        }

        var answer = eventually(
                () -> batch("{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/me\"}"),
                each -> each.statusCode() == 200);

        assertThat(part(answer, "1").path("status").asInt()).isEqualTo(200);
    }

    @Test
    void a_batch_needs_a_token_a_post_and_a_readable_body_of_a_decent_size() {
        String body = "{\"requests\": [{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/me\"}]}";

        assertThat(Suite.post(doors.edgePort(), "/v1.0/$batch", "none", body).statusCode())
                .isEqualTo(401);
        assertThat(Suite.get(doors.edgePort(), "/v1.0/$batch", token).statusCode())
                .isEqualTo(405);
        assertThat(Suite.post(doors.edgePort(), "/v1.0/$batch", token, "").statusCode())
                .isEqualTo(400);
        assertThat(Suite.post(doors.edgePort(), "/v1.0/$batch", token, "{").statusCode())
                .isEqualTo(400);
        assertThat(Suite.post(doors.edgePort(), "/v1.0/$batch", token, "[".repeat(100_000))
                        .statusCode())
                .isEqualTo(400);
        assertThat(Suite.post(doors.edgePort(), "/v1.0/$batch", token, " ".repeat(3 * 1024 * 1024))
                        .statusCode())
                .isEqualTo(413);
        assertThat(Suite.get(doors.edgePort(), "/v1.0/$batch", token).headers().firstValue("Allow"))
                .contains("POST");
    }

    private HttpResponse<String> batch(String parts) {
        return batch(token, parts);
    }

    private HttpResponse<String> batch(String with, String parts) {
        return Suite.post(doors.edgePort(), "/v1.0/$batch", with, "{\"requests\": [" + parts + "]}");
    }

    private static JsonNode part(HttpResponse<String> answer, String id) {
        for (JsonNode part : json(answer).path("responses")) {
            if (part.path("id").asText().equals(id)) {
                return part;
            }
        }
        throw new AssertionError("No answer " + id + " in " + answer.body());
    }
}
