package io.homeward.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnonymousLimitTest {
    private long now;
    private final AnonymousLimit limit = new AnonymousLimit(3, 2, () -> now);

    @Test
    void a_burst_passes_and_then_the_rate_counts() {
        assertThat(limit.take("203.0.113.1").granted()).isTrue();
        assertThat(limit.take("203.0.113.1").granted()).isTrue();
        assertThat(limit.take("203.0.113.1").granted()).isTrue();
        assertThat(limit.take("203.0.113.1").pause()).isEqualTo(Duration.ofMillis(500));

        now += Duration.ofMillis(500).toNanos();

        assertThat(limit.take("203.0.113.1").granted()).isTrue();
        assertThat(limit.take("203.0.113.1").granted()).isFalse();
    }

    @Test
    void asking_in_vain_costs_nothing_and_gains_nothing() {
        for (int i = 0; i < 100; i++) {
            var ignored = limit.take("203.0.113.1");
            assertThat(ignored).isNotNull();
        }

        now += Duration.ofMillis(500).toNanos();

        assertThat(limit.take("203.0.113.1").granted()).isTrue();
    }

    @Test
    void a_quiet_client_saves_up_no_more_than_a_burst() {
        now += Duration.ofDays(1).toNanos();
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("203.0.113.1").granted()).isTrue();
        }

        assertThat(limit.take("203.0.113.1").granted()).isFalse();
    }

    @Test
    void one_client_does_not_use_up_anothers() {
        for (int i = 0; i < 10; i++) {
            var ignored = limit.take("203.0.113.1");
            assertThat(ignored).isNotNull();
        }

        assertThat(limit.take("203.0.113.2").granted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.1,203.0.113.1",
        "2001:db8:1:2:3:4:5:6,2001:db8:1:2::/64",
        "2001:db8:1:2::9,2001:db8:1:2::/64",
        "2001:db8::9,2001:db8:0:0::/64",
        "::1,0:0:0:0::/64",
        "fe80::1%eth0,fe80:0:0:0::/64"
    })
    void addresses_of_one_subscriber_are_one_client(String address, String network) {
        assertThat(AnonymousLimit.network(address)).isEqualTo(network);
    }
}
