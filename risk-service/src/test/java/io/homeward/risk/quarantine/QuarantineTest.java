package io.homeward.risk.quarantine;

import static io.homeward.risk.House.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.risk.familiarity.LessonCodec;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Evidence;
import io.homeward.risk.standing.Standings;
import io.homeward.testsupport.Callers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class QuarantineTest {
    @Inject
    House house;

    @Inject
    QuarantineAge age;

    @Inject
    Standings standings;

    private TenantId tenant;
    private PersonId rui;
    private String name;
    private SignInText risky;

    @BeforeEach
    void a_risky_sign_in_from_our_own_pages() {
        tenant = house.tenant();
        name = "rui-" + UUID.randomUUID() + "@x.example";
        rui = house.person(tenant, name);
        risky = begun(PublishedFeeds.ANONYMOUS, "medium");
    }

    private SignInText begun(String ip, String level) {
        SignInText signIn = SignInText.of(name).person(rui).code(50076).from(ip);
        as(Callers.service("remediation-service"))
                .body(signIn.json())
                .post("/internal/tenants/{tenant}/sign-ins", tenant.toString())
                .then()
                .statusCode(200)
                .body("level", equalTo(level));
        return signIn;
    }

    private void ended(SignInText signIn, String outcome) {
        as(Callers.service("remediation-service"))
                .body(outcome)
                .post("/internal/tenants/{tenant}/sign-ins/{id}/outcome", tenant.toString(), signIn.id())
                .then()
                .statusCode(204);
    }

    private void passedMfa() {
        ended(risky, "{\"errorCode\":0,\"mfa\":\"passed\"}");
        house.remediated(tenant, rui, "userPassedMFADrivenByRiskBasedPolicy", Instant.now(), risky.id(), null);
    }

    private static Instant aDayLater() {
        return Instant.now().plus(Duration.ofHours(24));
    }

    @Test
    void what_passed_a_second_factor_is_learned_a_day_later_with_half_the_weight_once() {
        passedMfa();
        age.lookAt(aDayLater().minus(Duration.ofMinutes(5)));
        assertThat(lessons()).isEmpty();

        age.lookAt(aDayLater());
        age.lookAt(aDayLater());

        assertThat(lessons()).containsExactly(.5);
        assertThat(waiting()).isZero();
    }

    @Test
    void many_nodes_decide_each_sign_in_once() {
        passedMfa();
        IntStream.range(0, 4).forEach(i -> begunAndPassed());

        int learned = IntStream.range(0, 4)
                .parallel()
                .map(i -> age.lookAt(aDayLater()).learned())
                .sum();

        assertThat(learned).isGreaterThanOrEqualTo(1);
        assertThat(waiting()).isZero();
        assertThat(lessons()).hasSize(5).containsOnly(.5);
    }

    private void begunAndPassed() {
        risky = begun(PublishedFeeds.ANONYMOUS, "medium");
        passedMfa();
    }

    @ParameterizedTest
    @CsvSource({"0,", "50074,failed", "50076,", "53003,", "500121,failed"})
    void without_a_second_factor_nothing_is_ever_learned(int code, String mfa) {
        ended(
                risky,
                mfa == null
                        ? "{\"errorCode\":" + code + "}"
                        : "{\"errorCode\":%d,\"mfa\":\"%s\"}".formatted(code, mfa));

        age.lookAt(aDayLater());

        assertThat(waiting()).isZero();
        assertThat(lessons()).isEmpty();
    }

    @Test
    void what_is_still_open_a_day_later_is_not_learned() {
        ended(risky, "{\"errorCode\":0,\"mfa\":\"passed\"}");

        age.lookAt(aDayLater());

        assertThat(waiting()).isZero();
        assertThat(lessons()).isEmpty();
    }

    @Test
    void what_an_administrator_dismissed_is_learned_all_the_same() {
        passedMfa();
        said("dismiss");

        age.lookAt(aDayLater());

        assertThat(lessons()).containsExactly(.5);
    }

    @Test
    void what_was_closed_as_compromised_is_not_learned() {
        passedMfa();
        said("confirmCompromised");
        as(House.administrator(tenant))
                .body("{\"userIds\":[\"" + rui + "\"]}")
                .post("/v1.0/identityProtection/riskyUsers/dismiss")
                .then()
                .statusCode(204);

        age.lookAt(aDayLater());

        assertThat(house.risk(tenant, rui).open()).isFalse();
        assertThat(waiting()).isZero();
        assertThat(lessons()).isEmpty();
    }

    @Test
    void nothing_is_learned_of_somebody_at_high_risk() {
        passedMfa();
        leaked();

        age.lookAt(aDayLater());

        assertThat(lessons()).isEmpty();
    }

    @Test
    void nor_of_somebody_who_was_at_high_risk_for_another_reason_when_he_passed() {
        leaked();
        passedMfa();

        assertThat(waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mfaFatigue", "attackerinTheMiddle", "anomalousToken"})
    void a_factor_that_may_be_worn_down_or_relayed_teaches_nothing(String type) {
        passedMfa();
        open(type);

        age.lookAt(aDayLater());

        assertThat(waiting()).isZero();
        assertThat(lessons()).isEmpty();
    }

    /** 3.9: what is relayed or worn down is a code or a prompt, and never a passkey. */
    @ParameterizedTest(name = "{0}, open {2}: {1} learned")
    @CsvSource({
        "phishingResistant, 1, before",
        "phishingResistant, 1, after",
        "phishable, 0, before",
        "phishable, 0, after"
    })
    void one_that_nobody_relays_teaches_while_the_others_are_in_doubt(String factor, int learned, String when) {
        if (when.equals("before")) {
            open("mfaFatigue");
        }
        ended(risky, "{\"errorCode\":0,\"mfa\":\"passed\",\"factor\":\"%s\"}".formatted(factor));
        house.remediated(tenant, rui, "userPassedMFADrivenByRiskBasedPolicy", Instant.now(), risky.id(), null);
        if (when.equals("after")) {
            open("mfaFatigue");
        }

        age.lookAt(aDayLater());

        assertThat(lessons()).hasSize(learned);
        assertThat(waiting()).isZero();
    }

    @Test
    void what_was_raised_about_it_in_between_keeps_it_from_being_learned_also_when_closed() {
        passedMfa();
        house.database().in(tenant, handle -> handle.createUpdate("""
                        insert into detection (tenant_id, detection_id, person_id, type, about, level, state, detail, timing,
                            sign_in_at, sign_in_id, correlation_id, activity_at, detected_at, updated_at, city, region, country,
                            user_agent, evidence, reason, engine)
                        select tenant_id, gen_random_uuid(), person_id, 'unlikelyTravel', about, level, 'dismissed', detail, timing,
                            sign_in_at, sign_in_id, correlation_id, activity_at, now() + interval '1 minute', now(), city, region,
                            country, user_agent, evidence, reason, engine from detection""").execute());

        age.lookAt(aDayLater());

        assertThat(lessons()).isEmpty();
    }

    @Test
    void an_administrator_who_vouches_for_it_teaches_at_once_and_twice_as_much() {
        passedMfa();
        for (int twice = 0; twice < 2; twice++) {
            said("confirmSafe");
        }
        assertThat(lessons()).containsExactly(2.0);

        age.lookAt(aDayLater());

        assertThat(lessons()).containsExactly(2.0);
        assertThat(waiting()).isZero();
    }

    @Test
    void what_was_learned_already_is_learned_anew_with_the_greater_weight() {
        SignInText ordinary = begun("203.0.113.9", "none");
        ended(ordinary, "{\"errorCode\":0}");
        assertThat(lessons()).containsExactly(1.0);

        said("confirmSafe", ordinary);

        assertThat(lessons()).containsExactly(2.0);
        assertThat(accepted()).isEqualTo(1);
    }

    @Test
    void a_blocked_sign_in_is_not_learned_whoever_vouches_for_it() {
        ended(risky, "{\"errorCode\":53003}");
        said("confirmSafe");

        assertThat(lessons()).isEmpty();
    }

    @Test
    void dismissing_neither_teaches_nor_takes_back() {
        SignInText ordinary = begun("203.0.113.9", "none");
        ended(ordinary, "{\"errorCode\":0}");
        ended(risky, "{\"errorCode\":0}");

        said("dismiss", ordinary);
        said("dismiss");

        assertThat(lessons()).containsExactly(1.0);
    }

    private void open(String type) {
        var evidence = new Evidence(
                new DetectionType(type),
                "a test",
                RiskLevel.LOW,
                Evidence.Timing.OFFLINE,
                Optional.empty(),
                Instant.now(),
                Map.of(),
                "a test",
                "test",
                true);
        house.database()
                .in(
                        tenant,
                        handle -> standings.found(
                                handle, tenant, rui, List.of(evidence), Instant.now(), By.system("a test")));
    }

    private void leaked() {
        as(House.administrator(tenant))
                .body("{\"riskEventType\":\"leakedCredentials\"}")
                .post("/v1/people/{id}/detections", rui.toString())
                .then()
                .statusCode(200);
    }

    private void said(String action) {
        said(action, risky);
    }

    private void said(String action, SignInText signIn) {
        as(House.administrator(tenant))
                .body("{\"requestIds\":[\"" + signIn.id() + "\"]}")
                .post("/v1.0/auditLogs/signIns/" + action)
                .then()
                .statusCode(204);
    }

    private int waiting() {
        return house.database().in(tenant, handle -> handle.createQuery("select count(*) from lesson_due")
                .mapTo(Integer.class)
                .one());
    }

    private int accepted() {
        return house.database().in(tenant, handle -> handle.createQuery("select accepted from person_profile")
                .mapTo(Integer.class)
                .one());
    }

    /** Their weights. */
    private List<Double> lessons() {
        return house.database().in(tenant, handle -> handle.createQuery(
                        "select lesson from sign_in where learned and lesson is not null order by ts, event_id")
                .mapTo(byte[].class)
                .map(bytes -> LessonCodec.read(bytes).weight())
                .list());
    }
}
