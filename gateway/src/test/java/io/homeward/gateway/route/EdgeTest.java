package io.homeward.gateway.route;

import static io.homeward.gateway.suite.Suite.eventually;
import static io.homeward.gateway.suite.Suite.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import io.homeward.gateway.suite.StandIns;
import io.homeward.gateway.suite.Suite;
import io.homeward.gateway.suite.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge hands on what it understood, says itself what has to be said, and refuses what can be read in two ways. */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class EdgeTest {
    private static final long MEGABYTE = 1024 * 1024;

    @Inject
    Doors doors;

    private TenantId tenant;
    private String token;

    @BeforeEach
    void a_member() {
        tenant = Suite.tenant("Fjord Clinic");
        token = Tokens.person(Suite.person(tenant), tenant, tenant).text();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1.0/users,tenant-service",
        "/v1.0/users/somebody%40example.test,tenant-service",
        "/beta/groups?$top=5,tenant-service",
        "/v1.0/users/1/authentication/methods,remediation-service",
        "/v1.0/users/1/revokeSignInSessions,remediation-service",
        "/beta/users/1/authentication/passwordMethods/2/,remediation-service",
        "/v1.0/identityProtection/riskyUsers,risk-service",
        "/v1.0/auditLogs/signIns,risk-service",
        "/beta/auditLogs/directoryAudits/1,tenant-service",
        "/scim/v2/Users?count=1,tenant-service",
        "/v1.0/users/delta,tenant-service",
        "/v1.0/users/$count,tenant-service",
        "/v1.0/groups/1/members/$ref,tenant-service",
        "/v1.0/users/a_b.test%23EXT%23%40example.test,tenant-service",
        "/v1.0/applications(appId='1'),tenant-service",
        "/v1/signIns,risk-service",
        "/v1/signIns/import?host=a,risk-service",
        "/v1/imports,risk-service",
        "/v1/imports/5b4c3a7e-1f0d-4c62-9f0b-2a1d9c0e7f11/malformed/rows,risk-service",
        "/v1/people/1/detections,risk-service",
        "/v1/decisions?$top=5,risk-service",
        "/v1/decisions/gaps,risk-service",
        "/v1/people/1/riskExplanation,risk-service",
        "/v1/riskThresholds,risk-service",
        "/v1/riskThresholds/preview,risk-service",
        "/v1/riskStatistics?interval=P1D,risk-service",
        "/v1/signIns/1/explanation,risk-service",
        "/v1/detectors,risk-service",
        "/v1/riskSimulations,risk-service",
        "/v1/riskSimulations/1,risk-service",
        "/v1/people/1/registration,remediation-service",
        "/v1/registrationCampaign,remediation-service",
        "/v1/registrationCampaign/people?in=forced,remediation-service",
        "/v1/technicianReadiness/people,remediation-service",
        "/v1/signingKeys,remediation-service",
        "/beta/reports/authenticationMethods/userRegistrationDetails?$top=5,remediation-service",
        "/v1/people/1/else,tenant-service",
        "/v1/tenants,tenant-service"
    })
    void every_path_has_one_owner(String path, String owner) {
        var answer = Suite.get(doors.edgePort(), path, token);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("service").asText()).isEqualTo(owner);
        assertThat(json(answer).path("uri").asText()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/internal/feeds/rules",
                "/internal/tenants/1/sign-ins",
                "/q/health",
                "/v2.0/users",
                "/v1",
                "/x"
            })
    void what_is_in_no_line_of_the_table_does_not_exist(String path) {
        var answer = Suite.get(doors.edgePort(), path, token);

        // "/v1" alone is a path of the product's own API, which its owner knows or not.
        assertThat(answer.statusCode()).isEqualTo(path.equals("/v1") ? 200 : 404);
    }

    @Test
    void a_service_that_refuses_says_by_which_rule() {
        var refused = Suite.get(doors.edgePort(), "/v1.0/identityProtection/riskyUsers?no", token);
        var answered = Suite.get(doors.edgePort(), "/v1.0/identityProtection/riskyUsers", token);

        assertThat(refused.headers().allValues("Homeward-Rule")).containsExactly("D10");
        assertThat(answered.headers().firstValue("Homeward-Rule").orElseThrow()).isNotEqualTo("invented");
    }

    @Test
    void nothing_about_identity_or_origin_comes_in_from_outside() {
        String answer = Raw.get(
                doors.edgePort(),
                "/v1.0/me",
                "Authorization: Bearer " + token,
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-Host: evil.test",
                "X-Forwarded-Proto: gopher",
                "Forwarded: for=6.6.6.6",
                "Homeward-Client-Ip: 6.6.6.6",
                "Homeward-Decision: 11111111-1111-4111-8111-111111111111.AAAA",
                "Homeward-Tenant: other",
                "X-MS-Client-Principal: admin",
                "X-Real-Ip: 6.6.6.6",
                "X-User-Id: 1",
                "Remote-User: root",
                "X_Forwarded_User: root",
                "X-Http-Method-Override: DELETE",
                "X-Original-Url: /v1.0/users",
                "Cookie: a=b",
                "request-id: mine",
                "client-request-id: 0b1e-4711",
                "X-Secret-Hop: named by Connection",
                "TE: trailers",
                "Connection: close, X-Secret-Hop",
                "Prefer: include-unknown-enum-members",
                "X-Harmless: stays");

        assertThat(Raw.status(answer)).as(answer).isEqualTo(200);
        assertThat(answer)
                .doesNotContain("6.6.6.6")
                .doesNotContain("evil.test")
                .doesNotContain("gopher")
                .doesNotContain("root")
                .doesNotContain("\"mine\"")
                .doesNotContain("admin")
                .doesNotContain("x-secret-hop")
                .doesNotContain("x-http-method-override")
                .doesNotContain("x-original-url")
                .doesNotContain("\"cookie\"")
                .doesNotContain("homeward-tenant")
                .doesNotContain(token)
                .contains("\"x-forwarded-host\":\"edge.test:8080\"")
                .contains("\"x-forwarded-proto\":\"http\"")
                .contains("\"homeward-client-ip\":\"127.0.0.1\"")
                .contains("\"client-request-id\":\"0b1e-4711\"")
                .contains("\"prefer\":\"include-unknown-enum-members\"")
                .contains("\"x-harmless\":\"stays\"");
    }

    @Test
    void answers_come_back_without_what_belongs_to_the_inside() {
        var answer = Suite.get(doors.edgePort(), "/v1.0/me", token);

        assertThat(answer.headers().allValues("X-Kept")).containsExactly("kept");
        assertThat(answer.headers().firstValue("X-Dropped")).isEmpty();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().allValues("Homeward-Rule")).containsExactly("H1");
        assertThat(answer.headers().allValues("request-id")).hasSize(1);
        assertThat(json(answer).path("headers").path("request-id").asText())
                .isEqualTo(answer.headers().firstValue("request-id").orElseThrow());
        assertThat(json(answer).path("decision").asText())
                .isEqualTo(answer.headers().firstValue("Homeward-Decision").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1.0/users/../../internal/feeds/rules",
                "/v1.0/users/./1",
                "/v1.0/users/%2e%2e/1",
                "/v1.0/users/%2E./1",
                "/v1.0//users",
                "//v1.0/users",
                "/v1.0/users%2f1",
                "/v1.0/users%5c1",
                "/v1.0/users\\1",
                "/v1.0/users;a=b/1",
                "/v1.0/users/%252e%252e/1",
                "/v1.0/users/%00",
                "/v1.0/users/%0d%0aX-A:b",
                "/v1.0/users/%zz",
                "/v1.0/users/%",
                "/v1.0/users#fragment",
                "http://localhost/v1.0/users",
                "*"
            })
    void a_path_that_can_be_read_in_two_ways_is_refused(String target) {
        String answer = Raw.get(doors.edgePort(), target, "Authorization: Bearer " + token);

        assertThat(Raw.status(answer)).as(answer).isEqualTo(400);
        assertThat(answer).contains("urn:homeward:problem:ambiguous-path");
    }

    @Test
    void the_path_that_is_decided_is_the_path_that_is_forwarded() {
        var answer = Suite.get(doors.edgePort(), "/v1.0/%75sers/a%40b/%61uthentication/methods?a=%2e%2e/%2f", token);

        assertThat(json(answer).path("service").asText()).isEqualTo("remediation-service");
        assertThat(json(answer).path("uri").asText())
                .isEqualTo("/v1.0/users/a%40b/authentication/methods?a=%2e%2e/%2f");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1.0/users('somebody%40example.test')/authentication/methods | remediation-service | /v1.0/users/somebody%40example.test/authentication/methods",
                "/beta/users%28%27o%27%27neil%40example.test%27%29 | tenant-service | /beta/users/o'neil%40example.test",
                "/v1.0/groups(7a1b0c9e-1111-4222-8333-444455556666)/members/%24ref | tenant-service | /v1.0/groups/7a1b0c9e-1111-4222-8333-444455556666/members/$ref",
                "/v1.0/tenantRelationships/findTenantInformationByTenantId%28tenantId%3D%271%27%29 | tenant-service | /v1.0/tenantRelationships/findTenantInformationByTenantId(tenantId='1')",
                "/v1.0/users/me-token-to-replace/revokeSignInSessions?a=b | remediation-service | /v1.0/me/revokeSignInSessions?a=b",
                "/v1.0/directory/deletedItems/graph.user | tenant-service | /v1.0/directory/deletedItems/microsoft.graph.user",
                "/v1.0/users/me-token-to-replace | tenant-service | /v1.0/me",
                "/beta/identityprotection/RiskyUsers/Somebody | risk-service | /beta/identityProtection/riskyUsers/Somebody",
                "/v1.0/AuditLogs/directoryaudits?$top=1 | tenant-service | /v1.0/auditLogs/directoryAudits?$top=1",
                "/beta/AuditLogs/signins/ConfirmSafe | risk-service | /beta/auditLogs/signIns/confirmSafe",
                "/v1.0/auditLogs/signIns/graph.dismiss | risk-service | /v1.0/auditLogs/signIns/microsoft.graph.dismiss",
                "/beta/riskyUsers/1/history | risk-service | /beta/identityProtection/riskyUsers/1/history"
            })
    void graphs_spellings_of_one_path_are_one_path(String written, String owner, String understood) {
        String answer = Raw.get(doors.edgePort(), written, "Authorization: Bearer " + token);

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("\"service\":\"" + owner + "\"")
                .contains("\"uri\":\"" + understood + "\"");
    }

    @Test
    void anybody_may_ask_where_somebody_signs_in() {
        var answer = eventually(() -> anonymous("/v1/homeRealm?of=a%40b.test"), each -> each.statusCode() != 429);

        assertThat(json(answer).path("service").asText()).isEqualTo("tenant-service");
        assertThat(json(answer).path("caller").path("kind").asText()).isEqualTo("anonymous");
    }

    @Test
    void a_long_filter_goes_on_whole() {
        String filter = "id in (" + "'0b6c1b6e-0000-4000-8000-000000000000',".repeat(150) + "'')";
        String query = "?$filter=" + java.net.URLEncoder.encode(filter, java.nio.charset.StandardCharsets.UTF_8);

        var answer = Suite.get(doors.edgePort(), "/v1.0/users" + query, token);

        assertThat(query.length()).isGreaterThan(6000);
        assertThat(json(answer).path("uri").asText()).endsWith(query);
    }

    @Test
    void words_of_other_paths_stay_as_they_are() {
        var answer = Suite.get(doors.edgePort(), "/v1/Users('a')", token);

        assertThat(json(answer).path("uri").asText()).isEqualTo("/v1/Users('a')");
    }

    @Test
    void a_client_that_calls_too_often_is_told_when_to_come_back() {
        var answer = Suite.get(doors.edgePort(), "/v1.0/auditLogs/signIns", token);
        for (int i = 0; i < 20 && answer.statusCode() == 200; i++) {
            answer = Suite.get(doors.edgePort(), "/v1.0/auditLogs/signIns", token);
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(json(answer).path("error").path("code").asText()).isEqualTo("TooManyRequests");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 2L);
        assertThat(answer.headers().firstValue("RateLimit-Limit")).contains("6");
        assertThat(answer.headers().firstValue("x-ms-throttle-scope").orElseThrow())
                .startsWith("Tenant_Application/ReadWrite/")
                .endsWith(tenant.toString());
        assertThat(Suite.get(doors.edgePort(), "/v1.0/users", token).statusCode())
                .as("another kind of traffic")
                .isEqualTo(200);
        String colleague = Tokens.person(Suite.person(tenant), tenant, tenant).text();
        assertThat(eventually(
                                () -> Suite.get(doors.edgePort(), "/v1.0/auditLogs/signIns", colleague),
                                each -> each.statusCode() == 200)
                        .statusCode())
                .as("another client")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1.0/users/./1,400,Request_BadRequest",
        "OPTIONS,/beta/users,405,Request_BadRequest",
        "GET,/v1.0/users,401,InvalidAuthenticationToken",
    })
    void every_refusal_on_graphs_paths_is_a_graph_error(String method, String path, int status, String code) {
        String answer = Raw.say(doors.edgePort(), Raw.head(method, path, "client-request-id: mine-1") + "\r\n");

        assertGraphError(answer, status, code);
        assertThat(answer)
                .containsIgnoringCase("client-request-id: mine-1")
                .contains("\"client-request-id\":\"mine-1\"");
    }

    /** Our own, on the sign-in pages, for no script, and handed on under our own name only. */
    @Test
    void a_browser_is_known_again_on_the_sign_in_pages_and_nowhere_else() {
        String mark = "abcdefghijklmnopqrst_-";
        String fresh = Raw.get(doors.edgePort(), "/v1/flows/1", "Homeward-Client-Browser: forged");
        String known = Raw.get(
                doors.edgePort(), "/v1/flows/1", "Cookie: other=1; __Host-homeward-browser=" + mark + "; last=2");
        String forged = Raw.get(doors.edgePort(), "/v1/flows/1", "Cookie: __Host-homeward-browser=<script>");
        String elsewhere = Raw.get(
                doors.edgePort(),
                "/v1.0/me",
                "Authorization: Bearer " + token,
                "Cookie: __Host-homeward-browser=" + mark);

        assertThat(fresh)
                .containsPattern(
                        "[Ss]et-[Cc]ookie: __Host-homeward-browser=[A-Za-z0-9_-]{22}; Path=/; Max-Age=31536000;"
                                + " Secure; HttpOnly; SameSite=Lax")
                .doesNotContainIgnoringCase("forged");
        assertThat(known)
                .containsIgnoringCase("\"homeward-client-browser\":\"" + mark + "\"")
                .doesNotContainIgnoringCase("set-cookie")
                .doesNotContain("other=1");
        assertThat(forged).containsIgnoringCase("set-cookie").doesNotContain("script");
        assertThat(elsewhere).doesNotContain(mark).doesNotContainIgnoringCase("set-cookie");
    }

    @Test
    void what_cannot_even_be_read_is_a_graph_error_too() {
        String line = Raw.get(doors.edgePort(), "/v1.0/users?" + "a".repeat(9 * 1024));
        String headers = Raw.get(doors.edgePort(), "/v1.0/users", "X-Long: " + "a".repeat(17 * 1024));
        String body = Raw.say(
                doors.edgePort(),
                Raw.head("POST", "/v1.0/users", "Authorization: Bearer " + token, "Content-Length: " + (MEGABYTE + 1))
                        + "\r\nbegin");

        assertGraphError(line, 414, "Request_BadRequest");
        assertGraphError(headers, 431, "Request_BadRequest");
        assertGraphError(body, 413, "Request_BadRequest");
    }

    private static void assertGraphError(String answer, int status, String code) {
        assertThat(Raw.status(answer)).as(answer).isEqualTo(status);
        assertThat(answer)
                .containsIgnoringCase("content-type: application/json;odata.metadata=minimal")
                .containsIgnoringCase("request-id: ")
                .containsPattern("[Dd]ate: [A-Z][a-z]{2}, [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT")
                .contains("\"error\":{\"code\":\"" + code + "\",\"message\":\"")
                .contains("\"innerError\":{\"date\":\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: +5",
                "Content-Length: 5, 6",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Host: second.test",
                "Authorization: Bearer a\r\nAuthorization: Bearer b",
                "Bad Name: x",
                "Broken"
            })
    void a_request_that_can_be_taken_apart_in_two_ways_is_refused(String headers) {
        String answer =
                Raw.say(doors.edgePort(), Raw.head("POST", "/v1/flows", headers.split("\r\n")) + "\r\n0\r\n\r\nGET /x");

        assertThat(Raw.status(answer)).as(answer).isEqualTo(400);
        assertThat(answer).contains("urn:homeward:problem:unreadable-request");
        assertThat(answer.split("HTTP/1\\.1 [0-9]", -1))
                .as("one answer and no second request")
                .hasSize(2);
    }

    @Test
    void methods_nobody_needs_are_not_served() {
        for (String method : new String[] {"TRACE", "OPTIONS", "CONNECT", "PROPFIND"}) {
            String answer = Raw.say(doors.edgePort(), Raw.head(method, "/v1.0/users") + "\r\n");

            assertThat(Raw.status(answer)).as(method + answer).isEqualTo(405);
            assertThat(answer).contains("Allow: DELETE, GET, HEAD, PATCH, POST, PUT");
        }
    }

    @Test
    void headers_and_lines_have_an_end() {
        String headers = Raw.get(doors.edgePort(), "/v1.0/users", "X-Long: " + "a".repeat(17 * 1024));
        String line = Raw.get(doors.edgePort(), "/v1.0/users?" + "a".repeat(9 * 1024));

        assertThat(Raw.status(headers)).as(headers).isEqualTo(431);
        assertThat(headers).contains("urn:homeward:problem:headers-too-large");
        assertThat(Raw.status(line)).as(line).isEqualTo(414);
        assertThat(line).contains("urn:homeward:problem:line-too-long");
    }

    @Test
    void an_import_of_more_than_a_hundred_megabytes_streams_through() {
        long length = 110 * MEGABYTE;

        var declared = Suite.send(post("/v1/signIns/import", token)
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> zeroes(length)), length)));
        var chunked =
                Suite.send(post("/v1/signIns/import", token).POST(BodyPublishers.ofInputStream(() -> zeroes(length))));

        assertThat(declared.statusCode()).as(declared.body()).isEqualTo(200);
        assertThat(json(declared).path("length").asLong()).isEqualTo(length);
        assertThat(json(chunked).path("length").asLong()).isEqualTo(length);
    }

    @Test
    void an_announced_import_and_its_file_go_to_risk_service() {
        String run = "/v1/imports/5b4c3a7e-1f0d-4c62-9f0b-2a1d9c0e7f11";
        String file = Raw.say(
                doors.edgePort(),
                Raw.head(
                                "PUT",
                                run + "/file",
                                "Authorization: Bearer " + token,
                                "Expect: 100-continue",
                                "Content-Length: " + (1025 * MEGABYTE))
                        + "\r\n");
        var sent = Suite.send(post(run + "/file", token).PUT(BodyPublishers.ofInputStream(() -> zeroes(2 * MEGABYTE))));

        assertThat(Raw.status(file)).isEqualTo(413);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(json(sent).path("length").asLong()).isEqualTo(2 * MEGABYTE);
    }

    @Test
    void a_body_beyond_the_routes_cap_is_refused() {
        String declared = Raw.say(
                doors.edgePort(),
                Raw.head("POST", "/v1.0/users", "Authorization: Bearer " + token, "Content-Length: " + (MEGABYTE + 1))
                        + "\r\nbegin");
        String expecting = Raw.say(
                doors.edgePort(),
                Raw.head(
                                "POST",
                                "/v1/signIns/import",
                                "Authorization: Bearer " + token,
                                "Expect: 100-continue",
                                "Content-Length: " + (257 * MEGABYTE))
                        + "\r\n");
        var chunked =
                Suite.send(post("/v1.0/users", token).POST(BodyPublishers.ofInputStream(() -> zeroes(2 * MEGABYTE))));

        assertThat(Raw.status(declared)).isEqualTo(413);
        assertThat(Raw.status(expecting)).isEqualTo(413);
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).contains("urn:homeward:problem:body-too-large");
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on() {
        var answer = Suite.send(post("/v1.0/users", token).expectContinue(true).POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("length").asInt()).isEqualTo(2);
    }

    @Test
    void a_connection_serves_on_after_a_refusal_with_a_small_body() {
        String twice = Raw.say(
                doors.edgePort(),
                "POST /v1.0/users HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello"
                        + Raw.head("GET", "/v1.0/me", "Authorization: Bearer " + token)
                        + "\r\n");

        assertThat(twice).startsWith("HTTP/1.1 401").contains("HTTP/1.1 200 OK");
    }

    @Test
    void a_head_request_has_no_body() {
        var answer = Suite.send(post("/v1.0/me", token).method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_service_that_breaks_off_is_a_bad_gateway() {
        var answer = Suite.send(post("/v1.0/users?break", token).POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:homeward:problem:service-broke-off");
        assertThat(json(answer).path("error").path("code").asText()).isEqualTo("serviceNotAvailable");
    }

    @Test
    void a_service_that_says_nothing_is_a_gateway_timeout() {
        var answer = Suite.send(post("/v1.0/users?silent", token).POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(504);
        assertThat(json(answer).path("error").path("code").asText()).isEqualTo("serviceNotAvailable");
        assertThat(json(answer).path("error").path("message").asText()).contains("did not answer in time");
    }

    @Test
    void half_an_answer_is_never_taken_for_a_whole_one() {
        String answer = Raw.get(doors.edgePort(), "/v1.0/users?half", "Authorization: Bearer " + token);

        assertThat(answer).startsWith("HTTP/1.1 200").doesNotEndWith("0\r\n\r\n");
    }

    @Test
    void sign_in_and_discovery_are_for_everybody() {
        for (String path : new String[] {
            "/v1/flows",
            "/" + tenant + "/oauth2/v2.0/token",
            "/" + tenant + "/v2.0/.well-known/openid-configuration",
            "/" + tenant + "/discovery/v2.0/keys",
            "/" + tenant + "/remediate",
            "/" + tenant + "/enrol",
            "/" + tenant + "/notice"
        }) {
            var answer = eventually(() -> anonymous(path), each -> each.statusCode() != 429);

            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
            assertThat(json(answer).path("service").asText()).isEqualTo("remediation-service");
            assertThat(json(answer).path("caller").path("kind").asText()).isEqualTo("anonymous");
        }
    }

    @Test
    void a_tenant_that_does_not_exist_has_no_issuer() {
        var unknown = eventually(
                () -> anonymous("/" + UUID.randomUUID() + "/oauth2/v2.0/token"), each -> each.statusCode() != 429);

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).path("detail").asText()).isEqualTo("There is nothing at this address.");
    }

    @Test
    void a_client_proves_itself_at_the_token_endpoint_in_the_header_too() {
        var answer = eventually(
                () -> Suite.send(HttpRequest.newBuilder(uri("/" + tenant + "/oauth2/v2.0/token"))
                        .header("Authorization", "Basic aWQ6c2VjcmV0")
                        .header("Homeward-Client-Authorization", "Basic Zm9yZ2Vk")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))),
                each -> each.statusCode() != 429);

        assertThat(json(answer)
                        .path("headers")
                        .path("homeward-client-authorization")
                        .asText())
                .isEqualTo("Basic aWQ6c2VjcmV0");
        assertThat(json(answer).path("caller").path("kind").asText()).isEqualTo("anonymous");
    }

    @Test
    void guessing_has_a_ceiling() {
        HttpResponse<String> answer = anonymous("/v1/flows");
        for (int i = 0; i < 500 && answer.statusCode() == 200; i++) {
            answer = anonymous("/v1/flows");
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers()
                        .firstValue("Retry-After")
                        .map(Integer::parseInt)
                        .orElseThrow())
                .isPositive();
        assertThat(Suite.get(doors.edgePort(), "/v1.0/me", token).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> anonymous(String path) {
        return Suite.send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpRequest.Builder post(String path, String with) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + with);
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + doors.edgePort() + path);
    }

    private static InputStream zeroes(long length) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int from, int most) {
                if (left <= 0) {
                    return -1;
                }
                int count = (int) Math.min(most, left);
                left -= count;
                return count;
            }
        };
    }
}
