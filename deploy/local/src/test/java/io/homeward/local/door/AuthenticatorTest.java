package io.homeward.local.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
    /** The seed of RFC 6238's examples, "12345678901234567890", in base 32. */
    private static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @Test
    void base_32_is_that_of_the_rfc() {
        assertThat(Base32.decode("MZXW6YTBOI======")).asString().isEqualTo("foobar");
        assertThat(Base32.decode("mzxw 6ytb oi")).asString().isEqualTo("foobar");
        assertThatThrownBy(() -> Base32.decode("MZX1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void codes_are_those_of_rfc_6238() {
        // 59 s is in the second step; the code of the first step comes first, then the one that the RFC names (its last
        // six digits).
        var authenticator = new Authenticator(SEED, at(59));

        authenticator.code();

        assertThat(authenticator.code()).isEqualTo("287082");
    }

    @Test
    void three_codes_are_at_hand_and_none_is_given_out_twice() {
        var authenticator = new Authenticator(SEED, at(1_000_000));

        String first = authenticator.code();
        String second = authenticator.code();
        String third = authenticator.code();

        assertThat(first).isNotEqualTo(second);
        assertThat(second).isNotEqualTo(third);
        assertThat(authenticator.untilNext()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void the_fourth_is_at_hand_when_the_next_step_begins() {
        var now = new long[] {3_000_010};
        var authenticator = new Authenticator(SEED, () -> Instant.ofEpochSecond(now[0]));
        for (int i = 0; i < 3; i++) {
            authenticator.code();
        }
        assertThat(authenticator.untilNext()).isEqualTo(Duration.ofSeconds(20));

        now[0] += 20;

        assertThat(authenticator.untilNext()).isZero();
    }

    private static InstantSource at(long second) {
        return InstantSource.fixed(Instant.ofEpochSecond(second));
    }
}
