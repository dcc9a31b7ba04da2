package io.homeward.risk.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.intel.Intelligence;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.SourceActivity;
import io.homeward.risk.score.Score;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MfaFatigueTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final int DENIED = 500121;

    private final MfaFatigue fatigue = new MfaFatigue(Limits.SHIPPED.fatigue());

    /** Denials, one every half minute, the last half a minute ago. */
    private static History denied(int times) {
        History history = History.NONE;
        for (int i = times; i > 0; i--) {
            history = history.denied(NOON.minusSeconds(30L * i));
        }
        return history;
    }

    private Optional<Finding> examined(Drawn signIn, History history) {
        return fatigue.examine(new Facts(signIn.signIn(), history, SourceActivity.QUIET, Intelligence.NONE));
    }

    @ParameterizedTest
    @CsvSource({"0,", "1,", "2, MEDIUM", "3, MEDIUM", "4, HIGH", "9, HIGH"})
    void denials_add_up(int before, RiskLevel level) {
        assertThat(examined(Drawn.at(NOON).ending(DENIED), denied(before)).map(Finding::level))
                .isEqualTo(Optional.ofNullable(level));
    }

    @ParameterizedTest
    @CsvSource({"2, false", "3, true"})
    void an_approval_after_three_denials_is_high(int before, boolean found) {
        var finding = examined(Drawn.at(NOON), denied(before));

        assertThat(finding.isPresent()).isEqualTo(found);
        finding.ifPresent(each -> {
            assertThat(each.level()).isEqualTo(RiskLevel.HIGH);
            assertThat(each.evidence()).containsEntry("approved", true).containsEntry("limitApproved", 3);
        });
    }

    @Test
    void only_the_last_ten_minutes_count_to_the_second() {
        History history = denied(1).denied(NOON.minusSeconds(600)).denied(NOON.minusSeconds(599));

        assertThat(examined(Drawn.at(NOON), history)).isEmpty();
        assertThat(examined(Drawn.at(NOON.minusSeconds(1)), history)).isPresent();
    }

    @Test
    void denials_to_come_say_nothing_about_what_was_before() {
        assertThat(examined(Drawn.at(NOON.minusSeconds(100)), denied(3))).isEmpty();
    }

    @Test
    void a_use_of_a_session_approves_nothing() {
        assertThat(examined(Drawn.at(NOON).session("s").use(), denied(5))).isEmpty();
    }

    @Test
    void a_right_password_that_was_only_asked_for_more_approves_nothing() {
        assertThat(examined(Drawn.at(NOON).ending(50074), denied(5))).isEmpty();
    }

    @Test
    void a_denied_prompt_was_asked_for_after_the_right_password() {
        assertThat(Score.of(new Facts(
                                Drawn.at(NOON).ending(DENIED).signIn(),
                                denied(4),
                                SourceActivity.QUIET,
                                Intelligence.NONE))
                        .level())
                .isEqualTo(RiskLevel.HIGH);
    }

    @Test
    void of_endless_denials_the_last_are_remembered() {
        History history = denied(500);

        assertThat(history.recent().denials()).hasSize(Limits.Fatigue.MOST);
        assertThat(history.recent().denials().getLast()).isEqualTo(NOON.minusSeconds(30));
        assertThat(history.accepted()).isZero();
    }
}
