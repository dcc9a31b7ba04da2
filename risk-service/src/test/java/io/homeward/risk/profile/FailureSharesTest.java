package io.homeward.risk.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@RunningService
class FailureSharesTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Inject
    House house;

    private final FailureShares shares = new FailureShares();

    private double mean(TenantId tenant, Instant now) {
        FailureShare share = house.database().in(tenant, handle -> shares.of(handle, tenant, now));
        return share.a() / (share.a() + share.b());
    }

    /** Sources of ten names, of which so many fail, on the day that begins so many days before. */
    private void came(TenantId tenant, int sources, int failing, int daysBefore, int net) {
        house.database().in(tenant, handle -> handle.createUpdate("""
                        insert into source_window (tenant_id, ip, around, bucket, name_key, failed, succeeded)
                        select :tenant, cast('100.' || :net || '.' || s / 250 || '.' || s % 250 as inet),
                            cast('100.' || :net || '.' || s / 250 || '.0' as inet), :at, n,
                            case when n < :failing then 1 else 0 end, case when n < :failing then 0 else 1 end
                        from generate_series(0, :sources - 1) s, generate_series(0, 9) n""")
                .bind("tenant", tenant.value())
                .bind("net", net)
                .bind("at", NOON.minus(Duration.ofDays(daysBefore)).atOffset(java.time.ZoneOffset.UTC))
                .bind("failing", failing)
                .bind("sources", sources)
                .execute());
    }

    @Test
    void it_is_fitted_by_finished_days_and_kept_for_an_hour() {
        TenantId tenant = house.tenant();
        came(tenant, 400, 3, 0, 1);
        assertThat(mean(tenant, NOON)).as("today is not over").isBetween(.09, .11);

        came(tenant, 400, 2, 1, 1);
        assertThat(mean(tenant, NOON.plusSeconds(3599))).isBetween(.09, .11);
        TenantId other = house.tenant();
        came(other, 400, 2, 1, 1);
        assertThat(mean(other, NOON)).isBetween(.17, .2);
        assertThat(mean(house.tenant(), NOON)).as("another tenant's sources").isBetween(.09, .11);
    }

    @Test
    void a_day_that_has_been_summed_up_stays_when_its_windows_are_gone() {
        TenantId tenant = house.tenant();
        came(tenant, 400, 2, 1, 1);
        mean(tenant, NOON);
        house.database().in(tenant, handle -> handle.execute("delete from source_window"));

        assertThat(mean(tenant, NOON.plus(Duration.ofDays(20)))).isBetween(.17, .2);
        assertThat(mean(tenant, NOON.plus(Duration.ofDays(31)))).isBetween(.09, .11);
    }

    @Test
    void sources_that_sprayed_are_no_ordinary_ones() {
        TenantId tenant = house.tenant();
        came(tenant, 400, 1, 1, 1);
        came(tenant, 250, 10, 1, 2);
        house.database().in(tenant, handle -> handle.createUpdate("""
                        insert into source_alert (tenant_id, kind, source, day, first_at, last_at, names, succeeded, attempts, surprise, engine)
                        values (:tenant, 'passwordSpray', '100.2.0.0/24', '2026-11-19', :at, :at, 10, 0, 10, 9, 'test')""")
                .bind("tenant", tenant.value())
                .bind("at", NOON.atOffset(java.time.ZoneOffset.UTC))
                .execute());

        assertThat(mean(tenant, NOON)).isBetween(.09, .11);
    }
}
