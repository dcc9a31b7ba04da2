package io.homeward.gateway.route;

import static io.homeward.gateway.suite.Suite.eventually;
import static io.homeward.gateway.suite.Suite.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.ApplicationId;
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
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves for a customer's application: a token for it alone, no cookie, and never to an address inside (invariant 10). */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class AppsDoorTest {
    @Inject
    Doors doors;

    @ConfigProperty(name = "test.application.port")
    int upstreamPort;

    private TenantId customer;
    private TenantId home;
    private PersonId person;
    private ApplicationId application;
    private Tokens token;
    private String prefix;

    @BeforeEach
    void a_technician_and_a_customers_application() {
        home = Suite.tenant("Northwind MSP");
        customer = Suite.tenant("Fjord Clinic");
        var technicians = new GroupId(UUID.randomUUID());
        person = Suite.person(home, technicians);
        Suite.relationship(
                UUID.randomUUID() + "-" + home,
                home,
                customer,
                "active",
                technicians,
                DirectoryRole.HELPDESK_ADMINISTRATOR.id());
        application = Suite.served(customer, "records", "http://127.0.0.1:" + upstreamPort + "/base");
        token = Tokens.person(person, home, customer);
        prefix = "/" + customer + "/records";
        assertThat(until(200).statusCode()).isEqualTo(200);
    }

    @Test
    void the_application_gets_a_token_for_itself_alone() throws Exception {
        var seen = json(call(prefix + "/a/b?c=d"));

        assertThat(seen.path("uri").asText()).isEqualTo("/base/a/b?c=d");
        assertThat(seen.path("headers").path("x-forwarded-prefix").asText()).isEqualTo(prefix);
        String forwarded = seen.path("headers").path("authorization").asText();
        assertThat(forwarded).startsWith("Bearer ").doesNotContain(token.text());
        JwtClaims claims = verified(forwarded.substring(7));
        assertThat(claims.getSubject()).isEqualTo(person.toString());
        assertThat(claims.getStringClaimValue("tid")).isEqualTo(customer.toString());
        assertThat(claims.getStringClaimValue("home_tid")).isEqualTo(home.toString());
        assertThat(claims.getStringClaimValue("idtyp")).isEqualTo("user");
        assertThat(claims.getStringListClaimValue("roles"))
                .containsExactly(DirectoryRole.HELPDESK_ADMINISTRATOR.id().toString());
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(60);
    }

    @Test
    void the_applications_token_opens_no_door_of_ours() {
        String forwarded = json(call(prefix))
                .path("headers")
                .path("authorization")
                .asText()
                .substring(7);

        assertThat(Suite.get(doors.edgePort(), "/v1.0/me", forwarded).statusCode())
                .isEqualTo(401);
        assertThat(Suite.get(doors.appsPort(), prefix, forwarded).statusCode()).isEqualTo(401);
    }

    @Test
    void cookies_go_neither_way_and_no_identity_comes_from_outside() {
        var answer = Suite.send(request(prefix)
                .header("Authorization", "Bearer " + token.text())
                .header("Cookie", "session=mine")
                .header("X-Forwarded-User", "admin")
                .header("X-Webauth-User", "admin")
                .header("X-Ms-Client-Principal-Name", "admin")
                .header("Remote-User", "admin"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body())
                .doesNotContain("session=mine")
                .doesNotContain("admin")
                .doesNotContain("\"cookie\"");
    }

    @Test
    void a_technician_at_risk_is_refused_here_as_well() {
        Suite.risk(home, person, Fixtures.high(1));

        var answer = until(403);

        assertThat(answer.headers().firstValue("Homeward-Rule")).contains("D6");
        assertThat(json(answer).path("code").asInt()).isEqualTo(530034);
        assertThat(json(answer).path("standing").path("blocked").asBoolean()).isTrue();
        assertThat(json(answer).has("error")).isFalse();
    }

    @Test
    void whatever_does_not_fit_is_the_same_nothing() {
        TenantId other = Suite.tenant("Somebody Else");
        Suite.served(other, "records", "http://127.0.0.1:" + upstreamPort);

        for (String path : List.of(
                "/" + other + "/records",
                "/" + UUID.randomUUID() + "/records",
                prefix + "x",
                "/" + customer,
                "/not-a-tenant/records",
                "/" + customer.toString().toUpperCase(java.util.Locale.ROOT).replace("-", "") + "/records")) {
            var answer = call(path);

            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(404);
            assertThat(json(answer).path("detail").asText()).isEqualTo("There is nothing at this address.");
        }
    }

    @Test
    void a_host_that_names_a_tenant_serves_no_other() {
        String own = Raw.get(doors.appsPort(), prefix, "Authorization: Bearer " + token.text());
        String others = Raw.say(
                doors.appsPort(),
                "GET " + prefix + " HTTP/1.1\r\nHost: " + home + ".apps.localhost\r\nConnection: close\r\n"
                        + "Authorization: Bearer " + token.text() + "\r\n\r\n");
        String fitting = Raw.say(
                doors.appsPort(),
                "GET " + prefix + " HTTP/1.1\r\nHost: " + customer + ".apps.localhost\r\nConnection: close\r\n"
                        + "Authorization: Bearer " + token.text() + "\r\n\r\n");

        assertThat(Raw.status(own)).isEqualTo(200);
        assertThat(Raw.status(others)).isEqualTo(404);
        assertThat(Raw.status(fitting)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:22",
                "http://localhost:8081",
                "http://[::1]:8081",
                "http://127.1:8081",
                "http://2130706433:8081",
                "http://0.0.0.0:8081",
                "http://169.254.169.254/latest/meta-data",
                "http://[::ffff:127.0.0.1]:8081",
                "http://224.0.0.1:80",
                "http://user:password@example.test/",
                "file:///etc/passwd",
                "no uri at all"
            })
    void an_address_inside_is_never_called(String uri) {
        Suite.served(customer, "inside", uri);

        var answer = eventually(() -> call("/" + customer + "/inside/x"), each -> each.statusCode() != 404);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:homeward:problem:upstream-forbidden");
    }

    @Test
    void redirects_are_not_followed_here_and_lead_to_where_the_client_is() {
        var inside = call(prefix + "?to=http://127.0.0.1:22/");
        var own = call(prefix + "?to=http://127.0.0.1:" + upstreamPort + "/base/next");
        var relative = call(prefix + "?to=/base/next?a=b");

        assertThat(inside.statusCode()).isEqualTo(302);
        assertThat(inside.headers().firstValue("Location")).contains("http://127.0.0.1:22/");
        assertThat(own.headers().firstValue("Location")).contains(prefix + "/next");
        assertThat(relative.headers().firstValue("Location")).contains(prefix + "/next?a=b");
    }

    @Test
    void an_application_that_does_not_answer_is_told_apart_from_one_that_is_away() {
        Suite.served(customer, "away", "http://127.0.0.1:9");

        var away = eventually(() -> call("/" + customer + "/away"), each -> each.statusCode() != 404);
        var broken = call(prefix + "?slow");

        assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        assertThat(broken.statusCode()).as(broken.body()).isEqualTo(502);
    }

    @Test
    void members_and_applications_come_in_as_what_they_are() throws Exception {
        var colleague = new PersonId(UUID.randomUUID());
        Suite.person(customer, colleague, true, Set.of(DirectoryRole.SECURITY_READER.id()));
        var tool = Suite.application(customer, "User.Read.All");

        var member = Suite.get(
                doors.appsPort(),
                prefix,
                Tokens.person(colleague, customer, customer).text());
        var app = Suite.get(
                doors.appsPort(),
                prefix,
                Tokens.application(tool, customer, "User.Read.All").text());

        assertThat(verified(json(member)
                                .path("headers")
                                .path("authorization")
                                .asText()
                                .substring(7))
                        .getStringListClaimValue("roles"))
                .containsExactly(DirectoryRole.SECURITY_READER.id().toString());
        JwtClaims claims = verified(
                json(app).path("headers").path("authorization").asText().substring(7));
        assertThat(claims.getStringClaimValue("idtyp")).isEqualTo("app");
        assertThat(claims.getStringListClaimValue("roles")).isEmpty();
    }

    private JwtClaims verified(String text) throws Exception {
        var keys =
                new JsonWebKeySet(Suite.send(request("/.well-known/jwks.json")).body());
        assertThat(keys.toJson()).doesNotContain("\"d\"");
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, "RS256")
                .setExpectedAudience(application.toString())
                .setExpectedIssuer(StandIns.EDGE + "/apps")
                .setRequireExpirationTime()
                .build()
                .processToClaims(text);
    }

    private HttpResponse<String> call(String path) {
        return Suite.get(doors.appsPort(), path, token.text());
    }

    private HttpResponse<String> until(int status) {
        return eventually(() -> call(prefix), answer -> answer.statusCode() == status);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + doors.appsPort() + path));
    }
}
