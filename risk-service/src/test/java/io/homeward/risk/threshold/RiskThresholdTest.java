package io.homeward.risk.threshold;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.risk.habit.HabitSettings;
import io.homeward.risk.habit.Habits;
import io.homeward.tenancy.Caller;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class RiskThresholdTest {
    private static final String THRESHOLDS = "/v1/riskThresholds";

    @Inject
    House house;

    @Inject
    Habits habits;

    @Inject
    HabitSettings settings;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private TenantId tenant;

    @BeforeEach
    void a_tenant() {
        tenant = house.tenant();
    }

    private ValidatableResponse get() {
        return as(House.reader(tenant)).get(THRESHOLDS).then();
    }

    private ValidatableResponse change(String body, long seen) {
        return as(House.administrator(tenant))
                .header("If-Match", "W/\"" + seen + "\"")
                .body(body)
                .patch(THRESHOLDS)
                .then();
    }

    /** Ten thousand accepted sign-ins, evenly between scores of 0 and 5. */
    private void history() {
        habits.of(tenant);
        house.database().in(tenant, handle -> handle.createUpdate("""
                        insert into tenant_score (tenant_id, model, day, bin, sign_ins)
                        select :tenant, :model, :day, n, 250 from generate_series(192, 231) n""")
                .bind("tenant", tenant.value())
                .bind("model", habits.of(tenant).model().version())
                .bind("day", (int) (now.getEpochSecond() / 86_400))
                .execute());
        habits.forget(tenant);
    }

    @Test
    void nobody_has_set_anything_at_first() {
        get().statusCode(200)
                .header("ETag", "W/\"0\"")
                .body("version", equalTo(0))
                .body("budgets.low", equalTo(0.1f))
                .body("budgets.medium", equalTo(0.02f))
                .body("budgets.high", equalTo(0.003f))
                .body("shippedBudgets", equalTo(true))
                .body("thresholds.medium", equalTo(3.2f))
                .body("lookingBack.days", equalTo(30))
                .body("lookingBack.signIns", equalTo(0))
                .body("lookingBack.words", containsString("Nobody has signed in"))
                .body("changedBy", nullValue());
    }

    @Test
    void what_budgets_would_have_done_is_told_for_the_present_and_for_any_others() {
        history();

        float present =
                get().body("lookingBack.signIns", equalTo(10_000)).extract().path("lookingBack.reached.medium");
        as(House.reader(tenant))
                .body("{\"medium\":0.1,\"low\":0.2}")
                .post(THRESHOLDS + "/preview")
                .then()
                .statusCode(200)
                .body("version", equalTo(0))
                .body("budgets.medium", equalTo(0.1f))
                .body("budgets.high", equalTo(0.003f))
                .body("lookingBack.words", containsString("% of the last 30 days' sign-ins"));
        float more = as(House.reader(tenant))
                .body("{\"medium\":0.1,\"low\":0.2}")
                .post(THRESHOLDS + "/preview")
                .then()
                .extract()
                .path("lookingBack.reached.medium");

        assertThat(more).isGreaterThan(present);
        get().body("version", equalTo(0)).body("budgets.medium", equalTo(0.02f));
    }

    @Test
    void a_change_holds_here_at_once_elsewhere_when_it_is_refreshed_and_is_kept_with_who_and_why() {
        history();
        var clock = new AtomicReference<>(Instant.now());
        var elsewhere = new Habits(house.database(), settings, clock::get);
        double before = elsewhere.of(tenant).thresholds().medium();

        change("{\"low\":0.2,\"medium\":0.1,\"reason\":\"after the audit\"}", 0)
                .statusCode(200)
                .header("ETag", "W/\"1\"")
                .body("version", equalTo(1))
                .body("budgets.medium", equalTo(0.1f))
                .body("shippedBudgets", equalTo(false));

        assertThat(habits.of(tenant).thresholds().medium()).isLessThan(before);
        clock.set(Instant.now().plusSeconds(30));
        assertThat(elsewhere.of(tenant).thresholds().medium())
                .isEqualTo(habits.of(tenant).thresholds().medium());
        as(House.reader(tenant))
                .get(THRESHOLDS + "/history")
                .then()
                .statusCode(200)
                .body("value", hasSize(1))
                .body("value[0].id", equalTo(1))
                .body("value[0].medium", equalTo(0.1f))
                .body("value[0].reason", equalTo("after the audit"));
        change("{\"low\":null,\"medium\":null}", 1).statusCode(200).body("shippedBudgets", equalTo(true));
    }

    @Test
    void how_much_targeted_attackers_are_feared_makes_another_model_whose_thresholds_begin_with_what_is_known() {
        PersonId rui = house.person(tenant, "rui@x.example");
        for (int day = 14; day > 0; day--) {
            as(sender(tenant))
                    .body(SignInText.of("rui@x.example")
                            .id("d" + day)
                            .at(now.minus(Duration.ofDays(day)))
                            .in(59.91, 10.75)
                            .json())
                    .post("/v1/signIns")
                    .then()
                    .statusCode(200);
        }
        String model = get().extract().path("model");

        as(House.reader(tenant))
                .body("{\"targeted\":0.2}")
                .post(THRESHOLDS + "/preview")
                .then()
                .statusCode(200)
                .body("targeted", equalTo(0.2f))
                .body("lookingBack.signIns", equalTo(9));
        String changed = change("{\"targeted\":0.2}", 0)
                .statusCode(200)
                .body("shippedTargeted", equalTo(false))
                .body("lookingBack.signIns", equalTo(9))
                .extract()
                .path("model");

        assertThat(changed)
                .isNotEqualTo(model)
                .isEqualTo(habits.of(tenant).model().version());
        // What the former model gave can still be explained to the last bit.
        as(House.reader(tenant))
                .get("/v1/signIns/d1/explanation")
                .then()
                .body("versions.model", equalTo(model))
                .body("replayed", equalTo(true));
        change("{\"targeted\":0.3}", 1).statusCode(200);
        change("{\"targeted\":0.2}", 2).statusCode(200).body("lookingBack.signIns", equalTo(9));
        assertThat(house.risk(tenant, rui).open()).isFalse();
    }

    /** Decisions, section 2: loosening a budget afterwards lowers no open risk. */
    @Test
    void loosening_lowers_no_open_risk() {
        PersonId rui = house.person(tenant, "rui@x.example");
        as(sender(tenant))
                .body(SignInText.of("rui@x.example")
                        .id("tor")
                        .from(PublishedFeeds.ANONYMOUS)
                        .json())
                .post("/v1/signIns")
                .then()
                .statusCode(200);
        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.MEDIUM);

        change("{\"low\":0.00001,\"medium\":0.00001,\"high\":0.000001}", 0).statusCode(200);

        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.MEDIUM);
        assertThat(house.history(tenant, rui)).hasSize(1);
        as(Callers.application(tenant, "AuditLog.Read.All"))
                .get("/v1.0/auditLogs/signIns/tor")
                .then()
                .body("riskLevelDuringSignIn", equalTo("medium"))
                .body("riskLevelAggregated", equalTo("medium"));
    }

    @Test
    void a_change_names_the_version_it_saw() {
        change("{\"high\":0.001}", 0).statusCode(200);

        change("{\"high\":0.002}", 0).statusCode(412);
        as(House.administrator(tenant))
                .body("{\"high\":0.002}")
                .patch(THRESHOLDS)
                .then()
                .statusCode(412);
        change("{\"high\":0.001}", 1).statusCode(200).body("version", equalTo(1));
        get().body("budgets.high", equalTo(0.001f));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"medium":0.2}                 | cannot be reached by more sign-ins than the one below it
            {"low":0.6}                    | 'low' is a share
            {"high":0}                     | 'high' is a share
            {"high":-1}                    | 'high' is a share
            {"high":"0.01"}                | 'high' is a number
            {"targeted":1}                 | 'targeted' is a share
            {"targeted":1e999}             | 'targeted' is a share
            {"medum":0.02}                 | There is no 'medum'
            {"reason":7}                   | 'reason' is a text
            []                             | An object with low
            """)
    void what_is_impossible_is_refused_with_the_reason(String body, String reason) {
        change(body, 0).statusCode(400).contentType("application/problem+json").body("detail", containsString(reason));
        as(House.reader(tenant)).body(body).post(THRESHOLDS + "/preview").then().statusCode(400);
        get().body("version", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null"})
    void what_is_no_json_is_refused(String body) {
        change(body, 0).statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL_READER, 200, 403",
        "SECURITY_READER, 200, 403",
        "SECURITY_OPERATOR, 200, 403",
        "SECURITY_ADMINISTRATOR, 200, 200",
        "GLOBAL_ADMINISTRATOR, 200, 200",
        "USER_ADMINISTRATOR, 403, 403"
    })
    void the_role_decides_who_reads_and_who_changes(DirectoryRole role, int read, int write) {
        allowed(
                Callers.member(
                        tenant, new PersonId(UUID.randomUUID()), role.id().toString()),
                read,
                write);
    }

    @ParameterizedTest
    @CsvSource({
        "IdentityRiskEvent.Read.All, 200, 403",
        "IdentityRiskEvent.ReadWrite.All, 200, 200",
        "IdentityRiskyUser.ReadWrite.All, 403, 403"
    })
    void an_application_does_what_its_permissions_name(String permission, int read, int write) {
        allowed(Callers.application(tenant, permission), read, write);
    }

    private static void allowed(Caller caller, int read, int write) {
        as(caller).get(THRESHOLDS).then().statusCode(read);
        as(caller).get(THRESHOLDS + "/history").then().statusCode(read);
        as(caller).body("{}").post(THRESHOLDS + "/preview").then().statusCode(read);
        as(caller)
                .header("If-Match", "*")
                .body("{\"high\":0.001}")
                .patch(THRESHOLDS)
                .then()
                .statusCode(write);
    }

    @Test
    void another_tenant_has_its_own() {
        TenantId other = house.tenant();
        change("{\"high\":0.001}", 0).statusCode(200);

        as(House.reader(other))
                .get(THRESHOLDS)
                .then()
                .body("version", equalTo(0))
                .body("budgets.high", equalTo(0.003f));
        as(House.reader(other)).get(THRESHOLDS + "/history").then().body("value", hasSize(0));
        assertThatThrownBy(() -> house.database()
                        .in(tenant, handle -> handle.execute("update risk_threshold_change set reason = 'other'")))
                .hasMessageContaining("permission denied");
    }
}
