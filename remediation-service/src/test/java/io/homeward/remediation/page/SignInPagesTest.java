package io.homeward.remediation.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.policy.Control;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages as a browser without scripts meets them, and as somebody would who wants to get around them. */
@QuarkusTest
@WithTestResource(World.class)
class SignInPagesTest {

    @Inject
    MovableClock clock;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @Test
    void whoever_signs_in_goes_back_to_the_application_with_a_session_of_his_browser() {
        Member mira = member("Fjord Clinic");
        Browser browser = at(mira);

        assertThat(browser.page()).contains("Sign in", "Fjord Clinic", "Reading room", "<html lang=\"en\">");
        browser.signIn(mira.userPrincipalName(), Member.PASSWORD);

        assertThat(browser.last().statusCode()).isEqualTo(303);
        assertThat(browser.last().header("Location"))
                .startsWith(Browser.BACK + "?")
                .contains("code=", "state=s");
        assertThat(browser.cookies().get("__Host-homeward-session"))
                .startsWith(mira.home().tenant() + ".");
    }

    @Test
    void a_wrong_password_and_an_unknown_name_look_alike() {
        Member mira = member("Alike");
        String wrong =
                at(mira).signIn(mira.userPrincipalName(), "not the password").page();
        String unknown = at(mira).signIn("x" + mira.userPrincipalName(), "not the password")
                .page();

        assertThat(wrong).contains("The user name or the password is not right.");
        assertThat(shape(unknown, "x" + mira.userPrincipalName())).isEqualTo(shape(wrong, mira.userPrincipalName()));
    }

    @Test
    void registration_says_how_many_days_are_left_and_shows_a_code_to_scan_and_a_key() {
        Member mira = member("Grace", home -> home.registrationDemanded());
        Browser browser = at(mira).signIn(mira.userPrincipalName(), Member.PASSWORD);

        assertThat(browser.page()).contains("Protect your account", "14 more days", "value=\"skipRegistration\"");
        browser.send(Map.of("step", "startTotpRegistration"));
        assertThat(browser.page()).contains("<svg class=\"qr\"", "otpauth://totp/", "one-time-code");

        browser.send(Map.of("step", "confirmTotp", "code", "000 000"));
        assertThat(browser.page()).contains("The code was not accepted.", "role=\"alert\"");
    }

    @Test
    void a_second_click_takes_no_second_step() {
        Member mira = member("Clicks");
        Browser browser = at(mira);
        browser.send(Map.of("name", mira.userPrincipalName(), "request", request(browser)));
        Map<String, String> first =
                Map.of("step", "password", "password", "wrong", "continuation", browser.continuation());
        String flow = browser.path();

        browser.post(first);
        Response second = browser.post(first);

        assertThat(second.statusCode()).isEqualTo(303);
        assertThat(second.header("Location")).isEqualTo(flow);
        browser.open(flow);
        assertThat(browser.page()).contains("not right");
        browser.send(Map.of("step", "password", "password", Member.PASSWORD));
        assertThat(browser.last().header("Location")).startsWith(Browser.BACK);
    }

    @Test
    void a_flow_is_its_own_browsers() {
        Member mira = member("Two");
        Browser browser = at(mira);
        browser.send(Map.of("name", mira.userPrincipalName(), "request", request(browser)));
        Browser other = at(mira).open(browser.path());

        assertThat(other.last().statusCode()).isEqualTo(404);
        assertThat(other.page()).contains("another browser").doesNotContain(mira.userPrincipalName());
        Response stolen = other.post(
                Map.of("step", "password", "password", Member.PASSWORD, "continuation", browser.continuation()));
        assertThat(stolen.header("Location")).isNotEqualTo(Browser.BACK);
        other.open(browser.path());
        assertThat(other.last().statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site",
        "Sec-Fetch-Site,none",
        "Origin,https://evil.example",
        "Origin,null"
    })
    void what_another_site_sends_takes_no_step(String header, String value) {
        Member mira = member("Forged");
        Browser browser = at(mira);
        browser.send(Map.of("name", mira.userPrincipalName(), "request", request(browser)));

        Response forged = io.restassured.RestAssured.given()
                .auth()
                .oauth2(io.homeward.testsupport.Callers.token(
                        "remediation-service", io.homeward.testsupport.Callers.anonymous()))
                .cookies(browser.cookies())
                .header(header, value)
                .contentType("application/x-www-form-urlencoded")
                .formParam("step", "password")
                .formParam("password", Member.PASSWORD)
                .formParam("continuation", browser.continuation())
                .post(browser.path());

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.asString()).contains("did not come from our own page");
        browser.send(Map.of("step", "password", "password", Member.PASSWORD));
        assertThat(browser.last().header("Location")).as("nothing was done").startsWith(Browser.BACK);
    }

    @Test
    void every_page_forbids_what_it_does_not_need() {
        Member mira = member("Strict");
        Browser browser = at(mira);
        for (int i = 0; i < 2; i++) {
            assertThat(browser.last().header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                    .contains("form-action 'self' https://reading.example;")
                    .doesNotContain("unsafe");
            assertThat(browser.last().header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(browser.last().header("Cache-Control")).isEqualTo("no-store");
            assertThat(browser.last().header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(browser.last().header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(browser.page()).doesNotContain(" style=", " onclick=");
            browser.send(Map.of("name", mira.userPrincipalName(), "request", request(browser)));
        }
    }

    @Test
    void what_is_typed_is_shown_as_text_whatever_it_is() {
        Member mira = member("Scripts");
        Browser browser = at(mira);
        String name = "<script>alert(1)</script>\"'&\u202Eevil@x.example שלום 王";

        browser.send(Map.of("name", name, "request", request(browser)));

        assertThat(browser.page())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "<bdi>", "שלום 王")
                .doesNotContain("<script>alert");
    }

    @Test
    void too_much_is_refused_on_the_page() {
        Member mira = member("Much");
        Browser browser = at(mira);
        String request = request(browser);

        assertThat(browser.send(Map.of("name", "a".repeat(400), "request", request))
                        .page())
                .contains("too long for a user name");
        assertThat(browser.send(Map.of("name", "  ", "request", request)).page())
                .contains("Enter your user name.");
        browser.send(Map.of("name", mira.userPrincipalName(), "request", request));
        assertThat(browser.send(Map.of("step", "password", "password", "a".repeat(5_000)))
                        .page())
                .contains("not right", mira.userPrincipalName());
        assertThat(browser.send(Map.of("step", "nonsense")).last().statusCode()).isEqualTo(400);
        assertThat(browser.post(Map.of("step", "password", "password", "a".repeat(100_000)))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"de,Anmelden", "fr-CA,Se connecter", "es,Iniciar sesión", "ja,Sign in", "de;q=0.1,Anmelden"})
    void a_page_speaks_the_browsers_language(String accepted, String heading) {
        Member mira = member("Tongues");
        Browser browser = Browser.sentBy(mira.home(), client(mira)).with("Accept-Language", accepted);

        browser.open(path(browser));

        assertThat(browser.page()).contains("<h1 id=\"heading\">" + heading + "</h1>");
    }

    @Test
    void a_language_that_was_chosen_stays() {
        Member mira = member("Chosen");
        Browser browser = at(mira).with("Accept-Language", "fr");
        String here = path(browser);
        browser.open(here + "&lang=de");

        assertThat(browser.page()).contains("<html lang=\"de\">");
        assertThat(browser.open(here).page()).contains("<html lang=\"de\">");
        assertThat(browser.open(here + "&lang=xx").page()).contains("<html lang=\"de\">");
    }

    @Test
    void a_blocked_sign_in_says_what_next_who_can_help_and_what_to_copy() {
        Member mira = member("Blocked", home -> home.always(Control.BLOCK));
        Browser browser = at(mira).signIn(mira.userPrincipalName(), Member.PASSWORD);

        assertThat(browser.page())
                .contains("blocked", "an administrator of", "Blocked", "53003", "Correlation id", "127.0.0.1");
    }

    @Test
    void the_host_and_the_origin_that_a_request_claims_mean_nothing() {
        Member mira = member("Host");
        Browser browser = at(mira).with("Host", "evil.example").with("X-Forwarded-Host", "evil.example");
        browser.open(path(browser));
        assertThat(browser.page()).doesNotContain("evil.example");
        browser.send(Map.of("name", mira.userPrincipalName(), "request", request(browser)));
        assertThat(browser.page()).doesNotContain("evil.example");
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri,https://evil.example/callback,an address that it has not registered",
        "client_id,00000000-0000-0000-0000-00000000dead,is not known in this organisation"
    })
    void what_an_application_asks_wrongly_is_said_to_the_person_and_nobody_is_sent_anywhere(
            String parameter, String value, String said) {
        Member mira = member("Wrongly");
        ApplicationId client = client(mira);
        Browser.sentBy(mira.home(), client);
        String asked = "/%s/oauth2/v2.0/authorize?response_type=code&scope=openid"
                        .formatted(mira.home().tenant())
                + (parameter.equals("client_id") ? "" : "&client_id=" + client)
                + (parameter.equals("redirect_uri") ? "" : "&redirect_uri=" + Browser.BACK)
                + "&" + parameter + "=" + value;

        Browser browser = Browser.asking("text/html,application/xhtml+xml,*/*;q=0.8", asked);

        assertThat(browser.last().statusCode()).isEqualTo(400);
        assertThat(browser.last().contentType()).startsWith("text/html");
        assertThat(browser.last().header("Location")).isNull();
        assertThat(browser.page()).contains(said, "Request id").doesNotContain("evil.example");
        assertThat(browser.last().header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        Browser machine = Browser.asking("application/json", asked);
        assertThat(machine.last().statusCode()).isEqualTo(400);
        assertThat(machine.last().contentType()).startsWith("application/problem+json");
    }

    @Test
    void what_is_not_there_is_said_on_a_page() {
        Member mira = member("Nowhere");
        Browser browser = at(mira);
        String tenant = mira.home().tenant().toString();

        assertThat(browser.open("/" + tenant + "/sign-in").last().statusCode()).isEqualTo(400);
        assertThat(browser.page()).contains("without an application");
        assertThat(browser.open("/" + tenant + "/sign-in?request=" + UUID.randomUUID())
                        .last()
                        .statusCode())
                .isEqualTo(410);
        assertThat(browser.open("/" + tenant + "/sign-in/" + UUID.randomUUID())
                        .last()
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.open("/" + tenant + "/sign-in/nothing").last().statusCode())
                .isEqualTo(404);
        assertThat(browser.open("/" + tenant + "/signed-out").page()).contains("You are signed out");
        assertThat(browser.open("/common/sign-in").last().contentType()).startsWith("text/html");
    }

    @Test
    void style_and_scripts_are_kept_by_the_browser_for_good() {
        Member mira = member("Assets");
        Browser browser = at(mira);
        String style = browser.page().split("rel=\"stylesheet\" href=\"")[1].split("\"")[0];

        browser.open(style);

        assertThat(browser.last().statusCode()).isEqualTo(200);
        assertThat(browser.last().header("Cache-Control")).contains("immutable");
        assertThat(browser.last().contentType()).startsWith("text/css");
        assertThat(browser.open("/assets/0/page.css").last().statusCode()).isEqualTo(404);
        assertThat(browser.open("/assets/0/..%2fapplication.properties").last().statusCode())
                .isNotEqualTo(200);
    }

    private static Member member(String name) {
        return member(name, home -> home);
    }

    private static Member member(String name, java.util.function.UnaryOperator<Home> rules) {
        Home home = rules.apply(Home.called(name));
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        return mira;
    }

    private static ApplicationId client(Member member) {
        return member.home().client(Set.of(), Browser.BACK);
    }

    private static Browser at(Member member) {
        return Browser.sentBy(member.home(), client(member));
    }

    private static String request(Browser browser) {
        return browser.page().contains("name=\"request\"")
                ? browser.page().split("name=\"request\" value=\"")[1].split("\"")[0]
                : "";
    }

    private static String path(Browser browser) {
        return browser.path() + "?request=" + request(browser);
    }

    /** What a page is, without what differs from one request to the next. */
    private static String shape(String page, String name) {
        return page.replace(name, "NAME")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("(value=\"|&quot;)[A-Za-z0-9_-]{43}(\"|&quot;)", "TOKEN")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z", "TIME");
    }
}
