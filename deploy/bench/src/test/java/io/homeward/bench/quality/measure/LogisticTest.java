package io.homeward.bench.quality.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.bench.quality.world.Dice;
import org.junit.jupiter.api.Test;

class LogisticTest {
    @Test
    void it_finds_what_can_be_told_by_a_number_or_by_its_square() {
        Dice dice = Dice.of(4);
        var rows = new double[2_000][];
        var attack = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            attack[i] = i % 2 == 0;
            rows[i] = new double[] {dice.normal(), (attack[i] ? 3 : 1) * dice.normal()};
        }

        Logistic model = Logistic.fitted(rows, attack);

        assertThat(model.score(new double[] {0, 5})).isGreaterThan(model.score(new double[] {0, 0}));
        assertThat(model.score(new double[] {0, -5})).isGreaterThan(model.score(new double[] {0, 0}));
    }
}
