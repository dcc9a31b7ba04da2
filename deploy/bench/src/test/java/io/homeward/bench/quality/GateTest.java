package io.homeward.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.bench.quality.attack.Attacker;
import io.homeward.bench.quality.peer.Chance;
import io.homeward.bench.quality.peer.NoveltyCount;
import io.homeward.bench.quality.world.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
    @Test
    void a_figure_holds_within_its_tolerance_on_both_sides() {
        assertThat(new Gate.Figure("", .5, .03, .529).holds()).isTrue();
        assertThat(new Gate.Figure("", .5, .03, .471).holds()).isTrue();
        assertThat(new Gate.Figure("", .5, .03, .531).holds()).isFalse();
        assertThat(new Gate.Figure("", .5, .03, Double.NaN).holds()).isFalse();
    }

    @Test
    void the_gate_is_shut_for_a_population_of_which_nothing_was_published() {
        assertThat(Gate.figures(Profile.WORKFORCE.of(300), List.of(1L))).anyMatch(figure -> !figure.holds());
    }

    @Test
    void measuring_itself_finds_nothing_and_a_count_of_novelties_finds_much() {
        Profile few = Profile.CALM.of(1_500);
        Trial trial = Trial.of(few, 1, List.of(new Chance(), new NoveltyCount()));

        assertThat(new Field(trial, 0).roc(Attacker.NAIVE).auc()).isBetween(.44, .56);
        assertThat(new Field(trial, 1).roc(Attacker.NAIVE).auc()).isGreaterThan(.9);
    }

    @Test
    void attackers_teach_nobody() {
        Trial trial = Trial.of(Profile.CALM.of(300), 1, List.of(new NoveltyCount()));
        Trial again = Trial.of(Profile.CALM.of(300), 1, List.of(new NoveltyCount(), new Chance()));

        assertThat(again.said.getFirst().owners).isEqualTo(trial.said.getFirst().owners);
        assertThat(trial.said.getFirst().owners[0]).isEqualTo(5);
    }

    @Test
    void the_median_of_nobody_is_unknown() {
        assertThat(Figures.median(new double[] {3, 1, 2})).isEqualTo(2);
        assertThat(Figures.median(new double[] {4, 1, 2, 3})).isEqualTo(2.5);
        assertThat(Figures.median(new double[0])).isNaN();
    }
}
