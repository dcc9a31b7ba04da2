package io.homeward.risk.statistics;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RunningService
class RiskStatisticsTest {
    private static final String STATISTICS = "/v1/riskStatistics";

    @Inject
    House house;

    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private TenantId tenant;
    private PersonId rui;

    /** Yesterday: one from home, two wrong passwords, one blocked by a policy. Today: one from a Tor exit, asked for a second factor. */
    @BeforeEach
    void some_sign_ins() {
        tenant = house.tenant();
        rui = house.person(tenant, "rui@x.example");
        Instant yesterday = today.minus(Duration.ofHours(10));
        send(SignInText.of("rui@x.example").at(yesterday));
        send(SignInText.of("rui@x.example").at(yesterday).wrongPassword());
        send(SignInText.of("nobody@x.example").at(yesterday.plusSeconds(7200)).wrongPassword());
        send(SignInText.of("rui@x.example").at(yesterday).code(53003));
        send(SignInText.of("rui@x.example")
                .at(today)
                .from(PublishedFeeds.ANONYMOUS)
                .code(50076));
    }

    private void send(SignInText signIn) {
        send(signIn.json());
    }

    private void send(String signIn) {
        as(sender(tenant)).body(signIn).post("/v1/signIns").then().statusCode(200);
    }

    private ValidatableResponse get(String query) {
        return as(House.reader(tenant)).get(STATISTICS + query).then();
    }

    @Test
    void a_month_by_the_day_has_every_day() {
        get("").statusCode(200)
                .body("interval", equalTo("P1D"))
                .body("timeZone", equalTo("UTC"))
                .body("parts", hasSize(31))
                .body("parts[0].start", equalTo(today.minus(Duration.ofDays(30)).toString()))
                .body("parts[28].signIns", equalTo(0))
                .body("parts[28].challengedShare", nullValue())
                .body("parts[28].detections", hasSize(0))
                .body("parts[29].signIns", equalTo(2))
                .body("parts[29].failed", equalTo(2))
                .body("parts[29].blocked", equalTo(1))
                .body("parts[29].levels.none", equalTo(2))
                .body("parts[29].judged", equalTo(2))
                .body("parts[29].challengedShare", equalTo(0f))
                .body("parts[29].peopleAtRisk.medium", equalTo(0))
                .body("parts[30].signIns", equalTo(1))
                .body("parts[30].levels.medium", equalTo(1))
                .body("parts[30].mfa.asked", equalTo(1))
                .body("parts[30].mfa.passed", equalTo(0))
                .body("parts[30].detections.riskEventType", equalTo(List.of("anonymizedIPAddress")))
                .body("parts[30].detections[0].count", equalTo(1))
                .body("parts[30].peopleAtRisk.medium", equalTo(1))
                .body("total.signIns", equalTo(3))
                .body("total.failed", equalTo(2))
                .body("total.challengedShare", equalTo(1 / 3f))
                .body("total.peopleAtRisk.medium", equalTo(1))
                .body("budget.medium", equalTo(0.02f))
                .body("budget.challengedShare", equalTo(1 / 3f))
                .body("scores.width", equalTo(1f))
                .body("scores.counts", hasSize(64));
    }

    @Test
    void uses_of_a_session_are_no_sign_ins() {
        String use = "\"sessionId\":\"s-1\",\"isInteractive\":false";
        send(SignInText.of("rui@x.example").at(today).json().replace("\"isInteractive\":true", use));
        send(SignInText.of("rui@x.example")
                .at(today)
                .json()
                .replace("\"isInteractive\":true", "\"isInteractive\":false"));

        get("").body("parts[30].signIns", equalTo(2)).body("total.signIns", equalTo(4));
    }

    @Test
    void a_day_by_the_hour_begins_and_ends_on_the_hour() {
        Instant from = today.minus(Duration.ofHours(12)).plusSeconds(90);

        get("?interval=PT1H&from=%s&to=%s".formatted(from, today.minusSeconds(1)))
                .statusCode(200)
                .body("from", equalTo(today.minus(Duration.ofHours(12)).toString()))
                .body("to", equalTo(today.toString()))
                .body("parts", hasSize(12))
                .body("parts[2].signIns", equalTo(2))
                .body("parts[2].failed", equalTo(1))
                .body("parts[4].failed", equalTo(1))
                .body("total.signIns", equalTo(2))
                .body("parts.peopleAtRisk.medium", everyItem(equalTo(0)));
    }

    @Test
    void who_is_at_risk_is_carried_on_until_he_is_not() {
        house.database().in(tenant, handle -> handle.execute("""
                insert into user_risk_history (tenant_id, person_id, item_id, at, level, state, detail, event_types, risk_epoch, why)
                select tenant_id, gen_random_uuid(), gen_random_uuid(), at - interval '40 days', 'high', 'atRisk', 'none', '{}', 1, 'test'
                from user_risk_history"""));

        get("").body("parts.peopleAtRisk.high", everyItem(equalTo(1)));
        as(House.administrator(tenant))
                .body("{\"userIds\":[\"%s\"]}".formatted(rui))
                .post("/v1.0/identityProtection/riskyUsers/dismiss")
                .then()
                .statusCode(204);
        get("").body("total.peopleAtRisk.medium", equalTo(0)).body("total.peopleAtRisk.high", equalTo(1));
    }

    @Test
    void what_is_simulated_is_not_counted() {
        house.database().in(tenant, handle -> handle.execute("""
                insert into detection select (jsonb_populate_record(d, jsonb_build_object('detection_id', gen_random_uuid(), 'simulated', true,
                    'about', 'x'))).* from detection d"""));

        get("").body("total.detections[0].count", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?interval=P1M                                              | 400
            ?from=yesterday                                            | 400
            ?from=+1000000-01-01T00:00:00Z                             | 400
            ?from=2026-03-04T00:00:00Z&to=2026-03-04T00:00:00Z         | 400
            ?from=2026-01-01T00:00:00Z&to=2026-04-05T00:00:00Z         | 400
            ?from=2026-01-01T00:00:00Z&to=2026-04-04T00:00:00Z         | 200
            ?interval=PT1H&from=2026-01-01T00:00:00Z&to=2026-01-08T00:00:00Z | 200
            ?interval=PT1H&from=2026-01-01T00:00:00Z&to=2026-01-08T02:00:00Z | 400
            """)
    void how_much_is_asked_for_is_bounded(String query, int status) {
        as(House.reader(tenant))
                .urlEncodingEnabled(false)
                .get(STATISTICS + query)
                .then()
                .statusCode(status);
    }

    @Test
    void whoever_may_not_read_is_refused_and_another_tenant_counts_nothing_of_it() {
        as(Callers.application(tenant, "IdentityRiskyUser.Read.All"))
                .get(STATISTICS)
                .then()
                .statusCode(403);
        as(Callers.service("gateway")).get(STATISTICS).then().statusCode(403);
        as(Callers.anonymous()).get(STATISTICS).then().statusCode(403);
        var others = as(House.reader(house.tenant())).get(STATISTICS).then().statusCode(200);
        others.body("total.signIns", equalTo(0))
                .body("total.failed", equalTo(0))
                .body("total.peopleAtRisk.medium", equalTo(0))
                .body("total.detections", hasSize(0));
        assertThat(others.extract().<List<Object>>path("parts")).hasSize(31);
    }
}
