package io.homeward.remediation.openid;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.homeward.accessrules.ApplicationId;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.remediation.session.BrowserSessions;
import io.homeward.remediation.session.SessionId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the modules of the OpenID Foundation's certification profiles "Basic OP" and "Config OP" look at, each by its name there. The client has a secret and
 * sends no PKCE unless a module does, as the suite's own clients.
 */
@QuarkusTest
@WithTestResource(World.class)
class OidcBasicProfileTest {
    private static final String EDGE = "http://localhost:8080";

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    @Inject
    BrowserSessions browsers;

    private Home home;
    private Member mira;
    private ApplicationId client;

    @BeforeEach
    void a_suite_and_a_person() {
        clock.reset();
        home = Home.called("Certified");
        mira = home.person("mira");
        home.tell(mira.reads("fr", "mira@" + home.domain()), true, false, Set.of());
        SignIns.firstOf(mira);
        client = home.client(Set.of(Home.SECRET), Asking.REDIRECT);
    }

    @Test
    void oidcc_discovery_endpoint_verification() throws Exception {
        Response document = anonymous().get("/" + home.tenant() + "/v2.0/.well-known/openid-configuration");
        var metadata = OIDCProviderMetadata.parse(document.asString());

        assertThat(document.contentType()).startsWith("application/json");
        assertThat(metadata.getIssuer().getValue()).isEqualTo(EDGE + "/" + home.tenant() + "/v2.0");
        assertThat(metadata.getResponseTypes()).contains(new ResponseType("code"));
        assertThat(metadata.getResponseModes()).contains(ResponseMode.QUERY, ResponseMode.FORM_POST);
        assertThat(metadata.getSubjectTypes()).isNotEmpty();
        assertThat(metadata.getIDTokenJWSAlgs()).contains(JWSAlgorithm.RS256);
        assertThat(metadata.getTokenEndpointAuthMethods())
                .contains(
                        ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST);
        assertThat(metadata.getScopes().toStringList()).contains("openid", "profile", "email", "offline_access");
        assertThat(metadata.getClaims()).contains("sub", "email", "email_verified", "name", "auth_time", "acr");
        assertThat(metadata.supportsClaimsParam()).isTrue();
        assertThat(metadata.supportsRequestParam()).isFalse();
        assertThat(metadata.supportsRequestURIParam()).isFalse();
        for (URI endpoint : List.of(
                metadata.getAuthorizationEndpointURI(),
                metadata.getTokenEndpointURI(),
                metadata.getUserInfoEndpointURI(),
                metadata.getJWKSetURI(),
                metadata.getEndSessionEndpointURI())) {
            assertThat(endpoint.toString()).startsWith(EDGE + "/" + home.tenant() + "/");
        }
    }

    @Test
    void oidcc_config_jwks_holds_only_public_signing_keys_with_ids() throws Exception {
        JWKSet keys = keys();

        assertThat(keys.getKeys()).isNotEmpty().allSatisfy(key -> {
            assertThat(key.isPrivate()).isFalse();
            assertThat(key.getKeyID()).isNotEmpty();
            assertThat(key.getKeyUse().getValue()).isEqualTo("sig");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "post"})
    void oidcc_server_and_oidcc_server_client_secret_post(String proof) throws Exception {
        String code = asking().code(mira);
        var form = new HashMap<>(
                Map.of("grant_type", "authorization_code", "redirect_uri", Asking.REDIRECT, "code", code));
        RequestSpecification request = anonymous();
        if (proof.equals("basic")) {
            // The gateway hands on the application's own proof under this name.
            request.header(
                    "Homeward-Client-Authorization",
                    "Basic "
                            + java.util.Base64.getEncoder()
                                    .encodeToString((client + ":" + Home.SECRET)
                                            .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } else {
            form.putAll(Map.of("client_id", client.toString(), "client_secret", Home.SECRET));
        }

        Response tokens = request.contentType("application/x-www-form-urlencoded")
                .formParams(form)
                .post("/" + home.tenant() + "/oauth2/v2.0/token");

        assertThat(tokens.statusCode()).as(tokens.asString()).isEqualTo(200);
        assertThat(tokens.jsonPath().getString("token_type")).isEqualToIgnoringCase("Bearer");
        assertThat(tokens.header("Cache-Control")).contains("no-store");
        assertThat(idToken(tokens, new Nonce("n-1")).getSubject().getValue())
                .isEqualTo(mira.id().toString());
    }

    @Test
    void oidcc_response_type_missing() {
        Response answer = asking().without("response_type").get();

        assertThat(back(answer)).containsEntry("error", "invalid_request").containsKey("state");
    }

    @Test
    void oidcc_idtoken_signature() throws Exception {
        Response tokens = redeemed("openid");
        String token = tokens.jsonPath().getString("id_token");
        var header = JWTParser.parse(token).getHeader();

        assertThat(header.getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(keys().getKeyByKeyId(header.toJSONObject().get("kid").toString()))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "post-header", "post-body"})
    void oidcc_userinfo_get_and_post_header_and_post_body(String way) {
        String access = redeemed("openid").jsonPath().getString("access_token");
        String path = "/" + home.tenant() + "/openid/userinfo";

        Response told =
                switch (way) {
                    case "get" -> bearing(access).get(path);
                    case "post-header" -> bearing(access).post(path);
                    default ->
                        anonymous()
                                .contentType("application/x-www-form-urlencoded")
                                .formParam("access_token", access)
                                .post(path);
                };

        assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
        assertThat(told.contentType()).startsWith("application/json");
        assertThat(told.jsonPath().getString("sub")).isEqualTo(mira.id().toString());
    }

    @Test
    void oidcc_ensure_request_without_nonce_succeeds_for_code_flow() throws Exception {
        Response tokens = redeem(asking().without("nonce").code(mira));

        assertThat(idToken(tokens, null).getNonce()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "openid profile,                     name preferred_username locale",
        "openid email,                       email email_verified",
        "openid address,                     ''",
        "openid phone,                       ''",
        "openid profile email address phone, name preferred_username locale email email_verified",
        "profile email openid,               name preferred_username locale email email_verified"
    })
    void oidcc_scope_profile_email_address_phone_all_and_other_scope_order(String scope, String claims) {
        Map<String, Object> told = told(redeemed(scope));

        assertThat(told.keySet())
                .containsAll(List.of(("sub " + claims).strip().split(" ")))
                .hasSize(3 + (claims.isEmpty() ? 0 : claims.split(" ").length));
        if (claims.contains("email")) {
            assertThat(told).containsEntry("email", "mira@" + home.domain()).containsEntry("email_verified", true);
        }
        if (claims.contains("locale")) {
            assertThat(told).containsEntry("locale", "fr");
        }
    }

    /** Whoever is known by the address to an application would otherwise be whom any organisation's administrator says. */
    @Test
    void an_address_that_is_not_in_a_domain_of_the_organisation_is_not_verified() {
        home.tell(mira.reads("fr", "somebody@else.example"), true, false, Set.of());

        SignIns.eventually(
                () -> Boolean.FALSE.equals(told(redeemed("openid email")).get("email_verified")));
        assertThat(told(redeemed("openid email"))).containsEntry("email", "somebody@else.example");
    }

    @ParameterizedTest
    @CsvSource({
        "display, page",
        "display, popup",
        "ui_locales, se",
        "claims_locales, se",
        "acr_values, 1 2",
        "extra, foobar",
        "login_hint, buffy@example.com",
        "code_challenge_method, S256"
    })
    void oidcc_display_ui_locales_claims_locales_acr_values_unknown_parameter_login_hint_and_pkce(
            String name, String value) throws Exception {
        Asking asking = asking().with(name, value);
        boolean pkce = name.equals("code_challenge_method");
        if (pkce) {
            asking.with("code_challenge", Asking.challenge(Asking.VERIFIER));
        }

        Response tokens = redeem(asking.code(mira), pkce ? Map.of("code_verifier", Asking.VERIFIER) : Map.of());

        assertThat(idToken(tokens, new Nonce("n-1")).getACR().getValue()).isEqualTo("1");
    }

    @Test
    void oidcc_prompt_login() throws Exception {
        Response first = redeemed("openid");
        clock.pass(Duration.ofMinutes(1));
        Asking again = asking().with("prompt", "login").carrying(BrowserSessions.COOKIE, cookie(first));

        Response second = redeem(again.code(mira));

        assertThat(authTime(second)).isGreaterThan(authTime(first));
    }

    @Test
    void oidcc_prompt_none_not_logged_in() {
        assertThat(back(asking().with("prompt", "none").get())).containsEntry("error", "login_required");
    }

    @Test
    void oidcc_prompt_none_logged_in_and_oidcc_id_token_hint() throws Exception {
        Response first = redeemed("openid");
        clock.pass(Duration.ofSeconds(5));
        String hint = first.jsonPath().getString("id_token");
        Asking silent = asking().with("prompt", "none").carrying(BrowserSessions.COOKIE, cookie(first));

        for (Asking each : List.of(silent, silent.with("id_token_hint", hint))) {
            Response second = redeem(back(each.get()).get("code"));
            assertThat(idToken(second, new Nonce("n-1")).getSubject())
                    .isEqualTo(idToken(first, new Nonce("n-1")).getSubject());
            assertThat(authTime(second)).isEqualTo(authTime(first));
        }
    }

    @Test
    void oidcc_max_age_1() throws Exception {
        Response first = redeemed("openid");
        clock.pass(Duration.ofSeconds(2));
        Asking again = asking().with("max_age", "1").carrying(BrowserSessions.COOKIE, cookie(first));

        Response second = redeem(again.code(mira));

        assertThat(authTime(second)).isGreaterThan(authTime(first));
    }

    @Test
    void oidcc_max_age_10000() throws Exception {
        Response first = redeemed("openid");
        clock.pass(Duration.ofSeconds(2));
        Asking again = asking().with("max_age", "10000").carrying(BrowserSessions.COOKIE, cookie(first));

        Response second = redeem(back(again.get()).get("code"));

        assertThat(authTime(second)).isEqualTo(authTime(first));
    }

    @Test
    void oidcc_codereuse_and_oidcc_codereuse_30seconds() {
        String code = asking().code(mira);
        String access = redeem(code).jsonPath().getString("access_token");
        clock.pass(Duration.ofSeconds(30));

        Response again = redeem(code);

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.jsonPath().getString("error")).isEqualTo("invalid_grant");
        assertThat(bearing(access).get("/" + home.tenant() + "/openid/userinfo").statusCode())
                .isEqualTo(401);
    }

    @Test
    void oidcc_ensure_registered_redirect_uri() {
        Response answer =
                asking().with("redirect_uri", Asking.REDIRECT + "/foo").get();

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void oidcc_ensure_post_request_succeeds() {
        Response answer = asking().post();

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).contains("/sign-in?request=");
    }

    @ParameterizedTest
    @CsvSource({
        "request,     eyJhbGciOiJub25lIn0.e30., request_not_supported",
        "request_uri, https://op.example/x.jwt,  request_uri_not_supported"
    })
    void oidcc_unsigned_request_object_and_request_uri_are_rejected_as_unsupported(
            String name, String value, String error) {
        assertThat(back(asking().with(name, value).get())).containsEntry("error", error);
    }

    @Test
    void oidcc_claims_essential() {
        String access = redeem(asking().with("scope", "openid")
                        .with("claims", "{\"userinfo\":{\"name\":{\"essential\":true}}}")
                        .code(mira))
                .jsonPath()
                .getString("access_token");

        assertThat(bearing(access)
                        .get("/" + home.tenant() + "/openid/userinfo")
                        .jsonPath()
                        .getString("name"))
                .isNotEmpty();
    }

    @Test
    void oidcc_refresh_token() throws Exception {
        Response first = redeemed("openid offline_access");
        clock.pass(Duration.ofMinutes(1));

        Response second = token(Map.of(
                "grant_type", "refresh_token", "refresh_token", first.jsonPath().getString("refresh_token")));

        assertThat(second.statusCode()).as(second.asString()).isEqualTo(200);
        IDTokenClaimsSet before = idToken(first, new Nonce("n-1"));
        IDTokenClaimsSet after = idToken(second, null);
        assertThat(after.getIssuer()).isEqualTo(before.getIssuer());
        assertThat(after.getSubject()).isEqualTo(before.getSubject());
        assertThat(after.getAudience()).isEqualTo(before.getAudience());
        assertThat(after.getIssueTime()).isAfter(before.getIssueTime());
        assertThat(authTime(second)).isEqualTo(authTime(first));
    }

    @Test
    void oidcc_refresh_token_of_another_client_is_refused() {
        ApplicationId other = home.client(Set.of(Home.SECRET), Asking.REDIRECT);
        Asking.of(home, other);
        String refresh = redeemed("openid offline_access").jsonPath().getString("refresh_token");

        Response answer =
                token(Map.of("grant_type", "refresh_token", "refresh_token", refresh, "client_id", other.toString()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("error")).isEqualTo("invalid_grant");
    }

    private Asking asking() {
        return Asking.of(home, client).without("code_challenge").without("code_challenge_method");
    }

    private Response redeemed(String scope) {
        return redeem(asking().with("scope", scope).code(mira));
    }

    private Response redeem(String code) {
        return redeem(code, Map.of());
    }

    private Response redeem(String code, Map<String, String> more) {
        var form = new HashMap<>(
                Map.of("grant_type", "authorization_code", "redirect_uri", Asking.REDIRECT, "code", code));
        form.putAll(more);
        return token(form);
    }

    private Response token(Map<String, String> form) {
        var whole = new HashMap<>(Map.of("client_id", client.toString(), "client_secret", Home.SECRET));
        whole.putAll(form);
        return anonymous()
                .contentType("application/x-www-form-urlencoded")
                .formParams(whole)
                .post("/" + home.tenant() + "/oauth2/v2.0/token");
    }

    private Map<String, Object> told(Response tokens) {
        return bearing(tokens.jsonPath().getString("access_token"))
                .get("/" + home.tenant() + "/openid/userinfo")
                .jsonPath()
                .getMap("");
    }

    private static Map<String, String> back(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
        assertThat(answer.header("Location")).startsWith(Asking.REDIRECT + "?");
        return Asking.query(URI.create(answer.header("Location")));
    }

    private long authTime(Response tokens) throws Exception {
        return JWTParser.parse(tokens.jsonPath().getString("id_token"))
                .getJWTClaimsSet()
                .getLongClaim("auth_time");
    }

    private String cookie(Response tokens) throws Exception {
        var session = SessionId.of(JWTParser.parse(tokens.jsonPath().getString("id_token"))
                .getJWTClaimsSet()
                .getStringClaim("sid"));
        return database.in(home.tenant(), handle -> browsers.mint(handle, home.tenant(), session));
    }

    private JWKSet keys() throws Exception {
        return JWKSet.parse(
                anonymous().get("/" + home.tenant() + "/discovery/v2.0/keys").asString());
    }

    private IDTokenClaimsSet idToken(Response tokens, @Nullable Nonce nonce) throws Exception {
        assertThat(tokens.statusCode()).as(tokens.asString()).isEqualTo(200);
        var validator = new IDTokenValidator(
                new Issuer(EDGE + "/" + home.tenant() + "/v2.0"),
                new ClientID(client.toString()),
                JWSAlgorithm.RS256,
                keys());
        validator.setMaxClockSkew(600);
        return validator.validate(JWTParser.parse(tokens.jsonPath().getString("id_token")), nonce);
    }

    private static RequestSpecification bearing(String access) {
        return anonymous().header("Homeward-Client-Authorization", "Bearer " + access);
    }

    private static RequestSpecification anonymous() {
        return given().auth().oauth2(Callers.token("remediation-service", Callers.anonymous()));
    }
}
