package io.homeward.remediation.openid;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.remediation.session.BrowserSessions;
import io.homeward.remediation.session.SessionId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a code to the tokens that come of it, and to their end. */
@QuarkusTest
@WithTestResource(World.class)
class CodeGrantTest {
    private static final String EDGE = "http://localhost:8080";
    private static final GroupId TECHNICIANS = new GroupId(UUID.randomUUID());
    private static final RoleId HELPDESK = RoleId.of("729827e3-9c14-49f7-bb1b-9608f156bbb8");

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

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
    void somebody_with_a_public_application() {
        clock.reset();
        home = Home.called("Library");
        mira = home.person("mira");
        SignIns.firstOf(mira);
        client = home.client(Set.of(), Asking.REDIRECT);
    }

    @Test
    void a_code_is_redeemed_for_tokens_that_a_library_verifies() throws Exception {
        Response tokens = redeemed("openid profile email " + EDGE + "/.default");

        assertThat(tokens.statusCode()).as(tokens.asString()).isEqualTo(200);
        assertThat(tokens.header("Cache-Control")).isEqualTo("no-store");
        IDTokenClaimsSet claims = idToken(tokens, new Nonce("n-1"));
        assertThat(claims.getSubject().getValue()).isEqualTo(mira.id().toString());
        assertThat(claims.getACR().getValue()).isEqualTo("1");
        assertThat(claims.getAMR()).extracting(Object::toString).containsExactly("pwd");
        assertThat(claims.getStringClaim("preferred_username")).isEqualTo(mira.userPrincipalName());
        assertThat(claims.getStringClaim("oid")).isEqualTo(mira.id().toString());
        assertThat(claims.getStringClaim("tid")).isEqualTo(home.tenant().toString());
        assertThat(claims.getSessionID().getValue()).isNotEmpty();
        AccessTokenValidator.validate(
                new BearerAccessToken(tokens.jsonPath().getString("access_token")),
                JWSAlgorithm.RS256,
                new AccessTokenHash(claims.getStringClaim("at_hash")));
        var access =
                SignedJWT.parse(tokens.jsonPath().getString("access_token")).getJWTClaimsSet();
        assertThat(access.getAudience()).containsExactly(EDGE);
        assertThat(access.getStringClaim("client_id")).isEqualTo(client.toString());
    }

    @Test
    void whoever_only_wants_to_know_who_it_is_gets_a_token_that_opens_nothing_else() throws Exception {
        Response tokens = redeemed("openid profile");
        String access = tokens.jsonPath().getString("access_token");

        assertThat(SignedJWT.parse(access).getJWTClaimsSet().getAudience())
                .containsExactly(EDGE + "/" + home.tenant() + "/openid/userinfo");
        assertThat(tokens.jsonPath().getString("refresh_token")).isNull();
        Response told = anonymous()
                .header("Homeward-Client-Authorization", "Bearer " + access)
                .get("/" + home.tenant() + "/openid/userinfo");
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.jsonPath().getString("sub")).isEqualTo(mira.id().toString());
        assertThat(told.jsonPath().getString("name")).isEqualTo(mira.userPrincipalName());
        Home other = Home.called("Other");
        for (String wrong : List.of("nonsense", access + "x", tokens.jsonPath().getString("id_token"))) {
            Response refused = anonymous()
                    .header("Homeward-Client-Authorization", "Bearer " + wrong)
                    .get("/" + home.tenant() + "/openid/userinfo");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer ").contains("error=\"invalid_token\"");
        }
        assertThat(anonymous()
                        .header("Homeward-Client-Authorization", "Bearer " + access)
                        .get("/" + other.tenant() + "/openid/userinfo")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_code_that_comes_twice_ends_what_came_of_it() {
        String code =
                Asking.of(home, client).with("scope", "openid offline_access").code(mira);
        Response first = redeem(code, Map.of());
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);

        refused(redeem(code, Map.of()), "invalid_grant", 54005);

        refused(refresh(first.jsonPath().getString("refresh_token")), "invalid_grant", 70000);
    }

    @Test
    void a_code_is_good_for_its_client_its_address_its_verifier_and_two_minutes() {
        ApplicationId other = home.client(Set.of(), Asking.REDIRECT);
        String code = Asking.of(home, client).code(mira);
        Asking.of(home, other);

        refused(redeem(code, Map.of("client_id", other.toString())), "invalid_grant", 70000);
        refused(redeem(code, Map.of("redirect_uri", Asking.REDIRECT + "/")), "invalid_grant", 70000);
        refused(redeem(code, Map.of("code_verifier", "x".repeat(43))), "invalid_grant", 501481);
        refused(redeem(code, Map.of("code_verifier", "")), "invalid_grant", 501481);
        refused(redeem("nonsense", Map.of()), "invalid_grant", 70000);
        refused(redeem(code, Map.of("client_id", UUID.randomUUID().toString())), "invalid_client", 7000215);
        clock.pass(Duration.ofMinutes(2));
        refused(redeem(code, Map.of()), "invalid_grant", 70008);
    }

    @Test
    void a_refresh_token_is_good_once_and_its_second_use_ends_all() {
        String first = redeemed("openid offline_access").jsonPath().getString("refresh_token");
        Response second = refresh(first);
        assertThat(second.statusCode()).as(second.asString()).isEqualTo(200);
        assertThat(second.jsonPath().getString("id_token")).isNotNull();
        clock.pass(Duration.ofSeconds(11));

        refused(refresh(first), "invalid_grant", 70000);

        refused(refresh(second.jsonPath().getString("refresh_token")), "invalid_grant", 70000);
    }

    @Test
    void whoever_lost_the_answer_may_ask_again_at_once_and_what_was_lost_is_void() {
        String first = redeemed("openid offline_access").jsonPath().getString("refresh_token");
        String lost = refresh(first).jsonPath().getString("refresh_token");

        Response again = refresh(first);

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
        refused(refresh(lost), "invalid_grant", 70000);
        refused(refresh(again.jsonPath().getString("refresh_token")), "invalid_grant", 70000);
    }

    @Test
    void a_refresh_ends_with_the_session_and_an_offline_one_after_thirty_days() {
        String bound = redeemed("openid " + EDGE + "/.default").jsonPath().getString("refresh_token");
        String offline = redeemed("openid offline_access").jsonPath().getString("refresh_token");
        clock.pass(Duration.ofHours(12));

        refused(refresh(bound), "invalid_grant", 70000);
        Response later = refresh(offline);
        assertThat(later.statusCode()).as(later.asString()).isEqualTo(200);
        clock.pass(Duration.ofDays(30));
        refused(refresh(later.jsonPath().getString("refresh_token")), "invalid_grant", 70000);
    }

    @Test
    void a_refresh_is_decided_anew() {
        home.whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE);
        var held = new String[] {redeemed("openid offline_access").jsonPath().getString("refresh_token")};
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);
        eventually(
                () -> { // until the policy has been heard of
                    Response answer = refresh(held[0]);
                    held[0] = answer.statusCode() == 200 ? answer.jsonPath().getString("refresh_token") : held[0];
                    return answer.statusCode() != 200;
                });
        String token = held[0];

        refused(refresh(token), "interaction_required", 50135);
        home.give(mira, "a new password for mira 7", true);
        refused(refresh(token), "invalid_grant", 50133);
    }

    @Test
    void somebody_who_was_disabled_gets_nothing_more() {
        String token = redeemed("openid offline_access").jsonPath().getString("refresh_token");
        home.tell(mira, false, false, Set.of());

        eventually(() -> refresh(token).statusCode() == 400);
        assertThat(refresh(token).jsonPath().getString("error")).isEqualTo("invalid_grant");
    }

    @Test
    void a_confidential_client_proves_itself_and_a_key_does_as_well_as_a_secret() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).generate();
        var confidential = new ApplicationId(UUID.randomUUID());
        home.client(
                confidential,
                Set.of(Home.SECRET),
                Map.of(
                        "redirectUris", List.of(Asking.REDIRECT),
                        "keys",
                                List.of(Map.of(
                                        "algorithm",
                                        "RSA",
                                        "publicKey",
                                        Base64.getEncoder()
                                                .encodeToString(
                                                        key.toRSAPublicKey().getEncoded())))));
        String code = Asking.of(home, confidential)
                .without("code_challenge")
                .without("code_challenge_method")
                .code(mira);
        Map<String, String> named = Map.of("client_id", confidential.toString(), "code_verifier", "");

        refused(redeem(code, named), "invalid_client", 7000215);
        assertThat(redeem(code, plus(named, "client_secret", Home.SECRET)).statusCode())
                .isEqualTo(200);

        Map<String, String> asserted = Map.of(
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                Clients.ASSERTION,
                "client_assertion",
                assertion(confidential, key, home));
        assertThat(token(asserted).statusCode()).isEqualTo(200);
        refused(token(asserted), "invalid_client", 7000215); // shown before
        refused(
                token(plus(
                        asserted,
                        "client_assertion",
                        assertion(confidential, new RSAKeyGenerator(2048).generate(), home))),
                "invalid_client",
                7000215);
        refused(
                token(plus(asserted, "client_assertion", assertion(confidential, key, Home.called("Elsewhere")))),
                "invalid_client",
                7000215);
    }

    @Test
    void an_assertion_that_names_its_certificate_may_come_again_while_it_lives_and_no_longer_than_ten_minutes()
            throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).generate();
        var confidential = new ApplicationId(UUID.randomUUID());
        home.client(
                confidential,
                Set.of(),
                Map.of(
                        "redirectUris",
                        List.of(Asking.REDIRECT),
                        "keys",
                        List.of(Map.of(
                                "algorithm",
                                "RSA",
                                "publicKey",
                                Base64.getEncoder()
                                        .encodeToString(key.toRSAPublicKey().getEncoded())))));
        Asking.of(home, confidential);
        var header = new JWSHeader.Builder(JWSAlgorithm.PS256)
                .x509CertSHA256Thumbprint(Base64URL.encode(new byte[32]))
                .build();
        Map<String, String> asserted = Map.of(
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                Clients.ASSERTION,
                "client_assertion",
                assertion(confidential, key, home, header, Duration.ofMinutes(10)));

        assertThat(token(asserted).statusCode()).isEqualTo(200);
        clock.pass(Duration.ofMinutes(9));
        assertThat(token(asserted).statusCode()).isEqualTo(200);
        clock.pass(Duration.ofMinutes(2));
        refused(token(asserted), "invalid_client", 7000215);
        Map<String, String> longLived =
                plus(asserted, "client_assertion", assertion(confidential, key, home, header, Duration.ofMinutes(30)));
        assertThat(token(longLived).statusCode()).isEqualTo(200);
        refused(token(longLived), "invalid_client", 7000215);
    }

    @Test
    void what_came_of_a_code_is_told_nobody_any_more_once_it_has_ended() {
        String code =
                Asking.of(home, client).with("scope", "openid offline_access").code(mira);
        String access = redeem(code, Map.of()).jsonPath().getString("access_token");
        assertThat(userinfo(access).statusCode()).isEqualTo(200);

        redeem(code, Map.of());

        assertThat(userinfo(access).statusCode()).isEqualTo(401);
        ApplicationId server = home.client(Set.of(Home.SECRET), Asking.REDIRECT);
        Asking.of(home, server);
        assertThat(post(
                                "introspect",
                                Map.of("client_id", server.toString(), "client_secret", Home.SECRET, "token", access))
                        .jsonPath()
                        .getMap(""))
                .isEqualTo(Map.of("active", false));
    }

    @Test
    void claims_are_told_where_they_were_asked_for_by_name() throws Exception {
        String asked = """
                {"userinfo":{"name":{"essential":true}},"id_token":{"preferred_username":null}}""";
        Response tokens = redeem(
                Asking.of(home, client)
                        .with("scope", "openid")
                        .with("claims", asked)
                        .code(mira),
                Map.of());
        IDTokenClaimsSet claims = idToken(tokens, new Nonce("n-1"));

        assertThat(claims.getStringClaim("preferred_username")).isEqualTo(mira.userPrincipalName());
        assertThat(claims.getStringClaim("name")).isNull();
        Response told = userinfo(tokens.jsonPath().getString("access_token"));
        assertThat(told.jsonPath().getString("name")).isEqualTo(mira.userPrincipalName());
        assertThat(told.jsonPath().getString("preferred_username")).isNull();
    }

    private Response userinfo(String access) {
        return anonymous()
                .header("Homeward-Client-Authorization", "Bearer " + access)
                .get("/" + home.tenant() + "/openid/userinfo");
    }

    @Test
    void a_token_is_told_to_who_may_know_and_ended_by_who_has_it() {
        ApplicationId server = home.client(Set.of(Home.SECRET), Asking.REDIRECT);
        Asking.of(home, server);
        Response tokens = redeemed("openid offline_access " + EDGE + "/.default");
        Map<String, String> asking = Map.of("client_id", server.toString(), "client_secret", Home.SECRET);
        String access = tokens.jsonPath().getString("access_token");
        String refresh = tokens.jsonPath().getString("refresh_token");

        Response told = post("introspect", plus(asking, "token", access));
        assertThat(told.jsonPath().getBoolean("active")).isTrue();
        assertThat(told.jsonPath().getString("sub")).isEqualTo(mira.id().toString());
        assertThat(post("introspect", plus(asking, "token", refresh)).jsonPath().getMap(""))
                .isEqualTo(Map.of("active", false));
        refused(post("introspect", Map.of("client_id", client.toString(), "token", access)), "invalid_client", 7000215);

        assertThat(post("revoke", Map.of("client_id", client.toString(), "token", "nonsense"))
                        .statusCode())
                .isEqualTo(200);
        refused(
                post("revoke", Map.of("client_id", client.toString(), "token", access)),
                "unsupported_token_type",
                9001023);
        assertThat(post("revoke", Map.of("client_id", client.toString(), "token", refresh))
                        .statusCode())
                .isEqualTo(200);
        refused(refresh(refresh), "invalid_grant", 70000);
    }

    @Test
    void signing_out_ends_the_session_and_goes_back_to_a_registered_address_only() {
        Response tokens = redeemed("openid " + EDGE + "/.default");
        String hint = tokens.jsonPath().getString("id_token");
        String cookie = cookie(hint);
        String path = "/" + home.tenant() + "/oauth2/v2.0/logout?id_token_hint=" + hint + "&post_logout_redirect_uri=";

        Response astray = browser(cookie).get(path + "https://evil.example/");
        assertThat(astray.statusCode()).isEqualTo(400);
        assertThat(browsers.verify(cookie, clock.instant())).isPresent();
        Response back = browser(cookie).get(path + Asking.REDIRECT + "&state=s1");

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.header("Location")).isEqualTo(Asking.REDIRECT + "?state=s1");
        assertThat(back.header("Set-Cookie"))
                .startsWith(BrowserSessions.COOKIE + "=;")
                .contains("Max-Age=0");
        assertThat(browsers.verify(cookie, clock.instant())).isEmpty();
        refused(refresh(tokens.jsonPath().getString("refresh_token")), "invalid_grant", 50133);
        assertThat(browser("nonsense")
                        .get("/" + home.tenant() + "/oauth2/v2.0/logout")
                        .header("Location"))
                .isEqualTo(EDGE + "/" + home.tenant() + "/signed-out");
    }

    @Test
    void a_browser_that_has_signed_in_is_not_asked_again_unless_the_application_says_so() {
        String cookie = cookie(redeemed("openid").jsonPath().getString("id_token"));

        for (String prompt : List.of("", "none", "consent")) {
            Response answer = asking(prompt, cookie).get();
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(Asking.query(URI.create(answer.header("Location"))))
                    .as(prompt)
                    .containsKey("code");
        }
        for (String prompt : List.of("login", "select_account")) {
            assertThat(asking(prompt, cookie).get().header("Location")).contains("/sign-in?request=");
        }
        clock.pass(Duration.ofMinutes(10));
        assertThat(asking("", cookie).with("max_age", "60").get().header("Location"))
                .contains("/sign-in?request=");
        assertThat(asking("none", cookie).with("max_age", "60").get().header("Location"))
                .contains("error=login_required");
        assertThat(asking("none", cookie).with("max_age", "6000").get().header("Location"))
                .contains("code=");
    }

    @Test
    void the_law_is_asked_before_a_session_goes_on() {
        String cookie = cookie(redeemed("openid").jsonPath().getString("id_token"));
        home.whenUserAtRisk(Control.BLOCK);
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.BLOCKED);

        eventually(() -> asking("none", cookie).get().header("Location").contains("error="));
        assertThat(asking("none", cookie).get().header("Location")).contains("error=interaction_required");
        assertThat(asking("", cookie).get().header("Location")).contains("/sign-in?request=");
    }

    @Test
    void a_technician_signs_in_at_home_with_a_second_factor_and_is_let_in_by_the_relationship() {
        Home customer = Home.called("Customer");
        Home provider =
                Home.called("Provider").registrationDemanded().whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE);
        Member tom = provider.person("tom", Set.of(TECHNICIANS));
        SignIns.firstOf(tom).register(tom, clock);
        ApplicationId console = customer.client(Set.of(), Asking.REDIRECT);
        Asking asking = Asking.of(customer, console);

        SignIns stranger = SignIns.answering(tom, console, asking.request()).password(Member.PASSWORD);
        stranger.is("verify-identity", "D23", 50076).totp(tom.code(clock));
        assertThat(stranger.json().getString("answer.refused.rule"))
                .as(stranger.last().asString())
                .isEqualTo("D1");

        provider.serves(customer.tenant(), "active", TECHNICIANS, Set.of(HELPDESK));
        var entered = new SignIns[1];
        eventually(() -> {
            entered[0] = SignIns.answering(tom, console, asking.request())
                    .password(Member.PASSWORD)
                    .totp(tom.code(clock));
            return entered[0].json().getString("answer.redirect") != null;
        });
        String code = Asking.query(URI.create(entered[0].json().getString("answer.redirect")))
                .get("code");
        Response tokens = token(
                customer,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        console.toString(),
                        "redirect_uri",
                        Asking.REDIRECT,
                        "code",
                        code,
                        "code_verifier",
                        Asking.VERIFIER));
        assertThat(tokens.statusCode()).as(tokens.asString()).isEqualTo(200);

        riskService.isAtRisk(tom.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);
        SignIns risky = SignIns.answering(tom, console, asking.request()).password(Member.PASSWORD);
        assertThat(risky.state()).isEqualTo("account-at-risk");
    }

    private Asking asking(String prompt, String cookie) {
        Asking asking = Asking.anew(home, client).carrying(BrowserSessions.COOKIE, cookie);
        return prompt.isEmpty() ? asking : asking.with("prompt", prompt);
    }

    private String cookie(String idToken) {
        try {
            var session =
                    SessionId.of(JWTParser.parse(idToken).getJWTClaimsSet().getStringClaim("sid"));
            return database.in(home.tenant(), handle -> browsers.mint(handle, home.tenant(), session));
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private Response redeemed(String scope) {
        return redeem(Asking.of(home, client).with("scope", scope).code(mira), Map.of());
    }

    private Response redeem(String code, Map<String, String> other) {
        var form = new HashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", client.toString());
        form.put("redirect_uri", Asking.REDIRECT);
        form.put("code", code);
        form.put("code_verifier", Asking.VERIFIER);
        form.putAll(other);
        return token(form);
    }

    private Response refresh(String token) {
        return token(Map.of("grant_type", "refresh_token", "client_id", client.toString(), "refresh_token", token));
    }

    private Response token(Map<String, String> form) {
        return token(home, form);
    }

    private Response token(Home tenant, Map<String, String> form) {
        return post(tenant, "token", form);
    }

    private Response post(String endpoint, Map<String, String> form) {
        return post(home, endpoint, form);
    }

    private Response post(Home tenant, String endpoint, Map<String, String> form) {
        var present = new HashMap<>(form);
        present.values().removeIf(String::isEmpty);
        return anonymous()
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParams(present)
                .post("/" + tenant.tenant() + "/oauth2/v2.0/" + endpoint);
    }

    private static Map<String, String> plus(Map<String, String> some, String name, String value) {
        var all = new HashMap<>(some);
        all.put(name, value);
        return all;
    }

    private static void refused(Response answer, String error, int number) {
        assertThat(answer.jsonPath().getString("error")).as(answer.asString()).isEqualTo(error);
        assertThat(answer.jsonPath().getInt("error_codes[0]"))
                .as(answer.asString())
                .isEqualTo(number);
    }

    private IDTokenClaimsSet idToken(Response tokens, Nonce nonce) throws Exception {
        var validator = new IDTokenValidator(
                new Issuer(EDGE + "/" + home.tenant() + "/v2.0"),
                new ClientID(client.toString()),
                JWSAlgorithm.RS256,
                JWKSet.parse(anonymous()
                        .get("/" + home.tenant() + "/discovery/v2.0/keys")
                        .asString()));
        validator.setMaxClockSkew(60);
        return validator.validate(JWTParser.parse(tokens.jsonPath().getString("id_token")), nonce);
    }

    private String assertion(ApplicationId application, RSAKey key, Home issuer) throws Exception {
        return assertion(application, key, issuer, new JWSHeader(JWSAlgorithm.RS256), Duration.ofMinutes(5));
    }

    private String assertion(ApplicationId application, RSAKey key, Home issuer, JWSHeader header, Duration life)
            throws Exception {
        var assertion = new SignedJWT(
                header,
                new JWTClaimsSet.Builder()
                        .issuer(application.toString())
                        .subject(application.toString())
                        .audience(EDGE + "/" + issuer.tenant() + "/oauth2/v2.0/token")
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(clock.instant()))
                        .expirationTime(Date.from(clock.instant().plus(life)))
                        .build());
        assertion.sign(new RSASSASigner(key));
        return assertion.serialize();
    }

    private static RequestSpecification browser(String cookie) {
        return given().config(RestAssuredConfig.config()
                        .redirect(RedirectConfig.redirectConfig().followRedirects(false)))
                .auth()
                .oauth2(Callers.token("remediation-service", Callers.anonymous()))
                .cookie(BrowserSessions.COOKIE, cookie);
    }

    private static RequestSpecification anonymous() {
        return given().auth().oauth2(Callers.token("remediation-service", Callers.anonymous()));
    }
}
