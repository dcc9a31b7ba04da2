package io.homeward.risk.intake;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class ScoreTest {
    @Inject
    House house;

    private TenantId tenant;
    private PersonId rui;
    private String name;

    @BeforeEach
    void a_tenant_with_a_person() {
        tenant = house.tenant();
        name = "rui-" + UUID.randomUUID() + "@x.example";
        rui = house.person(tenant, name);
        house.offersPasswordChange(tenant);
    }

    @Test
    void an_ordinary_sign_in_is_no_risk() {
        score(SignInText.of(name))
                .statusCode(200)
                .body("level", equalTo("none"))
                .body("detections", empty())
                .body("reasons", empty())
                .body("engine", equalTo("chain-2"))
                .body("userRisk.state", equalTo("NONE"))
                .body("riskEpoch", equalTo(0));
    }

    @Test
    void a_listed_address_raises_the_person_and_the_same_sign_in_is_answered_alike() {
        SignInText signIn = SignInText.of(name).from(PublishedFeeds.ANONYMOUS);

        String first = score(signIn)
                .statusCode(200)
                .body("level", equalTo("medium"))
                .body("detections.type", contains("anonymizedIPAddress"))
                .body("reasons", contains(containsString("hides who is behind it")))
                .body("userRisk.level", equalTo("MEDIUM"))
                .body("riskEpoch", equalTo(1))
                .extract()
                .asString();
        String again = score(signIn).extract().asString();

        assertThat(again).isEqualTo(first);
        assertThat(house.history(tenant, rui)).containsExactly("atRisk none 1");
        UserRisk risk = house.risk(tenant, rui);
        assertThat(risk.since()).contains(signIn.at().truncatedTo(ChronoUnit.MICROS));
        assertThat(risk.earliestActivity()).contains(signIn.at().truncatedTo(ChronoUnit.MICROS));
        assertThat(risk.routeAtOnset()).contains(Route.PASSWORD_CHANGE);
    }

    @Test
    void the_suites_own_pages_say_who_it_is_and_how_it_ended() {
        SignInText signIn = SignInText.of(name).person(rui).from(PublishedFeeds.ANONYMOUS);

        internal(signIn).statusCode(200).body("level", equalTo("medium")).body("userRisk.state", equalTo("AT_RISK"));
        ended(signIn, "{\"errorCode\":50074,\"mfa\":\"failed\"}", 204);
        ended(signIn, "{\"errorCode\":0,\"mfa\":\"passed\"}", 204);
        ended(signIn.id("nobody's"), "{\"errorCode\":0}", 404);
        ended(signIn, "{\"mfa\":\"passed\"}", 400);
        ended(signIn, "{\"errorCode\":0,\"mfa\":\"perhaps\"}", 400);

        assertThat(house.risk(tenant, rui).state())
                .as("the remediation feed closes, not the outcome")
                .isEqualTo(RiskState.AT_RISK);
    }

    @Test
    void an_own_sign_in_is_learned_from_once_it_ended_well_and_only_once() {
        SignInText signIn = SignInText.of(name).person(rui);

        internal(signIn);
        assertThat(accepted()).isZero();
        ended(signIn, "{\"errorCode\":53003}", 204);
        assertThat(accepted()).isZero();
        ended(signIn, "{\"errorCode\":0}", 204);
        ended(signIn, "{\"errorCode\":0}", 204);
        assertThat(accepted()).isEqualTo(1);
    }

    @Test
    void a_wrong_password_never_raises_anybody_whatever_its_address() {
        score(SignInText.of(name).from(PublishedFeeds.ANONYMOUS).wrongPassword())
                .statusCode(200)
                .body("level", equalTo("none"))
                .body("detections", empty());

        assertThat(house.risk(tenant, rui)).isEqualTo(UserRisk.CLEAR);
        assertThat(house.history(tenant, rui)).isEmpty();
    }

    @Test
    void an_unknown_name_counts_for_its_source_and_for_nobody_else() {
        score(SignInText.of("nobody-" + UUID.randomUUID() + "@x.example").from(PublishedFeeds.ANONYMOUS))
                .statusCode(200)
                .body("level", equalTo("medium"))
                .body("detections", empty())
                .body("userRisk.state", equalTo("NONE"));
    }

    @Test
    void a_sprayed_password_raises_its_owner_high() {
        String attacker = address();
        spray(attacker, 12, Instant.now().minusSeconds(300));

        score(SignInText.of(name).from(attacker).code(50076))
                .body("level", equalTo("high"))
                .body("detections.type", contains("passwordSpray"))
                .body("detections.level", contains("high"))
                .body("userRisk.level", equalTo("HIGH"));
        assertThat(alerts("passwordSpray")).containsExactly(attacker);
    }

    @Test
    void a_spray_that_shows_only_afterwards_is_held_against_the_password_that_was_right() {
        String attacker = address();
        spray(attacker, 3, Instant.now().minusSeconds(300));
        SignInText hit = SignInText.of(name).from(attacker).at(Instant.now().minusSeconds(200));
        score(hit).body("level", equalTo("none"));

        spray(attacker, 9, Instant.now().minusSeconds(100));

        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.HIGH);
        score(hit).body("level", equalTo("high")).body("detections.type", contains("passwordSpray"));
        assertThat(house.risk(tenant, rui).earliestActivity()).contains(hit.at().truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void a_spray_alone_is_an_alert_of_the_tenant_and_touches_no_person() {
        String attacker = address();

        spray(attacker, 12, Instant.now().minusSeconds(300));
        score(SignInText.of(name).from(attacker).wrongPassword());

        assertThat(alerts("passwordSpray")).containsExactly(attacker);
        assertThat(house.risk(tenant, rui)).isEqualTo(UserRisk.CLEAR);
    }

    @Test
    void many_guesses_at_one_name_are_an_alert_and_the_right_one_is_a_medium_risk() {
        String attacker = address();
        IntStream.range(0, 9)
                .forEach(each -> score(SignInText.of(name)
                        .from(attacker)
                        .at(Instant.now().minusSeconds(600 - each))
                        .wrongPassword()));

        score(SignInText.of(name).from(attacker))
                .body("level", equalTo("medium"))
                .body("detections.type", contains("maliciousIPAddress"));
        assertThat(alerts("bruteForce")).containsExactly(attacker);
    }

    @Test
    void travel_is_seen_against_what_was_learned() {
        Instant now = Instant.now();
        IntStream.range(0, 10)
                .forEach(each -> score(
                        SignInText.of(name).at(now.minusSeconds(40_000 - each)).in(60.39, 5.32)));

        score(SignInText.of(name).at(now.minusSeconds(36_000)).in(35.68, 139.69))
                .body("level", equalTo("medium"))
                .body("detections.type", contains("impossibleTravel"));
        score(SignInText.of(name).at(now.minusSeconds(35_000)).in(60.39, 5.32)).body("level", equalTo("none"));
        assertThat(house.risk(tenant, rui).detections()).hasSize(1);
    }

    @Test
    void evidence_in_old_data_is_kept_and_raises_nobody() {
        SignInText old = SignInText.of(name)
                .from(PublishedFeeds.ANONYMOUS)
                .at(Instant.now().minus(120, ChronoUnit.DAYS));

        score(old)
                .body("level", equalTo("medium"))
                .body("detections", hasSize(1))
                .body("userRisk.state", equalTo("NONE"));

        assertThat(house.history(tenant, rui)).isEmpty();
        as(House.reader(tenant))
                .get("/v1.0/identityProtection/riskyUsers/" + rui)
                .then()
                .statusCode(404);
        as(House.reader(tenant))
                .get("/v1.0/identityProtection/riskDetections")
                .then()
                .body("value.riskState", contains("none"));
    }

    @Test
    void a_sign_in_belongs_to_the_account_it_names_only_if_the_tenant_has_it() {
        TenantId other = house.tenant();
        PersonId stranger = house.person(other, "stranger@y.example");

        score(SignInText.of("whoever@x.example").person(stranger).from(PublishedFeeds.ANONYMOUS))
                .statusCode(200);
        score(SignInText.of("alias@x.example").person(rui).from(PublishedFeeds.ANONYMOUS))
                .statusCode(200);

        assertThat(house.risk(other, stranger)).isEqualTo(UserRisk.CLEAR);
        assertThat(house.risk(tenant, stranger)).isEqualTo(UserRisk.CLEAR);
        assertThat(house.risk(tenant, rui).open()).isTrue();
    }

    private void spray(String attacker, int names, Instant at) {
        IntStream.range(0, names)
                .forEach(each -> score(SignInText.of("victim-" + UUID.randomUUID() + "@x.example")
                        .from(attacker)
                        .at(at.plusSeconds(each))
                        .wrongPassword()));
    }

    private ValidatableResponse score(SignInText signIn) {
        return as(sender(tenant)).body(signIn.json()).post("/v1/signIns").then().statusCode(200);
    }

    private ValidatableResponse internal(SignInText signIn) {
        return as(Callers.service("remediation-service"))
                .body(signIn.json())
                .post("/internal/tenants/{tenant}/sign-ins", tenant.toString())
                .then();
    }

    private void ended(SignInText signIn, String body, int status) {
        as(Callers.service("remediation-service"))
                .body(body)
                .post("/internal/tenants/{tenant}/sign-ins/{id}/outcome", tenant.toString(), signIn.id())
                .then()
                .statusCode(status);
    }

    private int accepted() {
        return house.database().in(tenant, handle -> handle.createQuery(
                        "select coalesce(sum(accepted), 0) from person_profile where person_id = :person")
                .bind("person", rui.value())
                .mapTo(Integer.class)
                .one());
    }

    private java.util.List<String> alerts(String kind) {
        return house.database()
                .in(tenant, handle -> handle.createQuery("select source from source_alert where kind = :kind")
                        .bind("kind", kind)
                        .mapTo(String.class)
                        .list());
    }

    /** On none of the lists that the service has in tests. */
    private static String address() {
        return "192.0.2." + (101 + (int) (Math.random() * 150));
    }
}
