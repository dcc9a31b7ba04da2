package io.homeward.remediation.account;

import static io.homeward.remediation.fixture.SignIns.anonymous;
import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.fixture.Authenticator;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.remediation.page.Browser;
import io.homeward.remediation.session.BrowserSessions;
import io.homeward.remediation.session.SessionId;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;

/** One's own account as a browser without scripts meets it, and as somebody would who wants more than his own. */
@QuarkusTest
@WithTestResource(World.class)
class AccountPagesTest {
    private static final RiskServiceStandIn RISK = RiskServiceStandIn.INSTANCE;
    private static final Pattern METHOD = Pattern.compile("name=\"method\" value=\"([^\"]+)\"");
    private static final Pattern SESSION = Pattern.compile("name=\"session\" value=\"([^\"]+)\"");

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    @Inject
    BrowserSessions browsers;

    private Home home;
    private Member mira;

    @BeforeEach
    void somebody() {
        clock.reset();
        home = Home.called("Fjord Clinic").whenSignInRisky(Control.MFA);
        mira = home.person("mira");
        SignIns.firstOf(mira);
    }

    @AfterEach
    void everybodyIsBack() {
        RISK.away(false);
    }

    private static Browser at(String path) {
        return Browser.asking("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", path);
    }

    private String account() {
        return "/" + home.tenant() + "/account";
    }

    /** Says who he is, and stops where the flow asks for more than the password. */
    private static Browser named(Browser browser, Member member, String to) {
        return browser.send(Map.of("name", member.userPrincipalName(), "to", to));
    }

    /** Signed in with a password and, where there is one, the app. */
    private Browser signedIn(Member member) {
        Browser browser = named(at("/" + member.home().tenant() + "/account"), member, "account");
        browser.send(Map.of("step", "password", "password", Member.PASSWORD));
        return browser.page().contains("value=\"totp\"")
                ? browser.send(Map.of("step", "totp", "code", member.code(clock)))
                : browser;
    }

    private Browser withApp() {
        addApp(signedIn(mira));
        return signedIn(mira);
    }

    private void addApp(Browser browser) {
        browser.sendTo(account() + "/add", Map.of("step", "startTotpRegistration"));
        assertThat(browser.page()).contains("<svg class=\"qr\"");
        Matcher key = Pattern.compile("data-copy-text=\"([A-Z2-7]+)\"").matcher(browser.page());
        assertThat(key.find()).isTrue();
        mira.remembers(key.group(1));
        browser.send(Map.of("step", "confirmTotp", "code", mira.code(clock)));
        assertThat(browser.page()).contains("Keep your recovery codes");
        browser.send(Map.of("step", "showedRecoveryCodes"));
        assertThat(browser.page()).contains("Authenticator app", "10 left");
    }

    private static void addPasskey(Browser browser, String account, Authenticator authenticator) {
        browser.sendTo(account + "/add", Map.of("step", "startPasskeyRegistration"));
        browser.send(Map.of("step", "confirmPasskey", "credential", made(browser.page(), authenticator)));
    }

    private static String made(String page, Authenticator authenticator) {
        Matcher options = Pattern.compile("data-create=\"([^\"]*)\"").matcher(page);
        assertThat(options.find()).as(page).isTrue();
        String json =
                options.group(1).replace("&quot;", "\"").replace("&amp;", "&").replace("&#39;", "'");
        try {
            Map<String, Object> asked = FeedJson.mapper().readValue(json, new TypeReference<>() {});
            return FeedJson.mapper().writeValueAsString(authenticator.make(asked));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String first(Pattern pattern, Browser browser) {
        Matcher matcher = pattern.matcher(browser.page());
        assertThat(matcher.find()).as(browser.page()).isTrue();
        return matcher.group(1);
    }

    @Test
    void whoever_opens_his_account_signs_in_first_and_comes_back_to_where_he_wanted() {
        Browser browser = at(account() + "/sessions");

        assertThat(browser.page()).contains("Sign in", "My account", "Fjord Clinic");
        named(browser, mira, "sessions").send(Map.of("step", "password", "password", Member.PASSWORD));

        assertThat(browser.path()).isEqualTo(account() + "/sessions");
        assertThat(browser.page())
                .contains(
                        "Where you are signed in.", "This browser", mira.home().tenant() + "");
        assertThat(browser.open(account()).page()).contains(mira.userPrincipalName(), "Password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "//evil.example", "../x", "account/../..", "ACCOUNT", ""})
    void nobody_is_led_anywhere_but_to_a_page_of_ours(String elsewhere) {
        Browser browser = at("/" + home.tenant() + "/sign-in?to=account");

        assertThat(browser.send(Map.of("name", mira.userPrincipalName(), "to", elsewhere))
                        .last()
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.page()).doesNotContain("evil.example");
    }

    @Test
    void no_token_is_given_for_these_pages() {
        Browser browser = named(at(account()), mira, "account");
        String flow = browser.path().substring(browser.path().lastIndexOf('/') + 1);

        var answer = anonymous()
                .body(Map.of(
                        "continuation",
                        browser.continuation(),
                        "step",
                        Map.of("type", "password", "password", Member.PASSWORD)))
                .post("/v1/flows/" + home.tenant() + "." + flow + "/steps");

        assertThat(answer.jsonPath().getString("state")).as(answer.asString()).isEqualTo("signed-in");
        assertThat(answer.jsonPath().getMap("token")).isNull();
    }

    @Test
    void a_first_app_comes_with_recovery_codes_and_its_owner_is_told() {
        String address = UUID.randomUUID() + "@mail.example";
        home.tell(mira.reads("en", address), true, false, Set.of());
        Browser browser = signedIn(mira);
        assertThat(browser.page()).contains("one thing only");

        browser.sendTo(account() + "/add", Map.of("step", "startTotpRegistration"));
        browser.send(Map.of("step", "confirmTotp", "code", "000 000"));
        assertThat(browser.page()).contains("The code was not accepted.");
        addApp(browser);

        assertThat(browser.page()).contains("protected by a second proof");
        eventually(() -> World.lettersTo(address).size() >= 1);
        browser.sendTo(account() + "/add", Map.of("step", "startTotpRegistration"));
        assertThat(browser.path()).as("it has not been proven yet").contains("/sign-in/");
        assertThat(signedIn(mira)
                        .sendTo(account() + "/add", Map.of("step", "startTotpRegistration"))
                        .page())
                .contains("There is an authenticator app already.");
    }

    @Test
    void a_passkey_is_added_named_and_taken_away() {
        Browser browser = withApp();
        addPasskey(browser, account(), new Authenticator());
        assertThat(browser.page()).contains("It was added.", "Passkey");
        String passkey =
                METHOD.matcher(browser.page()).results().toList().getLast().group(1);

        browser.sendTo(account(), Map.of("step", "rename", "method", passkey, "name", "<b>My</b> phone"));
        assertThat(browser.page()).contains("The name was changed.", "&lt;b&gt;My&lt;/b&gt; phone");
        browser.sendTo(account(), Map.of("step", "rename", "method", passkey, "name", " "));
        assertThat(browser.last().statusCode()).isEqualTo(400);
        browser.sendTo(account(), Map.of("step", "remove", "method", passkey));

        assertThat(browser.page()).contains("It was removed.").doesNotContain("phone");
        browser.sendTo(account(), Map.of("step", "remove", "method", passkey));
        assertThat(browser.page()).contains("That is not there any more.");
    }

    @Test
    void what_an_authenticator_has_made_is_taken_once_and_for_its_own_challenge() {
        Browser browser = withApp();
        browser.sendTo(account() + "/add", Map.of("step", "startPasskeyRegistration"));
        String other = made(browser.page(), new Authenticator());
        browser.sendTo(account() + "/add", Map.of("step", "startPasskeyRegistration"));

        browser.send(Map.of("step", "confirmPasskey", "credential", other));
        assertThat(browser.page()).contains("No passkey was created.");
        String right = made(browser.page(), new Authenticator());
        browser.send(Map.of("step", "confirmPasskey", "credential", right));
        assertThat(browser.page()).contains("It was added.");
        browser.sendTo(account() + "/add", Map.of("step", "confirmPasskey", "credential", right));

        assertThat(browser.page().split("class=\"icon passkey\"", -1)).hasSize(2);
    }

    @Test
    void an_old_proof_is_given_anew_before_anything_is_changed() {
        Browser browser = withApp();
        String app = first(METHOD, browser);
        clock.pass(Duration.ofMinutes(11));
        assertThat(browser.open(account()).page()).contains("you are asked to prove that it is you");

        browser.sendTo(account(), Map.of("step", "remove", "method", app));
        assertThat(browser.path()).startsWith("/" + home.tenant() + "/sign-in/");
        assertThat(browser.page()).contains("Enter your password", mira.userPrincipalName());
        browser.send(Map.of("step", "password", "password", Member.PASSWORD));
        browser.send(Map.of("step", "totp", "code", mira.code(clock)));

        assertThat(browser.path()).isEqualTo(account());
        assertThat(browser.page()).contains("Authenticator app").doesNotContain("asked to prove");
        browser.sendTo(account(), Map.of("step", "remove", "method", app));
        assertThat(browser.page()).contains("It was removed.");
    }

    @Test
    void a_session_without_the_second_factor_changes_nothing() {
        withApp();
        SignIns.open(mira).password(Member.PASSWORD).token();
        Browser browser = at(account()).carrying(BrowserSessions.COOKIE, cookie(newest()));

        assertThat(browser.open(account()).page()).contains("asked to prove that it is you");
        browser.sendTo(account() + "/add", Map.of("step", "startPasskeyRegistration"));
        assertThat(browser.path()).startsWith("/" + home.tenant() + "/sign-in");
    }

    private SessionId newest() {
        return database.in(home.tenant(), handle -> handle.createQuery(
                        "select session_id from session where person_id = :person order by auth_time desc limit 1")
                .bind("person", mira.id().value())
                .mapTo(UUID.class)
                .map(SessionId::new)
                .one());
    }

    private String cookie(SessionId session) {
        return database.in(home.tenant(), handle -> browsers.mint(handle, home.tenant(), session));
    }

    @Test
    void from_a_risky_session_nothing_is_changed_and_nothing_said_of_risk() {
        Browser before = withApp();
        String app = first(METHOD, before);
        RISK.signInsAre(mira.id(), RiskLevel.MEDIUM);
        Browser browser = named(at(account()), mira, "account");
        browser.send(Map.of("step", "password", "password", Member.PASSWORD));
        browser.send(Map.of("step", "continue"));
        browser.send(Map.of("step", "totp", "code", mira.code(clock)));

        assertThat(browser.path()).isEqualTo(account());
        assertThat(browser.page())
                .contains("Nothing can be changed here from this sign-in.")
                .doesNotContain("value=\"remove\"")
                .doesNotContainIgnoringCase("risk");
        for (var form : List.of(Map.of("step", "remove", "method", app), Map.of("step", "renewRecoveryCodes"))) {
            browser.sendTo(account(), form);
            assertThat(browser.last().statusCode()).isEqualTo(400);
            assertThat(browser.page()).contains("Nothing was done.").doesNotContainIgnoringCase("risk");
        }
        browser.sendTo(account() + "/add", Map.of("step", "startPasskeyRegistration"));
        assertThat(browser.page()).doesNotContain("data-create");
        assertThat(browser.open(account()).page()).contains("Authenticator app");
    }

    @Test
    void whoever_is_found_at_risk_meanwhile_adds_nothing_nor_when_nobody_knows() {
        Browser browser = withApp();
        browser.sendTo(account() + "/add", Map.of("step", "startPasskeyRegistration"));
        String made = made(browser.page(), new Authenticator());

        RISK.away(true);
        browser.sendTo(account() + "/add", Map.of("step", "confirmPasskey", "credential", made));
        RISK.away(false);
        RISK.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.LEAKED_CREDENTIALS, Route.PASSWORD_CHANGE);
        browser.open(account() + "/add");
        browser.sendTo(account() + "/add", Map.of("step", "confirmPasskey", "credential", made));
        assertThat(browser.open(account()).page()).doesNotContain("class=\"icon passkey\"");

        RISK.isClear(mira.id());
        browser.sendTo(account() + "/add", Map.of("step", "startPasskeyRegistration"));
        assertThat(browser.path()).as("a session from before is asked anew").contains("/sign-in/");
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site,cross-site", "Sec-Fetch-Site,none", "Origin,https://evil.example", "Origin,null"})
    void what_another_site_sends_does_nothing(String header, String value) {
        Browser browser = withApp();
        String app = first(METHOD, browser);

        int answer = anonymous()
                .cookies(browser.cookies())
                .header(header, value)
                .contentType("application/x-www-form-urlencoded")
                .formParam("step", "remove")
                .formParam("method", app)
                .formParam("continuation", browser.continuation())
                .post(account())
                .statusCode();

        assertThat(answer).isEqualTo(403);
        assertThat(browser.open(account()).page()).contains(app);
    }

    @Test
    void a_form_without_its_token_or_with_anothers_does_nothing() {
        Browser browser = withApp();
        String app = first(METHOD, browser);
        Member omar = home.person("omar");
        SignIns.firstOf(omar);
        String theirs = signedIn(omar).continuation();

        for (String token : List.of("", "x", theirs)) {
            var form = new LinkedHashMap<String, String>();
            form.put("step", "remove");
            form.put("method", app);
            form.put("continuation", token);
            browser.open(account()).sendTo(account(), form);
            assertThat(browser.last().statusCode()).isEqualTo(403);
            form.put("step", "endAll");
            browser.open(account()).sendTo(account() + "/sessions", form);
            assertThat(browser.last().statusCode()).isEqualTo(403);
        }
        assertThat(browser.open(account()).page()).contains(app);
    }

    @Test
    void somebody_elses_things_are_none_of_his() {
        Member omar = home.person("omar");
        SignIns.firstOf(omar);
        String omars = first(SESSION, signedIn(omar).open(account() + "/sessions"));
        String hers = first(METHOD, withApp());
        Browser browser = signedIn(omar);

        browser.sendTo(account() + "/sessions", Map.of("step", "end", "session", UUID.randomUUID() + ""));
        assertThat(browser.last().statusCode()).isEqualTo(404);
        browser.open(account());
        browser.sendTo(account(), Map.of("step", "remove", "method", hers));
        assertThat(browser.page()).doesNotContain("It was removed.");
        assertThat(signedIn(mira).page()).contains(hers);
        Browser mine = signedIn(mira).open(account() + "/sessions");
        mine.sendTo(account() + "/sessions", Map.of("step", "end", "session", omars));
        assertThat(mine.last().statusCode()).isEqualTo(404);
    }

    @Test
    void another_tenants_pages_ask_who_is_there() {
        Home other = Home.called("Other");
        Browser browser = signedIn(mira);

        eventually(() -> browser.open("/" + other.tenant() + "/account").page().contains("Other"));
        assertThat(browser.page()).contains("Sign in").doesNotContain(mira.userPrincipalName());
        assertThat(browser.open("/" + UUID.randomUUID() + "/account").last().statusCode())
                .isEqualTo(404);
    }

    @Test
    void where_his_account_was_used_is_on_a_map_and_he_says_that_it_was_not_he() {
        String strange = "strange-" + mira.id();
        RISK.keeps(mira.id(), List.of(signIn(strange, 0, "Bergen", 60.39, 5.32), signIn("b", 50126, null, null, null)));
        Browser browser = signedIn(mira).open(account() + "/sign-ins");

        assertThat(browser.page())
                .contains("Bergen, Norway", "Wrong password", "Unknown place", "<path class=\"land\"")
                .contains("cx=\"74.13\" cy=\"7.04\"")
                .doesNotContainIgnoringCase("risk")
                .doesNotContain("http://", "https://");
        browser.send(Map.of("step", "wasMe", "signIn", strange));
        assertThat(browser.page()).contains("You said that this was you.");
        browser.send(Map.of("step", "notMe", "signIn", strange));
        assertThat(browser.page()).contains("You said that this was not you.");
        eventually(() -> RISK.postedWith(strange).size() == 2);
        browser.send(Map.of("step", "notMe", "signIn", "theirs"));
        assertThat(browser.last().statusCode()).isEqualTo(404);
    }

    @Test
    void without_the_list_he_is_told_to_try_again() {
        Browser browser = signedIn(mira);
        RISK.away(true);

        assertThat(browser.open(account() + "/sign-ins").last().statusCode()).isEqualTo(503);
        assertThat(browser.page()).contains("Try again in a moment.");
        assertThat(browser.open(account() + "/sessions").last().statusCode()).isEqualTo(200);
        assertThat(browser.open(account()).last().statusCode()).isEqualTo(200);
    }

    @Test
    void he_ends_one_session_and_then_all_and_this_browser_is_out() {
        Browser other = signedIn(mira);
        clock.pass(Duration.ofSeconds(1));
        Browser browser = signedIn(mira).open(account() + "/sessions");
        Matcher sessions = SESSION.matcher(browser.page());
        assertThat(sessions.find()).isTrue();
        String own = sessions.group(1);
        assertThat(sessions.find()).isTrue();

        browser.send(Map.of("step", "end", "session", sessions.group(1)));
        assertThat(browser.page()).contains("The session was ended.", own);
        assertThat(other.open(account()).page()).contains("Sign in");
        browser.send(Map.of("step", "endAll"));

        assertThat(browser.page()).contains("You are signed out");
        assertThat(browser.open(account()).page()).contains("to continue to");
    }

    @ParameterizedTest
    @CsvSource({"de,Mein Konto,Abmelden", "fr,Mon compte,Se déconnecter", "es,Mi cuenta,Cerrar sesión"})
    void his_pages_speak_his_language(String language, String heading, String signOut) {
        Browser browser = signedIn(mira);
        browser.open(account() + "?lang=" + language);

        assertThat(browser.page()).contains(heading, signOut, "<html lang=\"" + language + "\">");
        assertThat(browser.last().header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(browser.last().header("Cache-Control")).isEqualTo("no-store");
        assertThat(browser.page()).doesNotContain(" style=", " onclick=");
    }

    @Test
    void a_program_is_still_answered_in_json() {
        Browser browser = signedIn(mira);
        RISK.keeps(mira.id(), List.of());

        for (String accept : List.of("*/*", "application/json")) {
            assertThat(anonymous()
                            .cookies(browser.cookies())
                            .accept(accept)
                            .get(account() + "/sign-ins")
                            .contentType())
                    .startsWith("application/json");
        }
        assertThat(anonymous()
                        .cookies(browser.cookies())
                        .accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                        .get(account() + "/sign-ins")
                        .contentType())
                .startsWith("text/html");
    }

    private static Map<String, Object> signIn(String id, int code, String city, Double latitude, Double longitude) {
        var signIn = new LinkedHashMap<String, Object>();
        signIn.put("id", id);
        signIn.put("at", "2026-03-04T06:58:01Z");
        signIn.put("application", "Mail");
        signIn.put("ip", "203.0.113.44");
        signIn.put("city", city);
        signIn.put("country", city == null ? null : "NO");
        signIn.put("latitude", latitude);
        signIn.put("longitude", longitude);
        signIn.put("operatingSystem", "Windows");
        signIn.put("browser", "Edge");
        signIn.put("sessionId", null);
        signIn.put("errorCode", code);
        signIn.put("mfa", null);
        return signIn;
    }
}
