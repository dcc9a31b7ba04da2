package io.homeward.risk.intake;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.risk.profile.ColleagueNetworks;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions, browsers, issuers and second factors, through the running service. */
@RunningService
class SessionUseTest {
    private static final String MOBILE = "185.199.1.7";
    private static final String CABLE = "185.199.2.7";
    private static final String DATA_CENTRE = "198.51.100.10";

    @Inject
    House house;

    @Inject
    ColleagueNetworks networks;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(300);
    private TenantId tenant;
    private PersonId rui;
    private String name;

    @BeforeEach
    void a_tenant_with_a_person() {
        tenant = house.tenant();
        name = "rui-" + UUID.randomUUID() + "@x.example";
        rui = house.person(tenant, name);
    }

    private SignInText at(int seconds) {
        return SignInText.of(name).at(now.plusSeconds(seconds)).from(CABLE);
    }

    private static String session(String signIn, String session) {
        return signIn.replace("\"isInteractive\":", "\"sessionId\":\"%s\",\"isInteractive\":".formatted(session));
    }

    private static String use(String signIn, String session) {
        return session(signIn, session).replace("\"isInteractive\":true", "\"isInteractive\":false");
    }

    private static String agent(String signIn, String agent) {
        return signIn.replace("\"appId\":", "\"userAgent\":\"%s\",\"appId\":".formatted(agent));
    }

    private static String phone(String signIn) {
        return signIn.replace("\"Linux\"", "\"iOS 19\"").replace("\"Firefox\"", "\"Mobile Safari 19\"");
    }

    private ValidatableResponse score(String signIn) {
        return as(sender(tenant)).body(signIn).post("/v1/signIns").then().statusCode(200);
    }

    @Test
    void a_session_used_on_another_device_in_another_network_is_an_anomalous_token() {
        score(session(at(0).json(), "s-1")).body("level", equalTo("none"));

        score(use(at(60).json(), "s-1")).body("detections", empty());
        score(phone(use(at(120).from(MOBILE).json(), "s-1")))
                .body("level", equalTo("medium"))
                .body("detections.type", contains("anomalousToken"));
        score(phone(use(at(121).from(MOBILE).json(), "s-of-somebody-else"))).body("detections", empty());

        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.MEDIUM);
    }

    /** A portal that exchanges one token for a hundred customers makes no habit and moves no threshold. */
    @Test
    void uses_of_a_session_are_not_counted_as_sign_ins() {
        score(session(at(0).json(), "s-1"));
        String before = learned();

        for (int time = 1; time <= 5; time++) {
            score(use(at(time).json(), "s-1")).body("level", equalTo("none"));
        }

        assertThat(learned()).isEqualTo(before).startsWith("1 ");
    }

    private String learned() {
        return house.database().in(tenant, handle -> handle.createQuery("""
                        select (select accepted from person_profile where person_id = :person) || ' '
                            || (select count(*) from sign_in where grounds is not null)""")
                .bind("person", rui.value())
                .mapTo(String.class)
                .one());
    }

    @Test
    void a_session_of_one_tenant_is_nothing_in_another() {
        score(session(at(0).json(), "s-1"));
        TenantId other = house.tenant();
        house.person(other, name);

        as(sender(other))
                .body(phone(use(at(120).from(MOBILE).json(), "s-1")))
                .post("/v1/signIns")
                .then()
                .statusCode(200)
                .body("detections", empty());
    }

    @Test
    void a_sign_in_through_a_data_centre_whose_session_is_used_elsewhere_at_once_was_relayed() {
        String browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        score(agent(session(at(0).from(DATA_CENTRE).json(), "s-2"), browser));

        score(agent(use(at(20).json(), "s-2"), browser))
                .body("level", equalTo("high"))
                .body("detections.type", hasItem("attackerinTheMiddle"));
        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.HIGH);
    }

    @Test
    void the_fifth_person_in_one_browser_is_told_of() {
        for (int other = 0; other < 4; other++) {
            String friend = "friend-" + UUID.randomUUID() + "@x.example";
            house.person(tenant, friend);
            score(browser(SignInText.of(friend).at(now.plusSeconds(other)).from(CABLE), "b-1"))
                    .body("detections", empty());
        }

        score(browser(at(10), "b-1"))
                .body("level", equalTo("medium"))
                .body("detections.type", contains("suspiciousBrowser"));
        score(browser(at(11), "b-2")).body("detections", empty());
    }

    private static String browser(SignInText signIn, String id) {
        return signIn.json().replace("\"deviceDetail\":{", "\"deviceDetail\":{\"browserId\":\"%s\",".formatted(id));
    }

    @Test
    void where_colleagues_have_come_from_for_days_a_shared_browser_is_a_desk() {
        for (int other = 0; other < 4; other++) {
            String friend = "friend-" + UUID.randomUUID() + "@x.example";
            house.person(tenant, friend);
            score(SignInText.of(friend)
                    .at(now.minus(Duration.ofDays(2)))
                    .from(CABLE)
                    .json());
            networks.write();
            score(browser(SignInText.of(friend).at(now.plusSeconds(other)).from(CABLE), "b-1"));
        }

        score(browser(at(10), "b-1")).body("detections", empty());
    }

    @Test
    void somebody_nobody_knows_vouches() {
        var known = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            known.append(issued(at(-1000 - i), "Fjord Federation")).append('\n');
        }
        as(sender(tenant))
                .contentType("application/x-ndjson")
                .body(known.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/signIns/import")
                .then()
                .statusCode(200)
                .body("imported", equalTo(50))
                .body("detections", equalTo(0));

        score(issued(at(0), "Fjord Federation")).body("detections", empty());
        score(issued(at(1), "Somebody else"))
                .body("level", equalTo("medium"))
                .body("detections.type", contains("tokenIssuerAnomaly"));
        score(issued(at(2), "Somebody else")).body("detections.type", contains("tokenIssuerAnomaly"));
    }

    private static String issued(SignInText signIn, String issuer) {
        return signIn.json().replace("\"appId\":", "\"tokenIssuerName\":\"%s\",\"appId\":".formatted(issuer));
    }

    @Test
    void prompts_denied_again_and_again_wear_down_and_an_approval_is_high() {
        for (int i = 0; i < 2; i++) {
            score(at(i * 20).code(500121).json()).body("level", equalTo("none"));
        }
        score(at(60).code(500121).json())
                .body("level", equalTo("medium"))
                .body("detections.type", contains("mfaFatigue"));

        score(at(80).json()).body("level", equalTo("high")).body("detections.type", contains("mfaFatigue"));
        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.HIGH);
        assertThat(accepted()).as("nothing was learned").isZero();
    }

    @Test
    void an_hour_later_denials_are_forgotten() {
        for (int i = 0; i < 3; i++) {
            score(at(i - 3600).code(500121).json());
        }

        score(at(0).json()).body("detections.type", not(hasItem("mfaFatigue")));
    }

    @Test
    void our_own_pages_tell_of_failed_factors_once_each_and_of_the_one_that_was_given() {
        SignInText[] tried = new SignInText[3];
        for (int i = 0; i < 3; i++) {
            tried[i] = at(i).person(rui).code(50074);
            internal(tried[i]);
            ended(tried[i], "{\"errorCode\":50074,\"mfa\":\"failed\"}");
            ended(tried[i], "{\"errorCode\":50074,\"mfa\":\"failed\"}");
        }
        assertThat(house.risk(tenant, rui).detections()).hasSize(1);
        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.MEDIUM);

        SignInText given = at(10).person(rui).code(50074);
        internal(given);
        ended(given, "{\"errorCode\":0,\"mfa\":\"passed\"}");
        ended(given, "{\"errorCode\":0,\"mfa\":\"passed\"}");

        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.HIGH);
        assertThat(house.risk(tenant, rui).detections()).hasSize(2);
        score(given.json()).body("level", equalTo("high")).body("detections.type", contains("mfaFatigue"));
        assertThat(accepted()).as("nothing was learned").isZero();
    }

    @Test
    void who_was_let_in_without_a_second_factor_approved_nothing() {
        for (int i = 0; i < 3; i++) {
            SignInText tried = at(i).person(rui).code(50074);
            internal(tried);
            ended(tried, "{\"errorCode\":50074,\"mfa\":\"failed\"}");
        }
        SignInText let = at(10).person(rui).code(50140);
        internal(let);
        ended(let, "{\"errorCode\":0}");

        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.MEDIUM);
    }

    @Test
    void tries_of_one_sign_in_count_each_by_its_own_time_in_any_order_and_once() {
        SignInText tried = at(0).person(rui).code(50074);
        internal(tried);
        ended(tried, failed(40));
        ended(tried, failed(20));
        ended(tried, failed(20));
        assertThat(house.risk(tenant, rui).open()).isFalse();

        ended(tried, failed(0));
        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.MEDIUM);
        ended(tried, failed(50));
        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.MEDIUM);
        ended(tried, failed(30));
        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.HIGH);
        assertThat(house.risk(tenant, rui).detections()).hasSize(2);
    }

    @Test
    void tries_far_apart_do_not_add_up_and_none_lies_in_the_future() {
        SignInText tried = at(0).person(rui).code(50074);
        internal(tried);
        ended(tried, failed(-1200));
        ended(tried, failed(-599));
        ended(tried, failed(0));
        ended(tried, "{\"errorCode\":50074,\"mfa\":\"failed\",\"at\":\"2999-01-01T00:00:00Z\"}");

        assertThat(house.risk(tenant, rui).open()).isFalse();
    }

    @Test
    void a_failed_try_that_is_told_late_does_not_undo_that_he_was_let_in() {
        SignInText tried = at(0).person(rui).code(50074);
        internal(tried);
        ended(tried, "{\"errorCode\":0,\"mfa\":\"passed\"}");
        ended(tried, failed(0));

        int code = house.database().in(tenant, handle -> handle.createQuery("select error_code from sign_in")
                .mapTo(Integer.class)
                .one());
        assertThat(code).isZero();
    }

    private String failed(int seconds) {
        return "{\"errorCode\":50074,\"mfa\":\"failed\",\"at\":\"%s\"}".formatted(now.plusSeconds(seconds));
    }

    @Test
    void what_comes_in_one_file_is_held_against_each_other() {
        var lines = new StringBuilder();
        lines.append(phone(use(at(120).from(MOBILE).json(), "s-9"))).append('\n');
        lines.append(session(at(0).json(), "s-9")).append('\n');
        for (int other = 0; other < 5; other++) {
            String friend = "friend-" + UUID.randomUUID() + "@x.example";
            house.person(tenant, friend);
            lines.append(browser(
                            SignInText.of(friend).at(now.plusSeconds(other)).from(CABLE), "b-9"))
                    .append('\n');
        }

        as(sender(tenant))
                .contentType("application/x-ndjson")
                .body(lines.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/signIns/import")
                .then()
                .statusCode(200)
                .body("detections", equalTo(2));
    }

    private void internal(SignInText signIn) {
        as(Callers.service("remediation-service"))
                .body(signIn.json())
                .post("/internal/tenants/{tenant}/sign-ins", tenant.toString())
                .then()
                .statusCode(200);
    }

    private void ended(SignInText signIn, String body) {
        as(Callers.service("remediation-service"))
                .body(body)
                .post("/internal/tenants/{tenant}/sign-ins/{id}/outcome", tenant.toString(), signIn.id())
                .then()
                .statusCode(204);
    }

    private int accepted() {
        return house.database().in(tenant, handle -> handle.createQuery(
                        "select coalesce(sum(accepted), 0) from person_profile where person_id = :person")
                .bind("person", rui.value())
                .mapTo(Integer.class)
                .one());
    }
}
