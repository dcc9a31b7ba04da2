package io.homeward.gateway.route;

import static io.homeward.gateway.suite.Suite.eventually;
import static io.homeward.gateway.suite.Suite.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.gateway.suite.Fixtures;
import io.homeward.gateway.suite.StandIns;
import io.homeward.gateway.suite.Suite;
import io.homeward.gateway.suite.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other proxies ask before they pass a call on: each by its own contract, all by the same gate. */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class ProxyDoorTest {
    private static final RoleId HELPDESK = DirectoryRole.HELPDESK_ADMINISTRATOR.id();

    @Inject
    Doors doors;

    private final GroupId technicians = new GroupId(UUID.randomUUID());
    private TenantId home;
    private TenantId customer;
    private ApplicationId application;
    private PersonId person;
    private Tokens token;

    @BeforeEach
    void a_customers_application_behind_a_proxy_and_a_technician() {
        home = Suite.tenant("Nordwind Überall");
        Suite.write(
                TenantRules.none(home, "Nordwind Überall").withPolicies(List.of(Fixtures.passwordChangeForHighRisk())));
        customer = Suite.tenant("Fjord Clinic");
        application = Suite.application(customer);
        person = Suite.person(home, technicians);
        Suite.relationship(UUID.randomUUID() + "-r", home, customer, "active", technicians, HELPDESK);
        token = Tokens.person(person, home, customer);
        assertThat(until("nginx", 200).statusCode()).isEqualTo(200);
    }

    @AfterEach
    void every_feed_runs_again() {
        Suite.resume("risk-service", "standings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "haproxy", "forward-auth", "envoy", "kubernetes"})
    void yes_is_200_with_who_calls_and_a_token_for_the_application_alone(String kind) throws Exception {
        var answer = until(kind, 200);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertHeader(answer, "Homeward-Subject", person.toString());
        assertHeader(answer, "Homeward-Subject-Kind", "person");
        assertHeader(answer, "Homeward-Home-Tenant", home.toString());
        assertHeader(answer, "Homeward-Tenant", customer.toString());
        assertHeader(answer, "Homeward-Roles", HELPDESK.toString());
        assertHeader(answer, "Homeward-Actor", "none");
        assertHeader(answer, "Homeward-Rule", "D2");
        String made = answer.headers().firstValue("Authorization").orElseThrow().substring("Bearer ".length());
        var claims = new JwtConsumerBuilder()
                .setSkipSignatureVerification()
                .setExpectedAudience(application.toString())
                .build()
                .processToClaims(made);
        assertThat(claims.getSubject()).isEqualTo(person.toString());
        assertThat(claims.getIssuer()).isEqualTo(StandIns.EDGE + "/apps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "haproxy", "forward-auth", "envoy", "kubernetes"})
    void without_a_token_and_without_mfa_there_is_a_challenge(String kind) {
        var nobody = Suite.send(question(kind, "GET", "/records?x=1"));
        var halfProven = Suite.send(question(kind, "GET", "/records?x=1")
                .header(
                        "Authorization",
                        "Bearer "
                                + token.without("mfa_time")
                                        .with("amr", List.of("pwd"))
                                        .text()));

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"homeward\"");
        assertThat(halfProven.statusCode()).isEqualTo(401);
        assertThat(halfProven.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("insufficient_user_authentication")
                .contains("acr_values=\"mfa\"");
        assertHeader(halfProven, "Homeward-Rule", "D23");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "haproxy", "forward-auth", "envoy", "kubernetes"})
    void a_technician_at_risk_is_403_with_the_way_home(String kind) {
        Suite.risk(home, person, Fixtures.high(1));

        var answer = until(kind, 403);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertHeader(answer, "Content-Type", "application/problem+json");
        assertHeader(answer, "Homeward-Rule", "D3");
        assertThat(json(answer)
                        .path("standing")
                        .path("remediation")
                        .path("link")
                        .asText())
                .isEqualTo(StandIns.EDGE + "/" + home + "/remediate");
        assertThat(answer.headers().firstValue("Homeward-Subject")).isEmpty();
        assertThat(answer.headers().firstValue("Authorization")).isEmpty();
    }

    @Test
    void a_standing_that_is_not_known_is_503_where_the_proxy_can_say_so_and_a_no_where_it_would_be_a_failure() {
        Suite.stop("risk-service", "standings");

        for (String kind : List.of("haproxy", "forward-auth")) {
            var answer = until(kind, 503);
            assertThat(answer.statusCode()).as(kind).isEqualTo(503);
            assertHeader(answer, "Retry-After", "1");
            assertHeader(answer, "Homeward-Rule", "D19");
        }
        for (String kind : List.of("nginx", "envoy", "kubernetes")) {
            var answer = until(kind, 403);
            assertThat(answer.statusCode()).as(kind).isEqualTo(403);
            assertThat(json(answer).path("status").asInt()).isEqualTo(403);
            assertThat(json(answer).path("type").asText()).isEqualTo("urn:homeward:problem:standing-unknown");
            assertHeader(answer, "Retry-After", "1");
            assertHeader(answer, "Homeward-Rule", "D19");
        }
    }

    @Test
    void nginx_gets_in_headers_what_it_cannot_pass_on_as_an_answer() {
        Suite.risk(home, person, Fixtures.high(1));
        var blocked = until("nginx", 403);
        Suite.stop("risk-service", "standings");
        var unknown = eventually(
                () -> ask("nginx"),
                each -> each.headers().firstValue("Homeward-Status").equals(java.util.Optional.of("503")));

        assertHeader(blocked, "Homeward-Status", "403");
        String problem = blocked.headers().firstValue("Homeward-Problem").orElseThrow();
        assertThat(problem)
                .contains("\"rule\":\"D3\"")
                .contains("Nordwind \\u00DCberall")
                .matches("[\\x20-\\x7e]+");
        assertHeader(unknown, "Homeward-Status", "503");
    }

    @Test
    void who_is_no_proxy_of_ours_gets_no_answer_whatever_he_writes() {
        String where = path("nginx");
        var unknown = HttpRequest.newBuilder(URI.create("http://localhost:" + doors.edgePort() + where))
                .header("X-Original-Method", "GET")
                .header("X-Original-URI", "/")
                .header("X-Forwarded-For", "127.0.0.1")
                .header("Authorization", "Bearer " + token.text());

        assertThat(Suite.send(unknown.copy()).statusCode()).isEqualTo(404);
        assertThat(Suite.send(unknown.copy().header("Homeward-Proxy-Key", "x".repeat(40)))
                        .statusCode())
                .isEqualTo(404);
        assertThat(Suite.send(unknown.copy()
                                .header("Homeward-Proxy-Key", StandIns.PROXY_KEY)
                                .header("Homeward-Proxy-Key", StandIns.PROXY_KEY))
                        .statusCode())
                .isEqualTo(404);
        assertThat(Suite.send(unknown.copy().header("Homeward-Proxy-Key", StandIns.PROXY_KEY))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/../b",
                "/a/..;/b",
                "/%2e%2e/b",
                "/a%2fb",
                "//a",
                "/a\\b",
                "http://elsewhere/",
                "a",
                "/a%252fb"
            })
    void a_path_that_can_be_read_in_two_ways_does_not_pass(String target) {
        assertThat(with(question("nginx", "GET", target)).statusCode()).isEqualTo(403);
        assertThat(with(question("haproxy", "GET", target)).statusCode()).isEqualTo(400);
        assertThat(with(question("forward-auth", "GET", target)).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/../b", "/a/..;/b", "/%2e%2e/b", "/a%2fb", "//a"})
    void neither_does_one_behind_ours(String target) {
        String answer = Raw.get(
                doors.edgePort(),
                path("envoy") + target,
                "Homeward-Proxy-Key: " + StandIns.PROXY_KEY,
                "Authorization: Bearer " + token.text());

        assertThat(Raw.status(answer)).isEqualTo(400);
    }

    @Test
    void what_a_proxy_does_not_say_or_says_twice_does_not_pass() {
        var twice = question("nginx", "GET", "/records").header("X-Original-URI", "/other");
        var never = HttpRequest.newBuilder(URI.create("http://localhost:" + doors.edgePort() + path("forward-auth")))
                .header("Homeward-Proxy-Key", StandIns.PROXY_KEY);

        assertThat(with(twice).statusCode()).isEqualTo(403);
        assertThat(with(never).statusCode()).isEqualTo(400);
        assertThat(with(question("haproxy", "TRACE", "/")).statusCode()).isEqualTo(405);
    }

    @Test
    void another_tenants_token_or_application_is_the_same_nothing() {
        TenantId other = Suite.tenant("Somebody Else");
        ApplicationId theirs = Suite.application(other);
        var member = Suite.person(other);
        String kind = "/external/v1/forward-auth/";
        var tokenOfAnother = asked(kind + customer + "/" + application, Tokens.person(member, other, other));
        var tenantOfAnother = asked(kind + other + "/" + theirs, token);
        var applicationOfAnother = asked(kind + customer + "/" + theirs, token);
        var unknown = asked(kind + customer + "/" + UUID.randomUUID(), token);

        for (var answer : List.of(tokenOfAnother, tenantOfAnother, applicationOfAnother, unknown)) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(json(answer).path("title").asText()).isEqualTo("There is nothing here");
        }
    }

    @Test
    void envoy_asks_with_the_calls_own_method_and_body() {
        var answer = Suite.send(HttpRequest.newBuilder(
                        URI.create("http://localhost:" + doors.edgePort() + path("envoy") + "/records/7?x=1"))
                .header("Homeward-Proxy-Key", StandIns.PROXY_KEY)
                .header("Authorization", "Bearer " + token.text())
                .method("PATCH", BodyPublishers.ofString("{\"a\":1}")));
        var preflight = Suite.send(question("kubernetes", "OPTIONS", "/records"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(preflight.statusCode()).isEqualTo(401);
    }

    @Test
    void a_proxy_is_known_by_its_network_and_says_whom_it_talked_to() {
        var proxies = new ClientAddresses(List.of("10.1.0.0/16"));

        assertThat(proxies.trusts("10.1.2.3")).isTrue();
        assertThat(proxies.trusts("10.2.2.3")).isFalse();
        assertThat(proxies.behind("192.0.2.1", List.of("203.0.113.9, 10.1.2.3")))
                .isEqualTo("203.0.113.9");
        assertThat(proxies.behind("192.0.2.1", List.of("127.0.0.1, 203.0.113.9")))
                .isEqualTo("203.0.113.9");
        assertThat(proxies.behind("192.0.2.1", List.of())).isEqualTo("192.0.2.1");
    }

    @Test
    void a_short_key_stops_the_start() {
        assertThatThrownBy(() -> new KnownProxies(List.of(), List.of("short")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("homeward.external.keys");
    }

    private String path(String kind) {
        return "/external/v1/" + kind + "/" + customer + "/" + application;
    }

    /** As this kind of proxy asks. */
    private HttpRequest.Builder question(String kind, String method, String target) {
        boolean behind = kind.equals("envoy") || kind.equals("kubernetes");
        String uri = "http://localhost:" + doors.edgePort() + path(kind) + (behind ? target : "");
        var request = HttpRequest.newBuilder(URI.create(uri)).header("Homeward-Proxy-Key", StandIns.PROXY_KEY);
        return switch (kind) {
            case "nginx", "haproxy" ->
                request.header("X-Original-Method", method).header("X-Original-URI", target);
            case "forward-auth" ->
                request.header("X-Forwarded-Method", method)
                        .header("X-Forwarded-Uri", target)
                        .header("X-Forwarded-Host", "records.example.test")
                        .header("X-Forwarded-Proto", "https");
            default -> request.method(method, BodyPublishers.noBody());
        };
    }

    private HttpResponse<String> with(HttpRequest.Builder question) {
        return Suite.send(question.header("Authorization", "Bearer " + token.text()));
    }

    private HttpResponse<String> asked(String where, Tokens shown) {
        return Suite.send(HttpRequest.newBuilder(URI.create("http://localhost:" + doors.edgePort() + where))
                .header("Homeward-Proxy-Key", StandIns.PROXY_KEY)
                .header("X-Forwarded-Method", "GET")
                .header("X-Forwarded-Uri", "/records")
                .header("Authorization", "Bearer " + shown.text()));
    }

    private HttpResponse<String> ask(String kind) {
        return with(question(kind, "GET", "/records?x=1"));
    }

    private HttpResponse<String> until(String kind, int status) {
        return eventually(() -> ask(kind), answer -> answer.statusCode() == status);
    }

    private static void assertHeader(HttpResponse<String> answer, String name, String value) {
        assertThat(answer.headers().allValues(name)).containsExactly(value);
    }
}
