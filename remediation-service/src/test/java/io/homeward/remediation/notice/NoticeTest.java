package io.homeward.remediation.notice;

import static io.homeward.remediation.fixture.SignIns.anonymous;
import static io.homeward.remediation.fixture.SignIns.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.TenantId;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** "This was not me", by the link in a notice. */
@QuarkusTest
@WithTestResource(World.class)
class NoticeTest {
    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    private Home home;
    private Member mira;

    @BeforeEach
    void somebody_who_is_told() {
        clock.reset();
        home = Home.called("Notices");
        mira = home.person("mira");
        SignIns.firstOf(mira);
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void it_acts_once_however_often_it_is_sent() throws Exception {
        String token = token(Map.of("signInId", "sign-in-7"));
        List<Callable<Response>> many = Stream.<Callable<Response>>generate(
                        () -> () -> answer(home.tenant(), token, "notMe"))
                .limit(8)
                .toList();
        List<Integer> statuses;
        try (var threads = Executors.newFixedThreadPool(8)) {
            statuses = threads.invokeAll(many).stream()
                    .map(NoticeTest::status)
                    .sorted()
                    .toList();
        }

        assertThat(statuses).containsExactly(200, 404, 404, 404, 404, 404, 404, 404);
        eventually(() -> told().size() == 1);
        var report = told().getFirst().body();
        assertThat(report.path("answer").asText()).isEqualTo("notMe");
        assertThat(report.path("signInId").asText()).isEqualTo("sign-in-7");
        answer(home.tenant(), token, "wasMe").then().statusCode(404);
    }

    @Test
    void being_fetched_changes_nothing_and_tells_nothing() {
        String link = issue(Map.of("changeId", "password"))
                .then()
                .statusCode(201)
                .extract()
                .path("link");
        assertThat(link).startsWith("http://localhost:8080/" + home.tenant() + "/notice#token=");

        for (int i = 0; i < 3; i++) {
            anonymous()
                    .get("/" + home.tenant() + "/notice")
                    .then()
                    .statusCode(200)
                    .body("start.needs", equalTo(List.of("token", "answer")))
                    .body("start.answers", equalTo(List.of("notMe", "wasMe")));
        }

        String token = link.substring(link.indexOf('=') + 1);
        answer(home.tenant(), token, "wasMe").then().statusCode(200);
        eventually(() -> told().size() == 1);
        assertThat(told().getFirst().body().path("answer").asText()).isEqualTo("wasMe");
        assertThat(told().getFirst().body().path("changeId").asText()).isEqualTo("password");
    }

    @Test
    void a_used_an_expired_and_a_forged_one_are_answered_alike() {
        String used = token(Map.of("signInId", "1"));
        answer(home.tenant(), used, "wasMe").then().statusCode(200);
        String forged = used.substring(0, 20) + (used.charAt(20) == 'A' ? 'B' : 'A') + used.substring(21);
        String expired = token(Map.of("signInId", "2"));
        Home other = Home.called("Other");
        String foreign = token(Map.of("signInId", "3"));
        clock.pass(Duration.ofDays(7));

        var answers = Stream.of(
                        answer(home.tenant(), used, "notMe"),
                        answer(home.tenant(), expired, "notMe"),
                        answer(home.tenant(), forged, "notMe"),
                        answer(home.tenant(), "no base64 at all!", "notMe"),
                        answer(home.tenant(), "", "notMe"),
                        answer(home.tenant(), "A".repeat(5_000), "notMe"),
                        answer(other.tenant(), foreign, "notMe"))
                .map(each -> each.statusCode() + " " + each.path("type") + each.path("title") + each.path("detail"))
                .collect(Collectors.toSet());

        assertThat(answers).hasSize(1).first().asString().startsWith("404").contains("used");
    }

    @Test
    void a_link_of_another_tenant_is_none_here_while_it_lasts() {
        String token = token(Map.of("signInId", "3"));

        answer(Home.called("Other").tenant(), token, "notMe").then().statusCode(404);
        answer(home.tenant(), token, "notMe").then().statusCode(200);
    }

    @Test
    void only_services_are_given_a_link_and_only_about_one_thing() {
        given().auth()
                .oauth2(Callers.token("remediation-service", Callers.member(home.tenant(), mira.id())))
                .contentType("application/json")
                .body(Map.of("signInId", "1"))
                .post(path(mira.id().toString()))
                .then()
                .statusCode(403);
        issue(Map.of()).then().statusCode(400);
        issue(Map.of("signInId", "1", "changeId", "2")).then().statusCode(400);
        given().auth()
                .oauth2(Callers.token("remediation-service", Callers.service("tenant-service")))
                .contentType("application/json")
                .body(Map.of("signInId", "1"))
                .post(path("00000000-0000-4000-8000-000000000000"))
                .then()
                .statusCode(404);
        anonymous().body("{}").post("/" + home.tenant() + "/notice").then().statusCode(400);
    }

    private List<RiskServiceStandIn.Posted> told() {
        return riskService.postedWith(mira.id() + "/own-report");
    }

    private String token(Map<String, String> about) {
        String link = issue(about).then().statusCode(201).extract().path("link");
        return link.substring(link.indexOf("#token=") + 7);
    }

    private Response issue(Map<String, String> about) {
        return given().auth()
                .oauth2(Callers.token("remediation-service", Callers.service("tenant-service")))
                .contentType("application/json")
                .body(about)
                .post(path(mira.id().toString()));
    }

    private String path(String person) {
        return "/internal/tenants/" + home.tenant() + "/people/" + person + "/notice-links";
    }

    private static Response answer(TenantId tenant, String token, String answer) {
        return anonymous().body(Map.of("token", token, "answer", answer)).post("/" + tenant + "/notice");
    }

    private static int status(Future<Response> answer) {
        try {
            return answer.get().statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
