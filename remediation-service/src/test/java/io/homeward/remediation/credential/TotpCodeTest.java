package io.homeward.remediation.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpCodeTest {
    private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void the_vectors_of_rfc_6238_come_out(long seconds, String code) {
        var eightDigits = new HmacOneTimePasswordGenerator(8);

        long step = TotpCode.step(Instant.ofEpochSecond(seconds));

        assertThat(TotpCode.of(SEED, step, eightDigits)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
    void one_step_of_drift_is_forgiven(int seconds, boolean accepted) {
        Instant now = Instant.ofEpochSecond(1_800_000_000);
        String code = TotpCode.at(SEED, now.plusSeconds(seconds));

        assertThat(TotpCode.match(SEED, code, now, 0).isPresent()).isEqualTo(accepted);
    }

    @Test
    void no_code_at_or_before_the_last_accepted_step_is_accepted_again() {
        Instant now = Instant.ofEpochSecond(1_800_000_000);
        long step = TotpCode.step(now);
        String code = TotpCode.at(SEED, now);

        assertThat(TotpCode.match(SEED, code, now, step - 1)).hasValue(step);
        assertThat(TotpCode.match(SEED, code, now, step)).isEmpty();
        assertThat(TotpCode.match(SEED, code, now, step + 1)).isEmpty();
    }

    @Test
    void what_is_no_code_is_no_match() {
        Instant now = Instant.ofEpochSecond(1_800_000_000);

        assertThat(TotpCode.match(SEED, "", now, 0)).isEmpty();
        assertThat(TotpCode.match(SEED, "12345", now, 0)).isEmpty();
        assertThat(TotpCode.match(SEED, "abcdef", now, 0)).isEmpty();
    }

    @Test
    void a_secret_is_shown_in_base32_and_in_a_link() {
        TotpEnrolment enrolment = TotpEnrolment.of(SEED, "mira@fjord.example");

        assertThat(enrolment.secret()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(enrolment.uri())
                .isEqualTo("otpauth://totp/Homeward:mira%40fjord.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Homeward&algorithm=SHA1&digits=6&period=30");
    }
}
