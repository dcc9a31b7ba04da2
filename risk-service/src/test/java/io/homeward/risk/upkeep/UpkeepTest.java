package io.homeward.risk.upkeep;

import static io.homeward.risk.House.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.risk.campaign.Alerts;
import io.homeward.risk.campaign.Tries;
import io.homeward.risk.profile.Sources;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class UpkeepTest {
    @Inject
    House house;

    @Inject
    LowRiskAge lowRisk;

    @Inject
    Pruning pruning;

    @Inject
    Tenants tenants;

    @Inject
    Sources sources;

    @Inject
    Tries tries;

    @Inject
    Alerts alerts;

    private final Instant now = Instant.now();
    private final Instant inSixMonths =
            now.atOffset(ZoneOffset.UTC).plusMonths(6).plusDays(1).toInstant();
    private TenantId tenant;
    private PersonId rui;
    private String name;

    @BeforeEach
    void a_tenant_with_a_person() {
        tenant = house.tenant();
        name = "rui-" + UUID.randomUUID() + "@x.example";
        rui = house.person(tenant, name);
    }

    private SignInText found(String level) {
        SignInText signIn = SignInText.of(name).from(PublishedFeeds.ANONYMOUS);
        as(House.sender(tenant))
                .body(signIn.json())
                .post("/v1/signIns")
                .then()
                .statusCode(200)
                .body("level", equalTo("medium"));
        if (level.equals("low")) {
            house.database().in(tenant, handle -> handle.createUpdate("""
                            update user_risk set level = 'low', body = jsonb_set(jsonb_set(body, '{risk,level}', '"LOW"'),
                                '{risk,detections,0,level}', '"LOW"')""").execute());
        }
        return signIn;
    }

    @Test
    void a_low_risk_untouched_for_six_months_is_none() {
        SignInText signIn = found("low");
        long before = house.outboxed(tenant, rui);

        lowRisk.lookAt(inSixMonths.minus(Duration.ofDays(3)));
        assertThat(house.risk(tenant, rui).state()).isEqualTo(RiskState.AT_RISK);
        lowRisk.lookAt(inSixMonths);
        lowRisk.lookAt(inSixMonths);

        UserRisk aged = house.risk(tenant, rui);
        assertThat(aged.state()).isEqualTo(RiskState.NONE);
        assertThat(aged.level()).isEqualTo(RiskLevel.NONE);
        assertThat(aged.detail()).isEqualTo(RiskDetail.AI_CONFIRMED_SIGNIN_SAFE);
        assertThat(aged.detections()).isEmpty();
        assertThat(house.history(tenant, rui)).containsExactly("atRisk none 1", "none aiConfirmedSigninSafe 1");
        assertThat(house.outboxed(tenant, rui)).isEqualTo(before + 1);
        assertThat(text("select state || ' ' || detail from detection")).isEqualTo("dismissed aiConfirmedSigninSafe");
        assertThat(text("select risk_state from sign_in where event_id = '" + signIn.id() + "'"))
                .isEqualTo("dismissed");
    }

    @Test
    void many_nodes_close_each_once() {
        found("low");

        int closed = IntStream.range(0, 4)
                .parallel()
                .map(i -> lowRisk.lookAt(inSixMonths))
                .sum();

        assertThat(closed).isPositive();
        assertThat(house.history(tenant, rui)).hasSize(2);
    }

    @Test
    void medium_and_high_never_age_out() {
        found("medium");
        PersonId ines = house.person(tenant, "ines-" + UUID.randomUUID() + "@x.example");
        as(House.administrator(tenant))
                .body("{\"riskEventType\":\"leakedCredentials\"}")
                .post("/v1/people/{id}/detections", ines.toString())
                .then()
                .statusCode(200);

        lowRisk.lookAt(now.plus(Duration.ofDays(4_000)));

        assertThat(house.risk(tenant, rui).level()).isEqualTo(RiskLevel.MEDIUM);
        assertThat(house.risk(tenant, ines).level()).isEqualTo(RiskLevel.HIGH);
    }

    @Test
    void what_is_hardly_seen_any_more_is_forgotten_and_the_rest_stays() {
        int today = (int) Math.floorDiv(now.getEpochSecond(), 86_400L);
        found("medium");
        house.database().in(tenant, handle -> {
            handle.createUpdate("""
                            insert into tenant_count (tenant_id, level, value, parent, weight, day) values
                                (:t, 0, 1, 0, 1, :d - 1000), (:t, 0, 2, 0, 1, :d), (:t, 0, 3, 0, 0, :d), (:t, 0, 4, 0, 64, :d - 1000)""").bind("t", tenant.value()).bind("d", today).execute();
            handle.createUpdate("""
                            insert into tenant_score (tenant_id, model, day, bin, sign_ins) values
                                (:t, 'any', :d - 90, 1, 1), (:t, 'any', :d - 89, 1, 1)""").bind("t", tenant.value()).bind("d", today).execute();
            handle.createUpdate("""
                            insert into tenant_attack (tenant_id, kind, value, weight, day) values
                                (:t, 'address', '203.0.113.1', 8, :d - 300), (:t, 'address', '203.0.113.2', 8, :d)""").bind("t", tenant.value()).bind("d", today).execute();
            return handle.createUpdate("""
                            insert into source_window (tenant_id, ip, around, bucket, name_key, failed, succeeded, touched)
                            select :t, '203.0.113.1', '203.0.113.0', now() - n * interval '1 day', 1, 1, 0,
                                current_date - n from unnest(array[1, 30]) n""").bind("t", tenant.value()).execute();
        });

        Pruning.Gone gone = pruning.prune(tenant, now);

        assertThat(gone).isEqualTo(new Pruning.Gone(2, 1, 1, 1));
        assertThat(pruning.prune(tenant, now)).isEqualTo(Pruning.Gone.NOTHING);
        assertThat(text("select string_agg(value::text, ' ' order by value) from tenant_count"))
                .isEqualTo("2 4");
        assertThat(text("select string_agg(value, ' ') from tenant_attack")).isEqualTo("203.0.113.2");
    }

    @Test
    void a_level_keeps_its_heaviest_values() {
        int today = (int) Math.floorDiv(now.getEpochSecond(), 86_400L);
        house.database().in(tenant, handle -> handle.createUpdate("""
                        insert into tenant_count (tenant_id, level, value, parent, weight, day)
                        select :t, 3, n, 0, n, :d from generate_series(1, 66000) n""")
                .bind("t", tenant.value())
                .bind("d", today)
                .execute());

        assertThat(pruning.prune(tenant, now).counts()).isEqualTo(66_000 - 65_536);
        assertThat(text("select min(value)::text from tenant_count")).isEqualTo("" + (66_000 - 65_536 + 1));
    }

    @Test
    void months_that_are_over_are_dropped_whole_and_made_again_for_an_import() {
        Instant old = now.minus(Duration.ofDays(900));
        SignInText signIn = SignInText.of(name).at(old);
        sent(signIn);
        String part = "sign_in_" + old.toString().substring(0, 7).replace("-", "");

        assertThat(pruning.forgetMonths(now)).contains(part);

        assertThat(pruning.forgetMonths(now)).doesNotContain(part);
        assertThat(text("select count(*)::text from sign_in")).isEqualTo("0");
        sent(signIn);
        assertThat(text("select count(*)::text from sign_in")).isEqualTo("1");
    }

    @Test
    void what_is_younger_than_ninety_days_cannot_be_dropped() {
        assertThatThrownBy(() -> house.database().in(tenant, handle -> handle.createQuery("select sign_in_forget(:day)")
                        .bind("day", LocalDate.now(ZoneOffset.UTC).minusDays(89))
                        .mapTo(String.class)
                        .list()))
                .hasMessageContaining("90 days");
        assertThatThrownBy(() -> new Pruning(
                        house.database(),
                        tenants,
                        sources,
                        tries,
                        alerts,
                        InstantSource.system(),
                        () -> Duration.ofDays(89)))
                .hasMessageContaining("homeward.retention.sign-ins");
    }

    @Test
    void tenants_are_told_by_their_ids_and_what_fails_for_one_does_not_stop_the_others() {
        found("medium");
        TenantId other = house.tenant();
        String his = "ana-" + UUID.randomUUID() + "@x.example";
        house.person(other, his);
        as(House.sender(other))
                .body(SignInText.of(his).json())
                .post("/v1/signIns")
                .then()
                .statusCode(200);
        var seen = new HashSet<TenantId>();

        tenants.each(each -> {
            seen.add(each);
            if (Set.of(tenant, other).contains(each)) {
                throw new IllegalStateException("on purpose");
            }
        });

        assertThat(seen).contains(tenant, other);
    }

    private void sent(SignInText signIn) {
        as(House.sender(tenant)).body(signIn.json()).post("/v1/signIns").then().statusCode(200);
    }

    private String text(String sql) {
        return house.database().in(tenant, handle -> handle.createQuery(sql)
                .mapTo(String.class)
                .one());
    }
}
