package io.homeward.remediation.page;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.homeward.remediation.fixture.TenantServiceStandIn;
import io.homeward.remediation.fixture.World;
import io.homeward.testsupport.Callers;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The pages to which links in letters and refusals lead. */
@QuarkusTest
@WithTestResource(World.class)
class LinkPagesTest {
    private static final GroupId TECHNICIANS = new GroupId(UUID.randomUUID());
    private static final RoleId HELPDESK = RoleId.of("729827e3-9c14-49f7-bb1b-9608f156bbb8");
    private static final String NEW = "a wholly new river 4";

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    private Home home;
    private Member mira;

    @BeforeEach
    void somebody() {
        clock.reset();
        home = Home.called("Fjord Clinic");
        mira = home.person("mira");
        SignIns.firstOf(mira);
    }

    @ParameterizedTest
    @ValueSource(strings = {"recover", "remediate", "enrol", "notice"})
    void machines_are_answered_in_json_and_browsers_with_a_page_that_changes_nothing(String what) {
        Response machine = new Browser().open("/" + home.tenant() + "/" + what).last();
        Browser browser = reader().open("/" + home.tenant() + "/" + what);

        assertThat(machine.contentType()).startsWith("application/json");
        assertThat(machine.jsonPath().getString("start.method")).isEqualTo("POST");
        assertThat(browser.last().contentType()).startsWith("text/html");
        assertThat(browser.page()).contains("Fjord Clinic", "<form method=\"post\"");
        assertThat(browser.last().header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(reader().open("/" + UUID.randomUUID() + "/" + what).page()).contains("Homeward");
        assertThat(reader().with("Accept-Language", "de").open(browser.path()).page())
                .contains("<html lang=\"de\">");
    }

    @Test
    void a_forgotten_password_begins_with_a_name_and_looks_the_same_for_everybody() {
        Browser browser = at("recover").send(Map.of("name", mira.userPrincipalName(), "request", ""));
        Browser nobody = at("recover").send(Map.of("name", "nobody@nowhere.example", "request", ""));

        assertThat(browser.path()).startsWith("/" + home.tenant() + "/sign-in/");
        assertThat(browser.page()).contains("Check your mail");
        assertThat(nobody.page()).contains("Check your mail");
        assertThat(browser.send(Map.of("step", "mailCode", "code", "00000-00000"))
                        .page())
                .contains("The code was not accepted.");
    }

    @Test
    void a_name_that_is_none_is_asked_for_again() {
        assertThat(at("recover").send(Map.of("name", " ")).page()).contains("Enter your user name.");
        assertThat(at("remediate").send(Map.of("name", "a".repeat(400))).page()).contains("too long");
    }

    @Test
    void a_technician_finds_the_way_home_makes_his_account_safe_and_is_led_back_to_his_customer() {
        Home provider = Home.called("North Provider")
                .registrationDemanded()
                .always(Control.MFA)
                .whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE);
        Member tom = provider.person("tom", Set.of(TECHNICIANS));
        TenantServiceStandIn.INSTANCE.knowsHomeOf(tom);
        SignIns.firstOf(tom).register(tom, clock);
        provider.serves(home.tenant(), "own", TECHNICIANS, Set.of(HELPDESK), Map.of());
        Browser browser = Browser.sentBy(home, home.client(Set.of(), Browser.BACK))
                .with("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .signIn(tom.userPrincipalName(), Member.PASSWORD);
        browser.post(Map.of("step", "totp", "code", tom.code(clock)));
        riskService.isAtRisk(tom.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);
        browser.open(browser.path());
        assertThat(browser.last().statusCode()).isEqualTo(403);
        String way = browser.page()
                .split("class=\"button main\" href=\"http://localhost:8080")[1]
                .split("\"")[0];

        browser.open(way);
        assertThat(browser.page()).contains("Make your account safe", "North Provider");
        browser.send(Map.of("name", tom.userPrincipalName(), "request", way.split("request=")[1]));
        browser.send(Map.of("step", "password", "password", Member.PASSWORD));
        assertThat(browser.page()).contains("Your account is at risk");
        browser.send(Map.of("step", "continue"));
        browser.send(Map.of("step", "totp", "code", tom.code(clock)));
        browser.send(Map.of("step", "changePassword", "password", NEW));

        eventually(() -> browser.open(browser.path()).last().statusCode() == 303);
        assertThat(browser.last().header("Location")).startsWith(Browser.BACK).contains("code=");
    }

    @Test
    void by_a_link_of_ours_nobody_gets_a_token() {
        Browser browser = at("remediate").send(Map.of("name", mira.userPrincipalName(), "request", ""));
        String flow = browser.path().substring(browser.path().lastIndexOf('/') + 1);
        String continuation = browser.continuation();

        Response signedIn = given().auth()
                .oauth2(Callers.token("remediation-service", Callers.anonymous()))
                .contentType("application/json")
                .body(Map.of(
                        "continuation", continuation, "step", Map.of("type", "password", "password", Member.PASSWORD)))
                .post("/v1/flows/" + home.tenant() + "." + flow + "/steps");

        assertThat(signedIn.jsonPath().getString("state"))
                .as(signedIn.asString())
                .isEqualTo("signed-in");
        assertThat(signedIn.jsonPath().getString("token")).isNull();
        assertThat(refusedFlow(new ApplicationId(new UUID(0, 1)))).isEqualTo(404);
    }

    @Test
    void whoever_was_given_a_ticket_sets_up_his_account_and_the_ticket_is_used_up() {
        Member newcomer = home.newcomer("new", Set.of());
        String ticket = home.ticket(newcomer);
        String link = "http://localhost:8080/%s/enrol#ticket=%s&client_id=%s"
                .formatted(home.tenant(), ticket, home.application());

        Browser browser = at("enrol").send(Map.of("link", link, "step", "begin"));

        assertThat(browser.page()).contains("Protect your account", "It has to be done now.");
        Browser second = at("enrol").send(Map.of("link", "#ticket=" + "x".repeat(43), "step", "begin"));
        assertThat(second.last().statusCode()).isEqualTo(400);
        assertThat(second.page()).contains("This link is not good");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "#ticket=",
                "#ticket=%zz",
                "#ticket=%00",
                "#client_id=nonsense",
                "<script>",
                "#token=a&token=b"
            })
    void what_is_no_link_is_said_to_be_none(String link) {
        Browser enrolling = at("enrol").send(Map.of("link", link, "step", "begin"));
        Browser answering = at("notice").send(Map.of("link", link, "step", "notMe"));

        assertThat(enrolling.last().statusCode()).isEqualTo(400);
        assertThat(enrolling.page()).contains("This link is not good").doesNotContain("<script>\"");
        assertThat(answering.last().statusCode()).isEqualTo(400);
        assertThat(answering.page()).contains("This link is not good");
    }

    @Test
    void this_was_not_me_is_said_with_a_button_and_once() {
        String link = noticeLink();
        Browser browser = at("notice");
        assertThat(browser.page()).contains("Was this you?").doesNotContain(link);

        browser.send(Map.of("link", link, "step", "notMe"));

        assertThat(browser.page()).contains("Thank you for telling us");
        eventually(() -> riskService.postedWith(mira.id() + "/own-report").size() == 1);
        assertThat(riskService
                        .postedWith(mira.id() + "/own-report")
                        .getFirst()
                        .body()
                        .path("answer")
                        .asText())
                .isEqualTo("notMe");
        assertThat(at("notice").send(Map.of("link", link, "step", "wasMe")).page())
                .contains("it was answered already");
        assertThat(at("notice")
                        .send(Map.of("link", noticeLink(), "step", "wasMe"))
                        .page())
                .contains("There is nothing else to do.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"recover", "remediate", "enrol", "notice"})
    void what_another_site_sends_does_nothing(String what) {
        Browser browser = at(what);
        String link = what.equals("notice") ? noticeLink() : "#ticket=" + "x".repeat(43);

        Response forged = given().auth()
                .oauth2(Callers.token("remediation-service", Callers.anonymous()))
                .cookies(browser.cookies())
                .header("Sec-Fetch-Site", "cross-site")
                .header("Accept", "text/html")
                .contentType("application/x-www-form-urlencoded")
                .formParam("name", mira.userPrincipalName())
                .formParam("step", "notMe")
                .formParam("link", link)
                .formParam("continuation", browser.continuation())
                .post(browser.path());

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.asString()).contains("did not come from our own page");
        assertThat(riskService.postedWith(mira.id() + "/own-report")).isEmpty();
    }

    @Test
    void a_form_of_one_tenant_begins_nothing_in_another() {
        Home other = Home.called("Other");
        Browser browser = at("recover");
        String continuation = browser.continuation();

        browser.open("/" + other.tenant() + "/recover");
        Response answer = browser.post(Map.of("name", mira.userPrincipalName(), "continuation", continuation));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private int refusedFlow(ApplicationId application) {
        return given().auth()
                .oauth2(Callers.token("remediation-service", Callers.anonymous()))
                .contentType("application/json")
                .body(Map.of(
                        "tenant",
                        home.tenant().toString(),
                        "clientId",
                        application.toString(),
                        "userPrincipalName",
                        mira.userPrincipalName()))
                .post("/v1/flows")
                .statusCode();
    }

    private String noticeLink() {
        return given().auth()
                .oauth2(Callers.token("remediation-service", Callers.service("tenant-service")))
                .contentType("application/json")
                .body(Map.of("signInId", "sign-in-7"))
                .post("/internal/tenants/" + home.tenant() + "/people/" + mira.id() + "/notice-links")
                .then()
                .statusCode(201)
                .extract()
                .path("link");
    }

    private static Browser reader() {
        return new Browser().with("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    }

    private Browser at(String what) {
        return reader().open("/" + home.tenant() + "/" + what);
    }
}
