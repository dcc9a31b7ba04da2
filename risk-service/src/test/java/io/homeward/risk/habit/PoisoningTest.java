package io.homeward.risk.habit;

import static io.homeward.risk.House.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.risk.signin.SignIns;
import io.homeward.testsupport.Callers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever has the password and not the second factor teaches nobody, however often he comes. */
@RunningService
class PoisoningTest {
    private static final int DAYS = 30;

    @Inject
    House house;

    @Inject
    Learnt learnt;

    @Inject
    Scores scores;

    @Inject
    Teaching teaching;

    @Inject
    Habits habits;

    @Inject
    SignIns signIns;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private TenantId tenant;
    private PersonId rui;
    private String name;

    @ParameterizedTest
    @CsvSource({"50074,failed", "50076,", "53003,", "500121,failed"})
    void an_attacker_with_the_password_for_thirty_days_does_not_lower_his_own_score(int code, String mfa) {
        double never = attackedAtLast(false, code, mfa);
        double always = attackedAtLast(true, code, mfa);

        assertThat(always).isGreaterThanOrEqualTo(never);
        assertThat(lessonsFromAbroad()).isZero();
        assertThat(weightAbroad()).isZero();
    }

    /** Were the account left at high risk, nothing would be learned of its owner either. */
    private void dismissed() {
        as(House.administrator(tenant))
                .body("{\"userIds\":[\"" + rui + "\"]}")
                .post("/v1.0/identityProtection/riskyUsers/dismiss")
                .then()
                .statusCode(204);
    }

    /** What is thought of him after the thirty days, in which an administrator dismissed whatever he raised. */
    private double attackedAtLast(boolean alsoBefore, int code, String mfa) {
        a_person_with_habits();
        for (int day = DAYS; day > 0; day--) {
            ownersDay(day);
            if (alsoBefore) {
                attacked(day, code, mfa);
                dismissed();
            }
        }
        ownersDay(0);
        learnt.write();
        return attacked(0, code, mfa);
    }

    /** The test would see it: had those sign-ins been learned, the score would be lower. */
    @Test
    void what_was_learned_from_him_would_show() {
        a_person_with_habits();
        double before = attacked(DAYS, 50076, null);
        for (int day = DAYS - 1; day > DAYS - 6; day--) {
            ownersDay(day);
            attacked(day, 50076, null);
        }
        TenantHabits known = habits.of(tenant);
        ids("BR").forEach(id -> house.database().in(tenant, handle -> {
            signIns.lock(handle, tenant, id)
                    .ifPresent(kept -> teaching.teach(handle, known, rui, kept.signIn(), Teaching.AFTER_QUARANTINE));
            return id;
        }));
        learnt.write();

        assertThat(attacked(0, 50076, null)).isLessThan(before);
    }

    private void a_person_with_habits() {
        tenant = house.tenant();
        name = "rui-" + UUID.randomUUID() + "@x.example";
        rui = house.person(tenant, name);
        for (int day = DAYS + 15; day > DAYS; day--) {
            ownersDay(day);
        }
    }

    private Instant daysAgo(int days) {
        return now.minus(Duration.ofDays(days)).minusSeconds(30);
    }

    private void ownersDay(int daysAgo) {
        SignInText signIn = SignInText.of(name)
                .person(rui)
                .code(50140)
                .in(59.91, 10.75)
                .at(daysAgo(daysAgo).minusSeconds(3_600));
        begun(signIn.json().replace("\"XX\"", "\"NO\""));
        ended(signIn, "{\"errorCode\":0}");
    }

    /** @return the score */
    private double attacked(int daysAgo, int code, String mfa) {
        SignInText signIn = SignInText.of(name)
                .person(rui)
                .code(50076)
                .from("177.1.2.3")
                .in(-23.55, -46.63)
                .at(daysAgo(daysAgo));
        begun(signIn.json()
                .replace("\"XX\"", "\"BR\"")
                .replace("\"Linux\"", "\"Windows 11\"")
                .replace("\"Firefox\"", "\"Edge 130\""));
        ended(
                signIn,
                mfa == null
                        ? "{\"errorCode\":%d}".formatted(code)
                        : "{\"errorCode\":%d,\"mfa\":\"%s\"}".formatted(code, mfa));
        return house.database().in(tenant, handle -> scores.find(handle, tenant, key(signIn.id()))
                .orElseThrow()
                .score());
    }

    private void begun(String signIn) {
        as(Callers.service("remediation-service"))
                .body(signIn)
                .post("/internal/tenants/{tenant}/sign-ins", tenant.toString())
                .then()
                .statusCode(200);
    }

    private void ended(SignInText signIn, String outcome) {
        as(Callers.service("remediation-service"))
                .body(outcome)
                .post("/internal/tenants/{tenant}/sign-ins/{id}/outcome", tenant.toString(), signIn.id())
                .then()
                .statusCode(204);
    }

    private SignIns.Key key(String id) {
        return house.database().in(tenant, handle -> handle.createQuery("select ts from sign_in where event_id = :id")
                .bind("id", id)
                .mapTo(OffsetDateTime.class)
                .map(at -> new SignIns.Key(at.toInstant(), id))
                .one());
    }

    private List<String> ids(String country) {
        return house.database().in(tenant, handle -> handle.createQuery(
                        "select event_id from sign_in where country = :country order by ts")
                .bind("country", country)
                .mapTo(String.class)
                .list());
    }

    private int lessonsFromAbroad() {
        return house.database().in(tenant, handle -> handle.createQuery(
                        "select count(*) from sign_in where country = 'BR' and (learned or lesson is not null)")
                .mapTo(Integer.class)
                .one());
    }

    /** Countries the tenant has counted beside the owner's. */
    private int weightAbroad() {
        return house.database()
                .in(tenant, handle -> handle.createQuery("select count(*) - 1 from tenant_count where level = 0")
                        .mapTo(Integer.class)
                        .one());
    }
}
