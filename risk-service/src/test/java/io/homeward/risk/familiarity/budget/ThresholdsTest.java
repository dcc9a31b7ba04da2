package io.homeward.risk.familiarity.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.homeward.risk.familiarity.Tuning;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
    private static final int TODAY = 20_000;

    private static DailyScores scores(int signIns, int day) {
        var scores = new DailyScores(Tuning.SHIPPED);
        var random = new Random(4);
        for (int i = 0; i < signIns; i++) {
            scores.add(day, random.nextGaussian());
        }
        return scores;
    }

    @Test
    void a_tenant_of_many_sign_ins_gets_what_its_budget_says() {
        Histogram scores = scores(400_000, TODAY).decayed(TODAY);

        Thresholds thresholds = Thresholds.of(scores, Budgets.SHIPPED, Tuning.SHIPPED);
        Thresholds.Outcome would = thresholds.wouldHave(scores);

        assertThat(would.low()).isCloseTo(.1, within(.005));
        assertThat(would.medium()).isCloseTo(.02, within(.002));
        assertThat(would.high()).isCloseTo(.003, within(.0005));
        // What is known of a normal distribution: 1.28, 2.05, 2.75
        assertThat(thresholds.low()).isCloseTo(1.28, within(.1));
        assertThat(thresholds.medium()).isCloseTo(2.05, within(.1));
        assertThat(thresholds.high()).isCloseTo(2.75, within(.1));
    }

    @Test
    void a_tenant_of_none_gets_what_is_shipped_and_one_of_two_thousand_the_middle() {
        Thresholds shipped = Thresholds.shipped(Budgets.SHIPPED, Tuning.SHIPPED);
        Histogram own = scores(2000, TODAY).decayed(TODAY);

        Thresholds middle = Thresholds.of(own, Budgets.SHIPPED, Tuning.SHIPPED);

        assertThat(middle.medium()).isCloseTo((own.reachedBy(.02) + shipped.medium()) / 2, within(1e-9));
        assertThat(shipped.signIns()).isZero();
    }

    @Test
    void a_quantile_lies_between_the_bounds_of_its_bin() {
        var scores = new DailyScores(Tuning.SHIPPED);
        // Ten in the bin from 1.0 to 1.125: the upper half of them begins in its middle.
        for (int i = 0; i < 10; i++) {
            scores.add(TODAY, 1.05);
        }

        assertThat(scores.decayed(TODAY).reachedBy(.5)).isCloseTo(1.0625, within(1e-9));
        assertThat(scores.decayed(TODAY).atLeast(1.0625)).isCloseTo(.5, within(1e-9));
        assertThat(scores.decayed(TODAY).atLeast(2)).isZero();
        assertThat(scores.decayed(TODAY).atLeast(-3)).isEqualTo(1);
    }

    @Test
    void a_day_weighs_half_after_two_weeks_and_nothing_after_ninety_days() {
        var scores = scores(1000, TODAY);

        assertThat(scores.decayed(TODAY + 14).total()).isCloseTo(500, within(1e-6));
        assertThat(scores.decayed(TODAY + 91).total()).isZero();
        assertThat(scores.lookingBack(TODAY + 29).total()).isEqualTo(1000);
        assertThat(scores.lookingBack(TODAY + 30).total()).isZero();
    }

    @Test
    void other_budgets_draw_other_lines_on_the_same_ground() {
        Thresholds strict = Thresholds.shipped(new Budgets(.2, .05, .01), Tuning.SHIPPED);
        Thresholds shipped = Thresholds.shipped(Budgets.SHIPPED, Tuning.SHIPPED);

        assertThat(strict.low()).isLessThan(shipped.low());
        assertThat(strict.medium()).isLessThan(shipped.medium());
        assertThat(strict.high()).isLessThan(shipped.high());
    }

    @Test
    void budgets_fall() {
        assertThatThrownBy(() -> new Budgets(.01, .02, .003)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Budgets(.1, .02, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Budgets(Double.NaN, .02, .003)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scores_off_the_scale_count_at_its_end() {
        assertThat(DailyScores.bin(1e9, Tuning.SHIPPED)).isEqualTo(Histogram.BINS - 1);
        assertThat(DailyScores.bin(-1e9, Tuning.SHIPPED)).isZero();
    }
}
