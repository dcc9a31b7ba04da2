package io.homeward.remediation.account;

import static io.homeward.remediation.fixture.SignIns.anonymous;
import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.remediation.session.BrowserSessions;
import io.homeward.remediation.session.SessionId;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's own page: what it shows, what can be done there, and who else can do nothing. */
@QuarkusTest
@WithTestResource(World.class)
class AccountTest {
    private static final RiskServiceStandIn RISK = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    @Inject
    BrowserSessions browsers;

    private Home home;
    private Member mira;
    private String cookie;

    @BeforeEach
    void somebody_signed_in() {
        clock.reset();
        home = Home.called("Account").registrationDemanded();
        mira = home.person("mira");
        SignIns.firstOf(mira).register(mira, clock);
        cookie = cookie(newest());
    }

    private SessionId newest() {
        return database.in(home.tenant(), handle -> handle.createQuery(
                        "select session_id from session where person_id = :person order by auth_time desc limit 1")
                .bind("person", mira.id().value())
                .mapTo(UUID.class)
                .map(SessionId::new)
                .one());
    }

    private String signInOf(SessionId session) {
        return database.in(home.tenant(), handle -> handle.createQuery(
                        "select sign_in_id::text from session where session_id = :session")
                .bind("session", session.value())
                .mapTo(String.class)
                .one());
    }

    private String cookie(SessionId session) {
        return database.in(home.tenant(), handle -> browsers.mint(handle, home.tenant(), session));
    }

    private RequestSpecification browser() {
        return anonymous().cookie(BrowserSessions.COOKIE, cookie);
    }

    private RequestSpecification page() {
        return browser().header("Sec-Fetch-Site", "same-origin");
    }

    private String path(String what) {
        return "/" + home.tenant() + "/account/" + what;
    }

    private JsonPath shown(String what) {
        return browser().get(path(what)).then().statusCode(200).extract().jsonPath();
    }

    private static Map<String, Object> signIn(String id, int errorCode) {
        var signIn = new LinkedHashMap<String, Object>();
        signIn.put("id", id);
        signIn.put("at", "2026-03-04T06:58:01Z");
        signIn.put("application", "Mail");
        signIn.put("ip", "203.0.113.44");
        signIn.put("city", "Bergen");
        signIn.put("country", "NO");
        signIn.put("latitude", 60.39);
        signIn.put("longitude", 5.32);
        signIn.put("operatingSystem", "Windows");
        signIn.put("browser", "Edge");
        signIn.put("sessionId", null);
        signIn.put("errorCode", errorCode);
        signIn.put("mfa", errorCode == 0 ? "passed" : null);
        return signIn;
    }

    @Test
    void he_sees_what_he_proves_himself_with_and_how_far_he_is() {
        assertThat(shown("methods").getList("value.kind")).containsExactly("password", "softwareOath");
        assertThat(shown("registration").getString("state")).isEqualTo("registered");
    }

    @Test
    void his_sign_ins_are_shown_page_by_page_without_a_word_of_risk() {
        RISK.keeps(
                mira.id(),
                List.of(signIn("a", 0), signIn("b", 50126), signIn("c", 53003), signIn(signInOf(newest()), 0)));
        var seen = new ArrayList<String>();
        String next = "";
        do {
            JsonPath page = shown("sign-ins?limit=2" + (next.isEmpty() ? "" : "&after=" + next));
            seen.addAll(page.getList("value.result"));
            next = page.getString("next");
        } while (next != null);

        assertThat(seen).containsExactly("succeeded", "wrongPassword", "blocked", "succeeded");
        JsonPath all = shown("sign-ins");
        assertThat(all.getList("value.current")).containsExactly(false, false, false, true);
        assertThat(all.getString("value[0].city")).isEqualTo("Bergen");
        assertThat(all.<String, Object>getMap("value[0]")).doesNotContainKeys("riskLevel", "level", "detections");
        assertThat(browser().get(path("sign-ins?after=x")).statusCode()).isEqualTo(400);
        assertThat(browser().get(path("sign-ins?limit=101")).statusCode()).isEqualTo(400);
    }

    @Test
    void that_it_was_not_he_is_told_once_and_replaces_that_it_was() {
        RISK.keeps(mira.id(), List.of(signIn("strange-" + mira.id(), 0)));
        String answer = path("sign-ins/strange-" + mira.id() + "/answer");

        assertThat(said(answer, "wasMe")).isEqualTo("wasMe");
        assertThat(said(answer, "notMe")).isEqualTo("notMe");
        assertThat(said(answer, "notMe")).isEqualTo("notMe");
        assertThat(said(answer, "wasMe")).isEqualTo("notMe");

        eventually(() -> RISK.postedWith("strange-" + mira.id()).size() == 2);
        assertThat(RISK.postedWith("strange-" + mira.id()).stream()
                        .map(each -> each.body().path("answer").asText()))
                .containsExactly("wasMe", "notMe");
        assertThat(shown("sign-ins").getString("value[0].answer")).isEqualTo("notMe");
    }

    private String said(String path, String answer) {
        return page().body(Map.of("answer", answer))
                .post(path)
                .then()
                .statusCode(200)
                .extract()
                .path("answer");
    }

    @Test
    void of_a_sign_in_that_is_not_his_he_says_nothing() {
        RISK.keeps(mira.id(), List.of());

        assertThat(page().body(Map.of("answer", "notMe"))
                        .post(path("sign-ins/theirs/answer"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(page().body(Map.of("answer", "perhaps"))
                        .post(path("sign-ins/theirs/answer"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void nothing_of_it_is_kept_by_caches_and_invented_places_are_refused() {
        String far = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("+1000000000-12-31T23:59:59Z " + UUID.randomUUID())
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertThat(browser().get(path("methods")).header("Cache-Control")).contains("no-store");
        assertThat(browser().get(path("sessions?after=" + far)).statusCode()).isEqualTo(400);
        assertThat(browser().get(path("sessions?after=x")).statusCode()).isEqualTo(400);
    }

    @Test
    void he_ends_one_session_and_the_others_go_on() {
        SessionId first = newest();
        RISK.keeps(mira.id(), List.of(signIn(signInOf(first), 0)));
        SignIns.open(mira).password(Member.PASSWORD).token();
        SessionId second = newest();

        JsonPath page = shown("sessions");
        assertThat(page.<String>getList("value.id")).containsExactly(second.toString(), first.toString());
        assertThat(page.getList("value.current")).containsExactly(false, true);
        assertThat(page.getList("value.application")).containsExactly("Portal", "Portal");
        assertThat(page.getString("value[1].browser")).isEqualTo("Edge");
        assertThat(shown("sessions?limit=1").getString("next")).isNotBlank();
        assertThat(shown("sessions?limit=1&after=" + shown("sessions?limit=1").getString("next"))
                        .<String>getList("value.id"))
                .containsExactly(first.toString());

        page().post(path("sessions/" + second + "/end")).then().statusCode(204);

        assertThat(shown("sessions").<String>getList("value.id")).containsExactly(first.toString());
        page().post(path("sessions/" + second + "/end")).then().statusCode(404);
        page().post(path("sessions/" + UUID.randomUUID() + "/end")).then().statusCode(404);
    }

    @Test
    void somebody_elses_session_is_none_of_his() {
        Member omar = home.person("omar");
        SignIns.firstOf(omar).skip().token();
        SessionId omars = database.in(
                home.tenant(), handle -> handle.createQuery("select session_id from session where person_id = :person")
                        .bind("person", omar.id().value())
                        .mapTo(UUID.class)
                        .map(SessionId::new)
                        .one());

        page().post(path("sessions/" + omars + "/end")).then().statusCode(404);

        assertThat(anonymous()
                        .cookie(BrowserSessions.COOKIE, cookie(omars))
                        .get(path("methods"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void he_signs_out_everywhere_and_this_browser_too() {
        String address = UUID.randomUUID() + "@mail.example";
        home.tell(mira.reads("en", address), true, false, Set.of());
        eventually(() -> database.in(home.tenant(), handle -> handle.createQuery(
                                "select document ->> 'mail' from person where person_id = :person")
                        .bind("person", mira.id().value())
                        .mapTo(String.class)
                        .findOne())
                .filter(address::equals)
                .isPresent());

        page().post(path("sessions/end")).then().statusCode(204);

        assertThat(browser().get(path("methods")).statusCode()).isEqualTo(401);
        eventually(
                () -> World.lettersTo(address).stream().anyMatch(letter -> letter.contains("signed out everywhere")));
    }

    @Test
    void nobody_else_sees_or_does_anything() {
        Home other = Home.called("Other");
        String foreign = "/" + other.tenant() + "/account/methods";

        assertThat(anonymous().get(path("methods")).statusCode()).isEqualTo(401);
        assertThat(anonymous()
                        .cookie(BrowserSessions.COOKIE, cookie + "x")
                        .get(path("methods"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser().get(foreign).statusCode()).isEqualTo(401);
        assertThat(browser().post(path("sessions/end")).statusCode()).isEqualTo(403);
        assertThat(browser()
                        .header("Sec-Fetch-Site", "cross-site")
                        .post(path("sessions/end"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser()
                        .header("Origin", "https://evil.example")
                        .post(path("sessions/end"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(shown("methods").getList("value")).hasSize(2);
    }
}
