package io.homeward.remediation.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {
    private static final Instant LAST = Instant.parse("2026-11-23T09:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 0", "5, 1", "6, 2", "8, 8", "14, 512", "15, 900", "99, 900"})
    void the_wait_doubles_after_a_few_free_tries(int failures, long seconds) {
        var throttle = new Throttle(failures, LAST);

        assertThat(throttle.waitUntil(LAST))
                .isEqualTo(seconds == 0 ? Optional.empty() : Optional.of(LAST.plusSeconds(seconds)));
    }

    @Test
    void a_wait_is_over_at_its_very_end() {
        var throttle = new Throttle(5, LAST);

        assertThat(throttle.waitUntil(LAST.plus(Duration.ofMillis(999)))).isPresent();
        assertThat(throttle.waitUntil(LAST.plusSeconds(1))).isEmpty();
    }

    @Test
    void after_a_hundred_failures_it_answers_no_more() {
        assertThat(new Throttle(99, LAST).exhausted()).isFalse();
        assertThat(new Throttle(100, LAST).exhausted()).isTrue();
    }
}
