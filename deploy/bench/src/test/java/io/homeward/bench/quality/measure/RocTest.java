package io.homeward.bench.quality.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.homeward.bench.quality.world.Dice;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RocTest {
    private static final double[] HUNDRED =
            IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();

    @Test
    void auc_is_the_share_of_pairs_in_which_the_attacker_is_above() {
        // 5 is above both, 2.5 above one, 0 above none.
        var roc = new Roc(new double[] {1, 3}, new double[] {0, 2.5, 5});

        assertThat(roc.auc()).isCloseTo(3.0 / 6, within(1e-12));
    }

    @Test
    void attackers_who_are_all_above_are_all_caught() {
        var roc = new Roc(HUNDRED, new double[] {101, 102});

        assertThat(roc.auc()).isEqualTo(1);
        assertThat(roc.caught(0)).isEqualTo(1);
        assertThat(roc.challenges(1)).isZero();
    }

    @Test
    void no_more_owners_are_challenged_than_the_budget_allows() {
        double threshold = Roc.thresholdFor(HUNDRED, .05);

        assertThat(Roc.shareFrom(HUNDRED, threshold)).isEqualTo(.05);
        assertThat(Roc.shareFrom(HUNDRED, Roc.thresholdFor(HUNDRED, .059))).isEqualTo(.05);
        assertThat(Roc.shareFrom(HUNDRED, Roc.thresholdFor(HUNDRED, 0))).isZero();
        assertThat(Roc.shareFrom(HUNDRED, Roc.thresholdFor(HUNDRED, 1))).isEqualTo(1);
    }

    @Test
    void attackers_at_a_budget_are_counted_above_the_owners_who_pass() {
        // At 2 % the owners 99 and 100 are challenged; whoever is above 98 is, too.
        var roc = new Roc(HUNDRED, new double[] {50.5, 97.5, 98.5, 99.5});

        assertThat(roc.caught(.02)).isEqualTo(.5);
    }

    @Test
    void to_catch_a_share_at_least_so_many_attackers_must_be_challenged() {
        var roc = new Roc(HUNDRED, new double[] {50.5, 97.5, 98.5, 99.5});

        assertThat(roc.challenges(.75)).isEqualTo(.03);
        assertThat(roc.challenges(.76)).isEqualTo(.50);
    }

    @Test
    void ties_gain_nothing() {
        double[] owners = new double[20_000];
        double[] attackers = new double[20_000];
        Arrays.fill(owners, 0, 10_000, 1);
        Arrays.fill(attackers, 0, 10_000, 1);

        double[][] places = Untied.places(Dice.of(3), owners, attackers);
        var roc = new Roc(places[0], places[1]);

        assertThat(roc.auc()).isCloseTo(.5, within(.01));
        assertThat(roc.caught(.10)).isCloseTo(.10, within(.01));
        assertThat(roc.challenges(.90)).isCloseTo(.90, within(.01));
    }

    @Test
    void places_keep_the_order_of_scores() {
        double[][] places = Untied.places(Dice.of(3), new double[] {.3, .1}, new double[] {.2, .4});

        assertThat(places[0]).containsExactly(2, 0);
        assertThat(places[1]).containsExactly(1, 3);
    }

    @Test
    void the_interval_of_redrawing_people_holds_the_figure_itself() {
        Dice dice = Dice.of(8);
        double[] owners =
                IntStream.range(0, 4_000).mapToDouble(i -> dice.normal()).toArray();
        double[] attackers =
                IntStream.range(0, 1_000).mapToDouble(i -> 2 + dice.normal()).toArray();
        int[] ownerUsers = IntStream.range(0, 4_000).map(i -> i % 500).toArray();
        int[] victims = IntStream.range(0, 1_000).map(i -> i % 500).toArray();
        var roc = new Roc(owners, attackers);

        var again = new Bootstrap(Dice.of(9), 500, owners, ownerUsers, attackers, victims);
        Interval caught = again.of(draw -> draw.caught(.05));
        Interval challenges = again.of(draw -> draw.challenges(.90));

        assertThat(roc.caught(.05)).isBetween(caught.low(), caught.high());
        assertThat(caught.half()).isBetween(.005, .1);
        assertThat(roc.challenges(.90)).isBetween(challenges.low(), challenges.high());
    }

    @Test
    void the_interval_over_seeds_is_students() {
        // Five values, deviation 1.5811, error 0.7071, t 2.776.
        Interval interval = Interval.ofMean(new double[] {1, 2, 3, 4, 5});

        assertThat(interval.low()).isCloseTo(3 - 2.776 * .70711, within(1e-3));
        assertThat(Interval.ofMean(new double[] {7})).isEqualTo(new Interval(7, 7));
    }
}
