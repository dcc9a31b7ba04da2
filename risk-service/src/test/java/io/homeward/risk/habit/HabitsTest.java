package io.homeward.risk.habit;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.risk.familiarity.ProfileCodec;
import io.homeward.risk.familiarity.budget.Assessment;
import io.homeward.risk.familiarity.budget.Grade;
import io.homeward.risk.signin.SignIns;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class HabitsTest {
    @Inject
    House house;

    @Inject
    Habits habits;

    @Inject
    Learnt learnt;

    @Inject
    Scores scores;

    @Inject
    HabitSettings settings;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private TenantId tenant;
    private PersonId rui;
    private String name;

    @BeforeEach
    void a_tenant_with_a_person() {
        tenant = house.tenant();
        name = "rui-" + UUID.randomUUID() + "@x.example";
        rui = house.person(tenant, name);
    }

    private static String home(SignInText signIn) {
        return signIn.in(59.91, 10.75).json().replace("\"XX\"", "\"NO\"");
    }

    private static String strange(SignInText signIn) {
        return signIn.from("177.1.2.3")
                .in(-23.55, -46.63)
                .json()
                .replace("\"XX\"", "\"BR\"")
                .replace("\"Linux\"", "\"Windows 11\"")
                .replace("\"Firefox\"", "\"Edge 130\"");
    }

    private ValidatableResponse score(String signIn) {
        return as(sender(tenant)).body(signIn).post("/v1/signIns").then().statusCode(200);
    }

    /** One a day until yesterday. */
    private void signedInFromHome(int days) {
        for (int day = days; day > 0; day--) {
            score(home(SignInText.of(name).at(now.minus(Duration.ofDays(day))))).body("level", equalTo("none"));
        }
    }

    private List<SignIns.Key> signIns() {
        return house.database().in(tenant, handle -> handle.createQuery("select ts, event_id from sign_in order by ts")
                .map((row, context) -> new SignIns.Key(
                        row.getObject("ts", java.time.OffsetDateTime.class).toInstant(), row.getString("event_id")))
                .list());
    }

    private Scores.Stored stored(SignIns.Key key) {
        return house.database()
                .in(tenant, handle -> scores.find(handle, tenant, key).orElseThrow());
    }

    @Test
    void what_is_unlike_the_person_is_found_and_explained() {
        signedInFromHome(12);

        score(strange(SignInText.of(name).at(now)))
                .body("detections.type", containsInAnyOrder("unfamiliarFeatures", "newCountry"))
                .body("reasons", hasItem(containsString("New country BR: never used by this person")))
                .body("userRisk.state", equalTo("AT_RISK"));
        score(home(SignInText.of(name).at(now))).body("detections", empty()).body("level", equalTo("none"));
    }

    @Test
    void a_stored_score_is_replayed_bit_for_bit() {
        signedInFromHome(12);
        score(strange(SignInText.of(name).at(now)));

        List<SignIns.Key> all = signIns();

        assertThat(all).hasSize(13);
        for (SignIns.Key key : all) {
            Scores.Stored stored = stored(key);
            Assessment again = stored.replayed(habits.of(tenant).model()).orElseThrow();
            assertThat(Double.doubleToRawLongBits(again.score())).isEqualTo(Double.doubleToRawLongBits(stored.score()));
        }
        assertThat(stored(all.getLast()).profileVersion()).isEqualTo(12);
        assertThat(stored(all.getLast()).replayed(habits.of(tenant).model()))
                .get()
                .isInstanceOf(Assessment.Scored.class);
        assertThat(stored(all.getFirst()).replayed(habits.of(tenant).model()))
                .get()
                .isInstanceOf(Assessment.InsufficientData.class);
        assertThat(new Scores.Stored(0, stored(all.getFirst()).grounds(), "another", 0, 0)
                        .replayed(habits.of(tenant).model()))
                .isEmpty();
    }

    @Test
    void the_first_sign_ins_of_anybody_raise_nobody() {
        for (int i = 0; i < 9; i++) {
            SignInText signIn = SignInText.of(name).at(now.minusSeconds(1000L - i));
            score(i % 2 == 0 ? home(signIn).replace("59.91", "-23.55").replace("10.75", "-46.63") : strange(signIn));
        }

        assertThat(house.risk(tenant, rui)).isEqualTo(UserRisk.CLEAR);
    }

    @Test
    void a_sign_in_teaches_once_however_often_it_is_sent() {
        String signIn = home(SignInText.of(name).at(now));

        score(signIn);
        score(signIn);
        learnt.write();

        assertThat(profile()).isEqualTo(1);
        assertThat(weight()).isCloseTo(1, within(1e-9));
    }

    @Test
    void what_is_risky_teaches_nothing() {
        signedInFromHome(12);
        score(home(SignInText.of(name).from(PublishedFeeds.ANONYMOUS).at(now))).body("level", equalTo("medium"));
        score(home(SignInText.of(name).wrongPassword().at(now)));
        learnt.write();

        assertThat(profile()).isEqualTo(12);
        assertThat(lessons()).isEqualTo(12);
    }

    @Test
    void a_sign_in_from_our_own_pages_teaches_when_it_has_ended_well() {
        signedInFromHome(11);
        SignInText own = SignInText.of(name).person(rui).code(50140).at(now);
        as(Callers.service("remediation-service"))
                .body(home(own))
                .post("/internal/tenants/{tenant}/sign-ins", tenant.toString())
                .then()
                .statusCode(200);
        assertThat(profile()).isEqualTo(11);

        for (int twice = 0; twice < 2; twice++) {
            as(Callers.service("remediation-service"))
                    .body("{\"errorCode\":0}")
                    .post("/internal/tenants/{tenant}/sign-ins/{id}/outcome", tenant.toString(), own.id())
                    .then()
                    .statusCode(204);
        }
        learnt.write();

        assertThat(profile()).isEqualTo(12);
        assertThat(lessons()).isEqualTo(12);
        // Of the first sign-ins nothing could be said, so that they draw no threshold.
        assertThat(counted()).isEqualTo(judged()).isEqualTo(7);
    }

    @Test
    void what_people_of_several_tenants_do_is_added_to_the_counts_of_each() {
        TenantId other = house.tenant();
        house.person(other, name);
        score(home(SignInText.of(name).at(now)));
        score(home(SignInText.of(name).at(now.plusSeconds(1))));
        as(sender(other))
                .body(home(SignInText.of(name).at(now)))
                .post("/v1/signIns")
                .then()
                .statusCode(200);
        learnt.write();

        assertThat(weight()).isCloseTo(2, within(1e-9));
        tenant = other;
        assertThat(weight()).isCloseTo(1, within(1e-9));
    }

    @Test
    void counts_that_will_soon_be_too_old_are_read_while_everybody_goes_on_with_them() throws InterruptedException {
        var clock = new AtomicReference<>(Instant.now());
        var node = new Habits(house.database(), settings, clock::get);
        TenantHabits before = node.of(tenant);
        long known = before.populationVersion();
        score(home(SignInText.of(name).at(now)));
        learnt.write();

        clock.set(clock.get().plus(settings.fresh().dividedBy(2)));
        assertThat(node.of(tenant).populationVersion()).isEqualTo(known);
        clock.set(clock.get().plus(settings.fresh().dividedBy(2)).minusMillis(1));
        assertThat(node.of(tenant)).isSameAs(before);
        for (int nth = 0; nth < 500 && before.populationVersion() == known; nth++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }

        assertThat(before.populationVersion()).isGreaterThan(known);
    }

    @Test
    void another_node_reads_what_this_one_learned_and_what_it_added_since() {
        score(home(SignInText.of(name).at(now.minusSeconds(60))));
        learnt.write();
        var other = new Habits(
                house.database(), settings, InstantSource.offset(InstantSource.system(), Duration.ofHours(2)));

        TenantHabits there = other.of(tenant);
        long before = there.populationVersion();
        score(home(SignInText.of(name).at(now)));
        learnt.write();

        assertThat(before).isPositive();
        assertThat(new Habits(house.database(), settings, InstantSource.system())
                        .of(tenant)
                        .populationVersion())
                .isGreaterThan(before);
        assertThat(weight()).isCloseTo(2, within(1e-9));
    }

    @Test
    void thresholds_move_with_what_the_tenant_scores() {
        TenantHabits shipped = habits.of(tenant);
        house.database().in(tenant, handle -> handle.createUpdate("""
                        insert into tenant_score (tenant_id, model, day, bin, sign_ins)
                        select :tenant, :model, :day, n, 1000 from generate_series(150, 199) n""")
                .bind("tenant", tenant.value())
                .bind("model", shipped.model().version())
                .bind("day", (int) (now.getEpochSecond() / 86_400))
                .execute());

        var thresholds = new Habits(house.database(), settings, InstantSource.system())
                .of(tenant)
                .thresholds();

        // 50,000 evenly between -5.25 and 1: the upper 2 % begin at 0.875, and the shipped threshold still pulls a
        // little.
        assertThat(thresholds.signIns()).isCloseTo(50_000, within(1e-6));
        assertThat(thresholds.medium()).isCloseTo((50_000 * .875 + 2000 * 3.2) / 52_000, within(1e-9));
        assertThat(shipped.thresholds().medium()).isCloseTo(3.2, within(1e-9));
    }

    @Test
    void what_an_intruder_taught_is_taken_back_when_the_compromise_is_confirmed() {
        for (int day = 12; day > 0; day--) {
            score(home(SignInText.of(name).on("laptop").at(now.minus(Duration.ofDays(day)))));
        }
        score(home(SignInText.of(name)
                        .on("laptop")
                        .from(PublishedFeeds.ANONYMOUS)
                        .at(now.minusSeconds(60))))
                .body("level", equalTo("medium"));
        // Since then from the same device: nothing to be said against it, so it was learned.
        score(home(SignInText.of(name).on("laptop").at(now))).body("level", equalTo("none"));
        learnt.write();
        assertThat(profile()).isEqualTo(13);
        assertThat(weight()).isGreaterThan(12.5);

        for (int twice = 0; twice < 2; twice++) {
            as(House.administrator(tenant))
                    .body("{\"userIds\":[\"" + rui + "\"]}")
                    .post("/v1.0/identityProtection/riskyUsers/confirmCompromised")
                    .then()
                    .statusCode(204);
        }
        learnt.write();

        assertThat(profile()).isEqualTo(12);
        assertThat(lessons()).isEqualTo(12);
        assertThat(weight()).isLessThan(12);
    }

    @Test
    void what_was_learned_since_a_compromised_sign_in_from_where_it_came_is_taken_back() {
        for (int day = 12; day > 0; day--) {
            score(home(SignInText.of(name).on("laptop").at(now.minus(Duration.ofDays(day)))));
        }
        SignInText stolen = SignInText.of(name).from("203.0.113.77").on("other").at(now.minusSeconds(60));
        score(home(stolen));
        score(home(SignInText.of(name).from("203.0.113.77").on("laptop").at(now.minusSeconds(50))));
        score(home(SignInText.of(name).from("203.0.113.78").on("other").at(now.minusSeconds(40))));
        score(home(SignInText.of(name).on("laptop").at(now)));
        learnt.write();
        assertThat(profile()).isEqualTo(16);

        for (int twice = 0; twice < 2; twice++) {
            as(House.administrator(tenant))
                    .body("{\"requestIds\":[\"" + stolen.id() + "\"]}")
                    .post("/v1.0/auditLogs/signIns/confirmCompromised")
                    .then()
                    .statusCode(204);
        }
        learnt.write();

        // The owner's own from elsewhere with his own device stays.
        assertThat(profile()).isEqualTo(13);
        assertThat(lessons()).isEqualTo(13);
    }

    @Test
    void where_an_attack_came_from_is_counted_once_capped_decayed_and_taken_back() {
        for (int i = 0; i < 9; i++) {
            SignInText attack = SignInText.of(name).from("203.0.113.77").at(now.minusSeconds(60 + i));
            score(home(attack));
            for (int twice = 0; twice < 2; twice++) {
                said("confirmCompromised", attack);
            }
            if (i == 0) {
                assertThat(attacks().address(ip("203.0.113.77"), now)).isCloseTo(1, within(1e-9));
                said("confirmSafe", attack);
                assertThat(attacks().address(ip("203.0.113.77"), now)).isZero();
                said("confirmCompromised", attack);
            }
        }

        AttackCounts counts = attacks();
        assertThat(counts.address(ip("203.0.113.77"), now)).isCloseTo(8, within(1e-9));
        assertThat(counts.address(ip("203.0.113.77"), now.plus(Duration.ofDays(30))))
                .isCloseTo(4, within(1e-9));
        assertThat(counts.address(ip("203.0.113.78"), now)).isZero();
        assertThat(new Habits(house.database(), settings, InstantSource.system())
                        .of(house.tenant())
                        .attacks()
                        .address(ip("203.0.113.77"), now))
                .isZero();
    }

    private SignInText blockedAbroad() {
        signedInFromHome(12);
        SignInText blocked = SignInText.of(name).code(53003).at(now.minusSeconds(60));
        score(strange(blocked)).body("detections.type", hasItem("unfamiliarFeatures"));
        return blocked;
    }

    @Test
    void what_is_like_a_sign_in_that_was_confirmed_safe_is_not_flagged_and_says_so() {
        said("confirmSafe", blockedAbroad());

        SignInText again = SignInText.of(name).at(now);
        score(strange(again).replace("177.1.2.3", "177.1.2.9"))
                .body("level", equalTo("none"))
                .body("detections", empty())
                .body(
                        "reasons",
                        hasItem(containsString("Not flagged, as an administrator confirmed a sign-in like it safe")))
                .body("reasons", hasItem(containsString("unfamiliarFeatures, newCountry")));

        Scores.Stored stored = stored(signIns().getLast());
        Assessment replayed = stored.replayed(habits.of(tenant).model()).orElseThrow();
        assertThat(stored.grounds().vouched()).isTrue();
        assertThat(replayed.grade()).isEqualTo(Grade.NONE);
        assertThat(replayed.rules()).contains(Assessment.Rule.VOUCHED_FOR);
        assertThat(Double.doubleToRawLongBits(replayed.score())).isEqualTo(Double.doubleToRawLongBits(stored.score()));
    }

    @Test
    void what_is_unlike_it_is_flagged_all_the_same() {
        said("confirmSafe", blockedAbroad());

        score(strange(SignInText.of(name).at(now)).replace("Edge 130", "Firefox 130"))
                .body("detections.type", hasItem("unfamiliarFeatures"));
        score(strange(SignInText.of(name).at(now)).replace("177.1.2.3", "178.1.2.3"))
                .body("detections.type", hasItem("unfamiliarFeatures"));
    }

    @Test
    void what_was_dismissed_is_flagged_again() {
        said("dismiss", blockedAbroad());

        score(strange(SignInText.of(name).at(now))).body("detections.type", hasItem("unfamiliarFeatures"));
    }

    @Test
    void thirty_days_later_it_is_flagged_again() {
        said("confirmSafe", blockedAbroad());
        double days = one("""
                select extract(epoch from cast(recent #>> '{vouched,0,until}' as timestamptz) - now()) / 86400
                from person_profile""");
        house.database().in(tenant, handle -> handle.createUpdate("""
                        update person_profile set recent = jsonb_set(recent, '{vouched,0,until}', to_jsonb(cast(:at as text)))""")
                .bind("at", now.minusSeconds(1).toString())
                .execute());

        assertThat(days).isCloseTo(30, within(.1));
        score(strange(SignInText.of(name).at(now))).body("detections.type", hasItem("unfamiliarFeatures"));
    }

    @Test
    void confirming_one_like_it_compromised_takes_the_word_back() {
        SignInText blocked = blockedAbroad();
        said("confirmSafe", blocked);
        said("confirmCompromised", blocked);

        score(strange(SignInText.of(name).at(now))).body("detections.type", hasItem("unfamiliarFeatures"));
    }

    @Test
    void confirming_the_account_compromised_takes_every_word_back() {
        said("confirmSafe", blockedAbroad());
        as(House.administrator(tenant))
                .body("{\"userIds\":[\"" + rui + "\"]}")
                .post("/v1.0/identityProtection/riskyUsers/confirmCompromised")
                .then()
                .statusCode(204);

        score(strange(SignInText.of(name).at(now))).body("detections.type", hasItem("unfamiliarFeatures"));
    }

    @Test
    void nobody_vouches_for_an_address_that_attacks() {
        SignInText attack =
                SignInText.of(name).code(53003).from(PublishedFeeds.THREAT).at(now.minusSeconds(60));
        score(home(attack)).body("detections.type", hasItem("maliciousIPAddress"));
        said("confirmSafe", attack);

        score(home(SignInText.of(name).from(PublishedFeeds.THREAT).at(now)))
                .body("detections.type", hasItem("maliciousIPAddress"))
                .body("level", equalTo("high"));
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    /** As a node sees them that has just come up. */
    private AttackCounts attacks() {
        return new Habits(house.database(), settings, InstantSource.system())
                .of(tenant)
                .attacks();
    }

    private void said(String action, SignInText signIn) {
        as(House.administrator(tenant))
                .body("{\"requestIds\":[\"" + signIn.id() + "\"]}")
                .post("/v1.0/auditLogs/signIns/" + action)
                .then()
                .statusCode(204);
    }

    @Test
    void what_was_learned_before_learning_began_anew_is_not_taken_from_the_new_profile() {
        SignInText early = SignInText.of(name).at(now.minus(Duration.ofDays(3)));
        score(home(early));
        as(House.administrator(tenant))
                .body("{\"userIds\":[\"" + rui + "\"]}")
                .post("/v1.0/identityProtection/riskyUsers/confirmSafe")
                .then()
                .statusCode(204);
        score(home(SignInText.of(name).on("laptop").from("203.0.113.80").at(now.minusSeconds(5))));
        score(home(SignInText.of(name).on("laptop").from("203.0.113.80").at(now)));
        assertThat(profile()).isEqualTo(2);

        said("confirmCompromised", early);

        assertThat(profile()).isEqualTo(2);
    }

    @Test
    void a_private_address_and_none_at_all_are_beyond_judging() {
        signedInFromHome(12);

        score(strange(SignInText.of(name).at(now)).replace("177.1.2.3", "10.1.2.3"))
                .body("detections.type", empty());
        score(strange(SignInText.of(name).at(now)).replace("177.1.2.3", "")).body("detections.type", empty());
    }

    @Test
    void habits_of_one_tenant_are_not_seen_by_another() {
        score(home(SignInText.of(name).at(now)));
        learnt.write();

        for (String table : List.of("tenant_model", "tenant_count")) {
            assertThat(rows(tenant, table)).as(table).isPositive();
            assertThat(rows(house.tenant(), table)).as(table).isZero();
        }
    }

    private int rows(TenantId seer, String table) {
        return house.database().in(seer, handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }

    private int profile() {
        return house.database()
                .in(tenant, handle -> handle.createQuery("select habits from person_profile where person_id = :person")
                        .bind("person", rui.value())
                        .mapTo(byte[].class)
                        .findOne()
                        .map(bytes -> ProfileCodec.read(bytes).signIns())
                        .orElse(0));
    }

    /** Of all countries. */
    private double weight() {
        return one("select coalesce(sum(weight), 0) from tenant_count where level = 0");
    }

    private long counted() {
        return (long) one("select coalesce(sum(sign_ins), 0) from tenant_score");
    }

    private long judged() {
        return signIns().stream()
                .map(this::stored)
                .filter(each -> each.replayed(habits.of(tenant).model()).orElseThrow() instanceof Assessment.Scored)
                .count();
    }

    private int lessons() {
        return (int) one("select count(*) from sign_in where lesson is not null and learned");
    }

    private double one(String sql) {
        return house.database().in(tenant, handle -> handle.createQuery(sql)
                .mapTo(Double.class)
                .one());
    }
}
