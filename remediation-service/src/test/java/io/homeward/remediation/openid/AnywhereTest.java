package io.homeward.remediation.openid;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTParser;
import io.homeward.accessrules.ApplicationId;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.TenantServiceStandIn;
import io.homeward.remediation.fixture.World;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paths that name a tenant by its domain, or none in particular; and requests that lie about where they were sent. */
@QuarkusTest
@WithTestResource(World.class)
class AnywhereTest {
    private static final String EDGE = "http://localhost:8080";
    private static final List<String> NOBODYS =
            List.of("nobody.example", UUID.randomUUID().toString(), "nonsense");

    @Inject
    MovableClock clock;

    private Home home;
    private Member mira;
    private ApplicationId client;
    private String domain;

    @BeforeEach
    void a_tenant_with_a_domain() {
        clock.reset();
        home = Home.called("Anywhere");
        mira = home.person("mira");
        SignIns.firstOf(mira);
        client = home.client(Set.of(), Asking.REDIRECT);
        TenantServiceStandIn.INSTANCE.knowsHomeOf(mira);
        domain = mira.userPrincipalName().substring(mira.userPrincipalName().indexOf('@') + 1);
        Asking.of(home, client);
    }

    @Test
    void a_domain_in_the_path_is_its_tenant_and_what_is_said_there_is_the_tenants_own() {
        for (String document :
                List.of("/v2.0/.well-known/openid-configuration", "/discovery/v2.0/keys", "/oauth2/v2.0/keys")) {
            Response byDomain = anonymous().get("/" + domain + document);
            assertThat(byDomain.statusCode()).as(document).isEqualTo(200);
            assertThat(byDomain.asString())
                    .isEqualTo(anonymous().get("/" + home.tenant() + document).asString());
            assertThat(anonymous()
                            .get("/" + domain.toUpperCase(java.util.Locale.ROOT) + document)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(authorize(domain, Map.of()).header("Location"))
                .startsWith(EDGE + "/" + home.tenant() + "/sign-in?request=");
        String code =
                Asking.of(home, client).with("scope", "openid offline_access").code(mira);
        Response tokens = redeemed(domain, code);
        assertThat(tokens.statusCode()).as(tokens.asString()).isEqualTo(200);
        assertThat(userinfo(domain, tokens)).isEqualTo(200);
        assertThat(post(
                                domain,
                                "revoke",
                                Map.of(
                                        "client_id",
                                        client.toString(),
                                        "token",
                                        tokens.jsonPath().getString("refresh_token")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(userinfo(domain, tokens)).isEqualTo(401);
    }

    @Test
    void a_domain_that_nobody_has_is_answered_as_an_id_that_nobody_has() {
        Response id = authorize(UUID.randomUUID().toString(), Map.of());
        for (String each : NOBODYS) {
            assertThat(told(anonymous().get("/" + each + "/v2.0/.well-known/openid-configuration")))
                    .isEqualTo("404 There is no such tenant.");
            assertThat(told(anonymous().get("/" + each + "/discovery/v2.0/keys")))
                    .isEqualTo("404 There is no such tenant.");
            assertThat(told(authorize(each, Map.of()))).isEqualTo(told(id));
            Response token = redeemed(each, "nonsense");
            assertThat(token.statusCode() + token.jsonPath().getString("error")).isEqualTo("401invalid_client");
            assertThat(anonymous()
                            .header("Homeward-Client-Authorization", "Bearer nonsense")
                            .get("/" + each + "/openid/userinfo")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void discovery_without_a_tenant_leaves_its_place_open() {
        for (String segment : List.of("common", "organizations")) {
            var said = anonymous()
                    .get("/" + segment + "/v2.0/.well-known/openid-configuration")
                    .jsonPath();
            assertThat(said.getString("issuer")).isEqualTo(EDGE + "/{tenantid}/v2.0");
            assertThat(said.getString("jwks_uri")).isEqualTo(EDGE + "/{tenantid}/discovery/v2.0/keys");
            assertThat(said.getString("token_endpoint")).isEqualTo(EDGE + "/" + segment + "/oauth2/v2.0/token");
            assertThat(said.getString("authorization_endpoint"))
                    .isEqualTo(EDGE + "/" + segment + "/oauth2/v2.0/authorize");
            assertThat(said.getList("grant_types_supported")).containsExactly("authorization_code", "refresh_token");
            assertThat(anonymous().get("/" + segment + "/discovery/v2.0/keys").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_request_goes_to_the_tenant_that_a_hint_names_or_else_the_person_is_asked() {
        String signIn = EDGE + "/" + home.tenant() + "/sign-in?request=";
        assertThat(authorize("common", Map.of("login_hint", mira.userPrincipalName()))
                        .header("Location"))
                .startsWith(signIn);
        assertThat(authorize("organizations", Map.of("domain_hint", domain)).header("Location"))
                .startsWith(signIn);
        for (Map<String, String> unknown : List.of(
                Map.<String, String>of(),
                Map.of("login_hint", "somebody@nobody.example"),
                Map.of("login_hint", "no name"),
                Map.of("domain_hint", "organizations"))) {
            assertThat(authorize("common", unknown).header("Location"))
                    .startsWith(EDGE + "/common/sign-in?")
                    .contains("client_id=" + client);
        }
    }

    @Test
    void what_comes_of_it_is_redeemed_refreshed_shown_and_left_without_naming_a_tenant() throws Exception {
        String code =
                Asking.of(home, client).with("scope", "openid offline_access").code(mira);
        Response tokens = redeemed("common", code);
        assertThat(tokens.statusCode()).as(tokens.asString()).isEqualTo(200);
        assertThat(JWTParser.parse(tokens.jsonPath().getString("id_token"))
                        .getJWTClaimsSet()
                        .getIssuer())
                .isEqualTo(EDGE + "/" + home.tenant() + "/v2.0");
        assertThat(userinfo("common", tokens)).isEqualTo(200);
        Response refreshed = post(
                "common",
                "token",
                Map.of(
                        "grant_type", "refresh_token",
                        "client_id", client.toString(),
                        "refresh_token", tokens.jsonPath().getString("refresh_token")));
        assertThat(refreshed.statusCode()).as(refreshed.asString()).isEqualTo(200);
        assertThat(browser()
                        .get("/common/oauth2/v2.0/logout?id_token_hint="
                                + refreshed.jsonPath().getString("id_token"))
                        .header("Location"))
                .isEqualTo(EDGE + "/" + home.tenant() + "/signed-out");
        assertThat(browser().get("/common/oauth2/v2.0/logout").header("Location"))
                .isEqualTo(EDGE + "/common/signed-out");
    }

    @Test
    void a_code_that_says_to_be_another_tenants_is_none_and_nothing_else_is_granted_without_a_tenant() {
        Home other = Home.called("Elsewhere");
        String code = Asking.of(home, client).code(mira);
        String foreign =
                io.homeward.remediation.session.Secrets.next(other.tenant()).text();
        String forged = foreign.substring(0, foreign.indexOf('.')) + code.substring(code.indexOf('.'));

        for (String wrong : List.of(forged, foreign, "nonsense", ".", code.substring(code.indexOf('.')))) {
            assertThat(redeemed("common", wrong).jsonPath().getString("error")).isIn("invalid_client", "invalid_grant");
        }
        assertThat(post(
                                "common",
                                "token",
                                Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "client_id",
                                        home.application().toString(),
                                        "client_secret",
                                        Home.SECRET))
                        .statusCode())
                .isEqualTo(401);
        assertThat(redeemed("common", code).statusCode()).isEqualTo(200);
    }

    @Test
    void who_lies_about_where_a_request_was_sent_changes_no_address() {
        Map<String, String> lies = Map.of(
                "Host", "evil.example",
                "X-Forwarded-Host", "evil.example",
                "X-Forwarded-Proto", "gopher",
                "X-Forwarded-Prefix", "/evil",
                "Forwarded", "host=evil.example;proto=gopher",
                "X-Original-URL", "http://evil.example/");
        for (String path : List.of(
                "/" + home.tenant() + "/v2.0/.well-known/openid-configuration",
                "/" + domain + "/v2.0/.well-known/openid-configuration",
                "/common/v2.0/.well-known/openid-configuration",
                "/" + home.tenant() + "/remediate",
                "/" + home.tenant() + "/recover",
                "/" + home.tenant() + "/signed-out",
                "/" + home.tenant() + "/oauth2/v2.0/logout",
                "/" + home.tenant() + "/oauth2/v2.0/authorize?" + query(Map.of()),
                "/common/oauth2/v2.0/authorize?" + query(Map.of()))) {
            Response answer = browser().headers(lies).get(path);
            assertThat(answer.statusCode()).as(path).isIn(200, 303);
            assertThat(answer.asString() + answer.headers()).as(path).doesNotContain("evil.example", "gopher", "/evil");
        }
    }

    private static String told(Response answer) {
        return answer.statusCode() + " " + answer.jsonPath().getString("detail");
    }

    private String query(Map<String, String> more) {
        var all = new HashMap<>(Map.of(
                "client_id",
                client.toString(),
                "redirect_uri",
                Asking.REDIRECT,
                "response_type",
                "code",
                "scope",
                "openid",
                "code_challenge",
                Asking.challenge(Asking.VERIFIER),
                "code_challenge_method",
                "S256"));
        all.putAll(more);
        return all.entrySet().stream()
                .map(each -> each.getKey() + "="
                        + java.net.URLEncoder.encode(each.getValue(), java.nio.charset.StandardCharsets.UTF_8))
                .collect(java.util.stream.Collectors.joining("&"));
    }

    private Response authorize(String segment, Map<String, String> more) {
        return browser().get("/" + segment + "/oauth2/v2.0/authorize?" + query(more));
    }

    private Response redeemed(String segment, String code) {
        return post(
                segment,
                "token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        client.toString(),
                        "redirect_uri",
                        Asking.REDIRECT,
                        "code",
                        code,
                        "code_verifier",
                        Asking.VERIFIER));
    }

    private static Response post(String segment, String endpoint, Map<String, String> form) {
        return anonymous()
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParams(form)
                .post("/" + segment + "/oauth2/v2.0/" + endpoint);
    }

    private static int userinfo(String segment, Response tokens) {
        return anonymous()
                .header(
                        "Homeward-Client-Authorization",
                        "Bearer " + tokens.jsonPath().getString("access_token"))
                .get("/" + segment + "/openid/userinfo")
                .statusCode();
    }

    private static RequestSpecification browser() {
        return anonymous()
                .config(RestAssuredConfig.config()
                        .redirect(RedirectConfig.redirectConfig().followRedirects(false)))
                .urlEncodingEnabled(false);
    }

    private static RequestSpecification anonymous() {
        return given().auth().oauth2(Callers.token("remediation-service", Callers.anonymous()));
    }
}
