package io.homeward.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClientLimitTest {
    private long now;
    private final ClientLimit limit = new ClientLimit(new Settings(), () -> now);
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final UUID client = UUID.randomUUID();

    @Test
    void so_many_calls_in_ten_seconds_and_then_a_time_to_wait() {
        for (int i = 0; i < 5; i++) {
            assertThat(take(Traffic.REPORTS).granted()).isTrue();
        }
        Allowance refused = take(Traffic.REPORTS);

        assertThat(refused.granted()).isFalse();
        assertThat(refused.pause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(refused.retryAfter()).isEqualTo(2);
        assertThat(refused.used()).isGreaterThan(1);

        now += refused.pause().toNanos();
        assertThat(take(Traffic.REPORTS).granted()).isTrue();
        assertThat(take(Traffic.REPORTS).granted()).isFalse();
    }

    @Test
    void kinds_of_traffic_clients_and_tenants_do_not_use_up_each_others() {
        for (int i = 0; i < 6; i++) {
            assertThat(take(Traffic.REPORTS).most()).isEqualTo(5);
        }

        assertThat(take(Traffic.REPORTS).granted()).isFalse();
        assertThat(take(Traffic.DIRECTORY).granted()).isTrue();
        assertThat(limit.take(tenant, UUID.randomUUID(), Traffic.REPORTS).granted())
                .isTrue();
        assertThat(limit.take(new TenantId(UUID.randomUUID()), client, Traffic.REPORTS)
                        .granted())
                .isTrue();
    }

    private Allowance take(Traffic traffic) {
        return limit.take(tenant, client, traffic);
    }

    private record Settings() implements ClientLimitSettings {
        @Override
        public int identityProtection() {
            return 1;
        }

        @Override
        public int directory() {
            return 10;
        }

        @Override
        public int reports() {
            return 5;
        }

        @Override
        public int relationships() {
            return 1;
        }

        @Override
        public int other() {
            return 1;
        }
    }
}
