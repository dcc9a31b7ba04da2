package io.homeward.remediation.page;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.TransferMethod;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody signs in for a device that has no browser (RFC 8628), and somebody else would like him to. */
@QuarkusTest
@WithTestResource(World.class)
class DeviceTest {
    private static final String EDGE = "http://localhost:8080";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String DEVICE = "203.0.113.7";
    private static final GroupId TECHNICIANS = new GroupId(UUID.randomUUID());
    private static final RoleId HELPDESK = RoleId.of("729827e3-9c14-49f7-bb1b-9608f156bbb8");
    private static final Pattern KEY = Pattern.compile("secret=([A-Z2-7]+)");

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    private Home home;
    private Member mira;
    private ApplicationId client;

    @BeforeEach
    void somebody_with_a_device() {
        clock.reset();
        home = Home.called("Fjord Clinic");
        mira = home.person("mira");
        SignIns.firstOf(mira);
        client = home.client(Set.of());
        eventually(() -> ask(client).statusCode() == 200);
    }

    @AfterEach
    void everybody_is_back() {
        riskService.away(false);
    }

    @Test
    void a_device_is_told_where_to_go_and_what_to_show() {
        Response answer = ask(client);

        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        String shown = answer.jsonPath().getString("user_code");
        assertThat(shown).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        String page = EDGE + "/" + home.tenant() + "/device";
        assertThat(answer.jsonPath().getString("verification_uri")).isEqualTo(page);
        assertThat(answer.jsonPath().getString("verification_uri_complete")).isEqualTo(page + "?user_code=" + shown);
        assertThat(answer.jsonPath().getInt("expires_in")).isEqualTo(900);
        assertThat(answer.jsonPath().getInt("interval")).isEqualTo(5);
        assertThat(answer.jsonPath().getString("message")).contains(page, shown);
        Response discovery =
                machine("198.51.100.1").get("/" + home.tenant() + "/v2.0/.well-known/openid-configuration");
        assertThat(discovery.jsonPath().getString("device_authorization_endpoint"))
                .isEqualTo(EDGE + "/" + home.tenant() + "/oauth2/v2.0/devicecode");
        assertThat(discovery.jsonPath().getList("grant_types_supported")).contains(GRANT);
    }

    @ParameterizedTest
    @CsvSource({"'',''", "lower,-", "'',' '", "lower,–"})
    void a_device_is_let_in_by_who_signs_in_for_it(String small, String between) throws ParseException {
        Response device = ask(client);
        refused(poll(device), "authorization_pending", 70016);
        String shown = device.jsonPath().getString("user_code").replace("-", between);
        Browser browser =
                at(home).send(Map.of("code", small.isEmpty() ? shown : shown.toLowerCase(java.util.Locale.ROOT)));
        browser.signIn(mira.userPrincipalName(), Member.PASSWORD);

        assertThat(browser.last().statusCode()).isEqualTo(200);
        assertThat(browser.page())
                .contains(
                        "Reading room",
                        mira.userPrincipalName(),
                        "Germany (" + DEVICE + ")",
                        "only if you began it yourself");
        assertThat(browser.last().header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        browser.send(Map.of("step", "allow"));

        assertThat(browser.page()).contains("Your device is being signed in", "Reading room");
        Response tokens = poll(device);
        assertThat(tokens.statusCode()).as(tokens.asString()).isEqualTo(200);
        var access =
                SignedJWT.parse(tokens.jsonPath().getString("access_token")).getJWTClaimsSet();
        assertThat(access.getStringClaim("gty")).isEqualTo("device_code");
        assertThat(access.getSubject()).isEqualTo(mira.id().toString());
        assertThat(access.getStringClaim("client_id")).isEqualTo(client.toString());
        var id = SignedJWT.parse(tokens.jsonPath().getString("id_token")).getJWTClaimsSet();
        assertThat(id.getStringClaim("sid")).isEqualTo(access.getStringClaim("sid"));
        assertThat(token(Map.of(
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                tokens.jsonPath().getString("refresh_token")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_device_is_scored_where_it_is() {
        Response device = ask(client);
        allowed(device);

        assertThat(poll(device).statusCode()).isEqualTo(200);

        JsonNode scored = riskService.signInsOf(mira.userPrincipalName()).stream()
                .filter(each -> each.path("ipAddress").asText().equals(DEVICE))
                .findFirst()
                .orElseThrow();
        assertThat(scored.path("appId").asText()).isEqualTo(client.toString());
        assertThat(scored.path("userAgent").asText()).isEqualTo("reader/1.0");
        assertThat(scored.path("clientAppUsed").asText()).isEqualTo("Mobile Apps and Desktop clients");
        assertThat(scored.path("sessionId")).isEqualTo(scored.path("id"));
    }

    @Test
    void registration_interrupts_it_and_is_done_at_the_browser() {
        home.registrationDemanded();
        Response device = ask(client);
        eventually(() -> {
            Browser browser = entered(device).signIn(mira.userPrincipalName(), Member.PASSWORD);
            return browser.page().contains("Protect your account");
        });
        Browser browser = entered(device).signIn(mira.userPrincipalName(), Member.PASSWORD);
        assertThat(browser.page()).contains("14 more days");
        browser.send(Map.of("step", "startTotpRegistration"));
        Matcher key = KEY.matcher(browser.page());
        assertThat(key.find()).isTrue();
        mira.remembers(key.group(1));
        browser.send(Map.of("step", "confirmTotp", "code", mira.code(clock)));
        refused(poll(device), "authorization_pending", 70016);
        browser.send(Map.of("step", "showedRecoveryCodes"));

        assertThat(browser.page()).contains("Let", "Reading room", "value=\"allow\"");
        browser.send(Map.of("step", "allow"));
        assertThat(poll(device).statusCode()).isEqualTo(200);
    }

    @Test
    void whoever_asks_too_often_waits_longer_each_time() {
        Response device = ask(client);
        refused(poll(device), "authorization_pending", 70016);
        refused(poll(device), "slow_down", 70016);
        clock.pass(Duration.ofSeconds(9));
        refused(poll(device), "slow_down", 70016);
        clock.pass(Duration.ofSeconds(14));
        refused(poll(device), "slow_down", 70016);
        clock.pass(Duration.ofSeconds(20));
        refused(poll(device), "authorization_pending", 70016);
    }

    @Test
    void a_code_is_good_once_and_its_second_use_ends_what_came_of_it() {
        Response device = ask(client);
        allowed(device);
        Response tokens = poll(device);
        assertThat(tokens.statusCode()).isEqualTo(200);

        refused(poll(device), "invalid_grant", 54005);
        refused(
                token(Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.jsonPath().getString("refresh_token"))),
                "invalid_grant",
                70000);
        refused(poll(device), "invalid_grant", 54005);
    }

    @Test
    void another_client_has_nothing_of_a_code() {
        Response device = ask(client);
        allowed(device);
        ApplicationId other = home.client(Set.of());
        eventually(() -> ask(other).statusCode() == 200);

        refused(poll(device, other), "invalid_grant", 70018);
        refused(poll("x".repeat(43), client), "invalid_grant", 70018);
        assertThat(poll(device).statusCode()).isEqualTo(200);
    }

    @Test
    void nothing_waits_longer_than_a_quarter_of_an_hour() {
        Response device = ask(client);
        Browser browser = signedIn(device);
        clock.pass(Duration.ofMinutes(15));

        refused(poll(device), "expired_token", 70019);
        assertThat(browser.open(browser.path()).page()).contains("This does not go on");
        assertThat(at(home).send(Map.of("code", device.jsonPath().getString("user_code")))
                        .page())
                .contains("There is no such code");
        Response late = ask(client);
        allowed(late);
        clock.pass(Duration.ofMinutes(15));
        refused(poll(late), "expired_token", 70019);
    }

    @Test
    void what_is_denied_stays_denied() {
        Response device = ask(client);
        Browser browser = signedIn(device);

        browser.send(Map.of("step", "deny"));

        assertThat(browser.page()).contains("The device was not let in", "Tell your administrator");
        refused(poll(device), "access_denied", 65004);
        assertThat(at(home).send(Map.of("code", device.jsonPath().getString("user_code")))
                        .page())
                .contains("There is no such code");
    }

    @Test
    void of_two_browsers_the_first_decides() {
        Response device = ask(client);
        Browser one = signedIn(device);
        Browser other = signedIn(device);
        String form = other.continuation();

        one.send(Map.of("step", "deny"));
        other.send(Map.of("step", "allow", "continuation", form));

        assertThat(other.page()).contains("This does not go on");
        refused(poll(device), "access_denied", 65004);
    }

    @Test
    void the_page_that_asks_is_for_the_browser_that_signed_in_and_for_its_own_form() {
        Response device = ask(client);
        Browser browser = signedIn(device);
        Browser other = Browser.opening(browser.path());
        assertThat(other.last().statusCode()).isEqualTo(410);
        assertThat(other.page()).doesNotContain(mira.userPrincipalName(), "Reading room");

        Response forged = given().auth()
                .oauth2(Callers.token("remediation-service", Callers.anonymous()))
                .cookies(browser.cookies())
                .header("Sec-Fetch-Site", "cross-site")
                .contentType("application/x-www-form-urlencoded")
                .formParam("step", "allow")
                .formParam("continuation", browser.continuation())
                .post(browser.path());
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(browser.post(Map.of("step", "allow", "continuation", "x")).statusCode())
                .isEqualTo(403);
        assertThat(browser.post(Map.of("step", "nonsense")).statusCode()).isEqualTo(400);
        refused(poll(device), "authorization_pending", 70016);
    }

    @Test
    void a_code_in_the_address_is_only_put_into_the_field() {
        Response device = ask(client);
        String complete =
                device.jsonPath().getString("verification_uri_complete").replace(EDGE, "");
        Browser browser = Browser.opening(complete);

        assertThat(browser.page())
                .contains(
                        "value=\"" + device.jsonPath().getString("user_code") + "\"",
                        "Fjord Clinic",
                        "Whoever sends you one");
        assertThat(Browser.opening("/" + home.tenant() + "/device?user_code=%22%3E%3Cscript%3E")
                        .page())
                .doesNotContain("<script>\"", "\"><script>");
    }

    @Test
    void whoever_is_signed_in_already_signs_in_again() {
        Response device = ask(client);
        Browser browser = signedIn(device);

        browser.open("/" + home.tenant() + "/device");
        browser.send(Map.of("code", ask(client).jsonPath().getString("user_code")));

        assertThat(browser.page()).contains("Sign in", "name=\"name\"");
    }

    @Test
    void codes_are_not_guessed_from_one_place() {
        Response device = ask(client);
        Browser browser = at(home);
        for (int i = 0; i < 10; i++) {
            assertThat(browser.send(Map.of("code", "BBBB-BBBB")).last().statusCode())
                    .isEqualTo(400);
        }

        browser.send(Map.of("code", device.jsonPath().getString("user_code")));

        assertThat(browser.last().statusCode()).isEqualTo(429);
        assertThat(browser.page()).contains("too many wrong codes");
        Browser elsewhere = Browser.opening("/" + home.tenant() + "/device").with("Homeward-Client-Ip", "198.51.100.9");
        assertThat(elsewhere
                        .send(Map.of("code", device.jsonPath().getString("user_code")))
                        .last()
                        .statusCode())
                .isEqualTo(200);
        clock.pass(Duration.ofMinutes(10));
        Response another = ask(client);
        assertThat(browser.send(Map.of("code", another.jsonPath().getString("user_code")))
                        .page())
                .contains("name=\"name\"");
    }

    @Test
    void a_policy_about_device_codes_is_said_on_the_screen_and_lets_others_in() {
        home.policy(Conditions.NONE.with(TransferMethod.DEVICE_CODE_FLOW), Grant.allOf(Control.BLOCK));
        Response device = ask(client);
        eventually(() -> entered(device)
                .signIn(mira.userPrincipalName(), Member.PASSWORD)
                .page()
                .contains("53003"));

        refused(poll(device), "authorization_pending", 70016);
        assertThat(SignIns.open(mira).password(Member.PASSWORD).state()).isEqualTo("signed-in");
    }

    @Test
    void mfa_that_is_asked_for_device_codes_is_passed_at_the_browser() {
        SignIns.open(mira).password(Member.PASSWORD);
        home.registrationDemanded();
        eventually(() -> SignIns.open(mira).password(Member.PASSWORD).state().equals("more-information-required"));
        SignIns.open(mira).password(Member.PASSWORD).register(mira, clock);
        home.policy(Conditions.NONE.with(TransferMethod.DEVICE_CODE_FLOW), Grant.allOf(Control.MFA));
        Response device = ask(client);
        eventually(() -> entered(device)
                .signIn(mira.userPrincipalName(), Member.PASSWORD)
                .page()
                .contains("value=\"totp\""));
        Browser browser = entered(device).signIn(mira.userPrincipalName(), Member.PASSWORD);

        browser.send(Map.of("step", "totp", "code", mira.code(clock)));
        browser.send(Map.of("step", "allow"));

        assertThat(poll(device).statusCode()).isEqualTo(200);
    }

    @Test
    void what_the_person_has_proven_answers_no_risk_of_the_device() {
        home.registrationDemanded();
        eventually(() -> SignIns.open(mira).password(Member.PASSWORD).state().equals("more-information-required"));
        SignIns.open(mira).password(Member.PASSWORD).register(mira, clock);
        home.whenSignInRisky(Control.MFA);
        eventually(() -> {
            riskService.signInsAre(mira.id(), RiskLevel.MEDIUM);
            return SignIns.open(mira).password(Member.PASSWORD).state().equals("unusual-sign-in");
        });
        riskService.signInsAre(mira.id(), RiskLevel.NONE);
        Response device = ask(client);
        allowed(device);

        riskService.signInsAre(mira.id(), RiskLevel.MEDIUM);

        Response refused = poll(device);
        refused(refused, "interaction_required", 50076);
        assertThat(refused.jsonPath().getString("suberror")).isEqualTo("basic_action");
        var claims = io.restassured.path.json.JsonPath.from(refused.jsonPath().getString("claims"));
        assertThat(claims.getMap("access_token.acrs")).isEqualTo(Map.of("essential", true, "value", "mfa"));
        Response again = poll(device);
        refused(again, "invalid_grant", 54005);
        assertThat(again.jsonPath().getString("suberror")).isEqualTo("bad_token");
        assertThat(again.jsonPath().getString("claims")).isNull();
    }

    @Test
    void who_is_at_risk_since_lets_no_device_in() {
        Response device = ask(client);
        Browser browser = signedIn(device);
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, new DetectionType("leakedCredentials"), Route.PASSWORD_CHANGE);

        browser.send(Map.of("step", "allow"));

        assertThat(browser.page()).contains("The device was not let in");
        Response refused = poll(device);
        assertThat(refused.jsonPath().getString("error")).isEqualTo("access_denied");
        riskService.isClear(mira.id());
    }

    @Test
    void a_session_that_has_ended_lets_no_device_in() {
        Response device = ask(client);
        allowed(device);
        given().auth()
                .oauth2(Callers.token("remediation-service", Callers.member(home.tenant(), mira.id())))
                .post("/v1.0/me/revokeSignInSessions");

        refused(poll(device), "invalid_grant", 50133);
    }

    @Test
    void a_device_is_used_at_home_only() {
        Home customer = Home.called("Customer");
        home.registrationDemanded();
        mira = home.person("tom", Set.of(TECHNICIANS));
        home.serves(customer.tenant(), "active", TECHNICIANS, Set.of(HELPDESK));
        eventually(() -> SignIns.open(mira).password(Member.PASSWORD).state().equals("more-information-required"));
        SignIns signIn = SignIns.open(mira).password(Member.PASSWORD).register(mira, clock);
        eventually(() -> exchange(
                                customer,
                                signIn.token(),
                                Map.of("client_id", home.application().toString(), "client_secret", Home.SECRET))
                        .statusCode()
                == 200);
        Response device = ask(client, "openid " + EDGE + "/.default");
        allowed(device);
        String token = poll(device).jsonPath().getString("access_token");

        refused(exchange(customer, token, Map.of("client_id", client.toString())), "interaction_required", 50076);

        Home elsewhere = Home.called("Elsewhere");
        Member otto = elsewhere.person("otto");
        SignIns.firstOf(otto);
        String request = entered(ask(client)).location().replaceAll(".*request=", "");

        SignIns foreign =
                SignIns.answering(otto, client, home.tenant() + "." + request).password(Member.PASSWORD);

        String back = foreign.json().getString("answer.redirect");
        assertThat(back).contains("error=home_only").doesNotContain("code=");
        assertThat(Browser.opening(back.replace(EDGE, "")).page())
                .contains("only be used with an account of the organisation");
    }

    @Test
    void a_client_with_a_secret_shows_it_and_is_registered_for_devices() {
        ApplicationId secretive = home.client(Set.of(Home.SECRET));
        ApplicationId both = new ApplicationId(UUID.randomUUID());
        home.client(both, Set.of(Home.SECRET), Map.of("fallbackPublicClient", true));
        eventually(() -> ask(both).statusCode() == 200);

        refused(ask(secretive), "invalid_client", 7000215);
        refused(
                begin(Map.of("client_id", secretive.toString(), "client_secret", Home.SECRET)),
                "unauthorized_client",
                7000218);
        refused(begin(Map.of("client_id", both.toString(), "client_secret", "wrong")), "invalid_client", 7000215);
        assertThat(begin(Map.of("client_id", both.toString(), "client_secret", Home.SECRET))
                        .statusCode())
                .isEqualTo(200);
        refused(
                begin(Map.of("client_id", client.toString(), "scope", "https://other.example/read")),
                "invalid_scope",
                70011);
        refused(begin(Map.of()), "invalid_client", 7000215);
    }

    @Test
    void only_so_many_devices_wait_from_one_place() {
        Response last = ask(client);
        for (int i = 0; i < 60 && last.statusCode() == 200; i++) {
            last = ask(client);
        }
        refused(last, "temporarily_unavailable", 90055);
        assertThat(last.statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({"de,Auf einem Gerät anmelden", "fr,Se connecter sur un appareil", "es,Iniciar sesión en un dispositivo"
    })
    void the_page_speaks_the_browsers_language(String language, String heading) {
        Browser browser = Browser.opening("/" + home.tenant() + "/device?lang=" + language);
        assertThat(browser.page()).contains("<h1 id=\"heading\">" + heading + "</h1>");
    }

    private static Browser at(Home home) {
        return Browser.opening("/" + home.tenant() + "/device");
    }

    private Browser entered(Response device) {
        return at(home).send(Map.of("code", device.jsonPath().getString("user_code")));
    }

    private Browser signedIn(Response device) {
        Browser browser = entered(device).signIn(mira.userPrincipalName(), Member.PASSWORD);
        if (browser.page().contains("value=\"skipRegistration\"")) {
            browser.send(Map.of("step", "skipRegistration"));
        }
        assertThat(browser.page()).contains("value=\"allow\"");
        return browser;
    }

    private void allowed(Response device) {
        assertThat(signedIn(device).send(Map.of("step", "allow")).page()).contains("Your device is being signed in");
    }

    private Response ask(ApplicationId application) {
        return ask(application, "openid offline_access");
    }

    private Response ask(ApplicationId application, String scope) {
        return begin(Map.of("client_id", application.toString(), "scope", scope));
    }

    private Response begin(Map<String, String> form) {
        return machine(DEVICE).formParams(form).post("/" + home.tenant() + "/oauth2/v2.0/devicecode");
    }

    private Response poll(Response device) {
        return poll(device, client);
    }

    private Response poll(Response device, ApplicationId application) {
        return poll(device.jsonPath().getString("device_code"), application);
    }

    private Response poll(String code, ApplicationId application) {
        return machine(DEVICE)
                .formParams(Map.of("grant_type", GRANT, "device_code", code, "client_id", application.toString()))
                .post("/" + home.tenant() + "/oauth2/v2.0/token");
    }

    private Response token(Map<String, String> form) {
        var all = new HashMap<>(form);
        all.put("client_id", client.toString());
        return machine(DEVICE).formParams(all).post("/" + home.tenant() + "/oauth2/v2.0/token");
    }

    private Response exchange(Home entered, String token, Map<String, String> as) {
        return machine(DEVICE)
                .formParams(as)
                .formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                .formParam("subject_token", token)
                .formParam("subject_token_type", "urn:ietf:params:oauth:token-type:access_token")
                .post("/" + entered.tenant() + "/oauth2/v2.0/token");
    }

    private static io.restassured.specification.RequestSpecification machine(String address) {
        return given().auth()
                .oauth2(Callers.token("remediation-service", Callers.anonymous()))
                .header("Homeward-Client-Ip", address)
                .header("Homeward-Client-Country", "DE")
                .header("User-Agent", "reader/1.0")
                .contentType("application/x-www-form-urlencoded");
    }

    private static void refused(Response answer, String error, int number) {
        assertThat(answer.jsonPath().getString("error")).as(answer.asString()).isEqualTo(error);
        assertThat(answer.jsonPath().getList("error_codes")).containsExactly(number);
    }
}
