package io.homeward.proxytest;

import static io.homeward.gateway.suite.Suite.eventually;
import static io.homeward.gateway.suite.Suite.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An API behind a real proxy with our sample: the gateway decides, the proxy does as it says. */
class ProxyTest {
    private static final Path FOLDER = Path.of("target", "proxies").toAbsolutePath();
    private static final RoleId HELPDESK = DirectoryRole.HELPDESK_ADMINISTRATOR.id();
    private static final GroupId TECHNICIANS = new GroupId(UUID.randomUUID());

    private static final Programs PROGRAMS = new Programs();
    private static final Map<Proxy, Integer> PORTS = new EnumMap<>(Proxy.class);
    private static final Map<Proxy, Integer> CUT_OFF = new EnumMap<>(Proxy.class);
    private static Gateway gateway;
    private static TenantId customer;
    private static ApplicationId application;

    private TenantId home;
    private PersonId person;
    private Tokens token;

    @BeforeAll
    static void an_application_behind_each_proxy() throws Exception {
        gateway = new Gateway(FOLDER.resolve("gateway"));
        customer = Suite.tenant("Fjord Clinic");
        application = Suite.application(customer);
        for (Proxy proxy : Proxy.values()) {
            if (proxy.installed().isPresent()) {
                PORTS.put(proxy, start(proxy, proxy.name(), gateway.port()));
                CUT_OFF.put(proxy, start(proxy, proxy.name() + "-cut-off", Programs.freePort()));
            }
        }
    }

    private static int start(Proxy proxy, String name, int gatewayPort) throws Exception {
        int port = Programs.freePort();
        proxy.start(
                PROGRAMS,
                FOLDER.resolve(name),
                new Proxy.Place(port, gatewayPort, gateway.application(), customer, application));
        return port;
    }

    @AfterAll
    static void everything_ends() throws Exception {
        PROGRAMS.stop();
        gateway.stop();
    }

    @BeforeEach
    void a_technician_of_a_partner() {
        home = Suite.tenant("Nordwind Überall");
        Suite.write(
                TenantRules.none(home, "Nordwind Überall").withPolicies(List.of(Fixtures.passwordChangeForHighRisk())));
        person = Suite.person(home, TECHNICIANS);
        Suite.relationship(UUID.randomUUID() + "-r", home, customer, "active", TECHNICIANS, HELPDESK);
        token = Tokens.person(person, home, customer);
    }

    @AfterEach
    void every_feed_runs_again() {
        Suite.resume("risk-service", "standings");
    }

    @ParameterizedTest
    @EnumSource
    void who_may_enter_passes_and_the_application_knows_who_he_is(Proxy proxy) throws Exception {
        var answer = eventually(
                () -> Suite.send(to(proxy, "/records/7?x=1%202")
                        .header("Authorization", "Bearer " + token.text())
                        .POST(BodyPublishers.ofString("{\"a\":1}"))),
                each -> each.statusCode() == 200);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("method").asText()).isEqualTo("POST");
        assertThat(json(answer).path("uri").asText()).isEqualTo("/records/7?x=1%202");
        assertIdentity(json(answer).path("headers"));
    }

    @ParameterizedTest
    @EnumSource
    void nothing_that_the_client_wrote_about_itself_arrives(Proxy proxy) throws Exception {
        until(proxy, 200);

        var spoofed = Suite.send(spoofed(proxy, "/records/7").header("Authorization", "Bearer " + token.text()));
        var nobody = Suite.send(spoofed(proxy, "/records/7"));

        assertThat(spoofed.statusCode()).as(spoofed.body()).isEqualTo(200);
        JsonNode headers = json(spoofed).path("headers");
        assertIdentity(headers);
        assertThat(json(spoofed).path("uri").asText()).isEqualTo("/records/7");
        assertThat(json(spoofed).path("method").asText()).isEqualTo("GET");
        assertThat(headers.toString()).doesNotContain("elsewhere").doesNotContain("203.0.113.66");
        assertThat(headers.has("homeward-proxy-key")).isFalse();
        assertThat(nobody.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    void a_path_that_can_be_read_in_two_ways_does_not_arrive(Proxy proxy) {
        until(proxy, 200);

        var answer = Suite.send(spoofed(proxy, "/records/..;/admin").header("Authorization", "Bearer " + token.text()));

        assertThat(answer.statusCode()).isIn(400, 403);
    }

    @ParameterizedTest
    @EnumSource
    void a_technician_at_risk_is_refused_and_told_the_way_home(Proxy proxy) {
        until(proxy, 200);
        Suite.risk(home, person, Fixtures.high(1));

        var answer = until(proxy, 403);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).path("rule").asText()).isEqualTo("D3");
        JsonNode standing = json(answer).path("standing");
        assertThat(standing.path("homeTenant").path("name").asText()).isEqualTo("Nordwind Überall");
        assertThat(standing.path("remediation").path("link").asText())
                .isEqualTo(StandIns.EDGE + "/" + home + "/remediate");
    }

    @ParameterizedTest
    @EnumSource
    void without_mfa_there_is_a_step_up_and_without_a_token_a_challenge(Proxy proxy) {
        until(proxy, 200);

        var stepUp = Suite.send(to(proxy, "/records")
                .header(
                        "Authorization",
                        "Bearer "
                                + token.without("mfa_time")
                                        .with("amr", List.of("pwd"))
                                        .text()));
        var nobody = Suite.send(to(proxy, "/records"));

        assertThat(stepUp.statusCode()).isEqualTo(401);
        assertThat(stepUp.headers().allValues("WWW-Authenticate")).hasSize(1);
        assertThat(stepUp.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("insufficient_user_authentication")
                .contains("acr_values=\"mfa\"");
        assertThat(stepUp.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(stepUp).path("rule").asText()).isEqualTo("D23");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().allValues("WWW-Authenticate")).containsExactly("Bearer realm=\"homeward\"");
    }

    @ParameterizedTest
    @EnumSource
    void while_the_standing_is_not_known_nobody_from_outside_passes(Proxy proxy) {
        until(proxy, 200);
        Suite.stop("risk-service", "standings");

        var answer = until(proxy, 503);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(answer).path("rule").asText()).isEqualTo("D19");
        Suite.resume("risk-service", "standings");
        assertThat(until(proxy, 200).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void while_nobody_decides_nobody_passes(Proxy proxy) {
        assumeInstalled(proxy);

        var answer =
                Suite.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + CUT_OFF.get(proxy) + "/records"))
                        .header("Authorization", "Bearer " + token.text()));

        assertThat(answer.statusCode()).isBetween(500, 503);
        assertThat(answer.body()).doesNotContain("\"uri\"");
    }

    /** As seen by the application. */
    private void assertIdentity(JsonNode headers) throws Exception {
        assertThat(headers.path("homeward-subject").asText()).isEqualTo(person.toString());
        assertThat(headers.path("homeward-subject-kind").asText()).isEqualTo("person");
        assertThat(headers.path("homeward-home-tenant").asText()).isEqualTo(home.toString());
        assertThat(headers.path("homeward-tenant").asText()).isEqualTo(customer.toString());
        assertThat(headers.path("homeward-roles").asText()).isEqualTo(HELPDESK.toString());
        assertThat(headers.path("homeward-actor").asText()).isEqualTo("none");
        String shown = headers.path("authorization").asText();
        assertThat(shown).startsWith("Bearer ");
        var claims = new JwtConsumerBuilder()
                .setSkipSignatureVerification()
                .setExpectedAudience(application.toString())
                .build()
                .processToClaims(shown.substring("Bearer ".length()));
        assertThat(claims.getSubject()).isEqualTo(person.toString());
    }

    private static void assumeInstalled(Proxy proxy) {
        boolean here = proxy.installed().isPresent();
        assertThat(here || System.getenv("CI") == null)
                .as("in CI %s is installed by .ci/run", proxy)
                .isTrue();
        assumeTrue(here, proxy + " is not installed here; Debian's package of that name has it");
    }

    private static HttpRequest.Builder to(Proxy proxy, String target) {
        assumeInstalled(proxy);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORTS.get(proxy) + target));
    }

    private static HttpRequest.Builder spoofed(Proxy proxy, String target) {
        return to(proxy, target)
                .header("Homeward-Subject", UUID.randomUUID().toString())
                .header("Homeward-Subject-Kind", "elsewhere")
                .header("Homeward-Roles", "elsewhere")
                .header("Homeward-Actor", "elsewhere")
                .header("Homeward-Status", "200")
                .header("Homeward-Proxy-Key", "elsewhere")
                .header("X-Original-URI", "/elsewhere")
                .header("X-Original-Method", "DELETE")
                .header("X-Forwarded-Uri", "/elsewhere")
                .header("X-Forwarded-Method", "DELETE")
                .header("X-Forwarded-Host", "elsewhere.test")
                .header("X-Forwarded-For", "203.0.113.66")
                .header("Forwarded", "for=203.0.113.66");
    }

    private HttpResponse<String> until(Proxy proxy, int status) {
        return eventually(
                () -> Suite.send(to(proxy, "/records").header("Authorization", "Bearer " + token.text())),
                answer -> answer.statusCode() == status);
    }
}
