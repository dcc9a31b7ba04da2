package io.homeward.risk.familiarity;

import static io.homeward.risk.familiarity.SignIns.BEGIN;
import static io.homeward.risk.familiarity.SignIns.LAPTOP;
import static io.homeward.risk.familiarity.SignIns.MODEL;
import static io.homeward.risk.familiarity.SignIns.features;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.homeward.risk.familiarity.Enriched.Network;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PopulationTest {
    private static void learn(InMemoryPopulation population, Features features) {
        population.learn(Profile.EMPTY.lesson(features, 1, MODEL));
    }

    @Test
    void a_share_is_smoothed_by_half_an_occurrence() {
        var population = new InMemoryPopulation(MODEL);
        for (int i = 0; i < 10; i++) {
            learn(population, features(BEGIN, Network.of(i < 8 ? "NO" : "SE", "1", "p", "ip"), LAPTOP));
        }
        Features norway = features(BEGIN, Network.of("NO", "1", "p", "ip"), LAPTOP);
        Features brazil = features(BEGIN, Network.of("BR", "1", "p", "ip"), LAPTOP);

        // (8 + 0.5) / (10 + 0.5 * (2 + 50)) and (0 + 0.5) / the same
        assertThat(share(population, norway)).isCloseTo(8.5 / 36, within(1e-12));
        assertThat(share(population, brazil)).isCloseTo(.5 / 36, within(1e-12));
    }

    @Test
    void a_small_tenant_leans_on_the_world() {
        var world = new InMemoryPopulation(MODEL);
        for (int i = 0; i < 974; i++) {
            learn(world, features(BEGIN, Network.of("NO", "1", "p", "ip"), LAPTOP));
        }
        var own = new InMemoryPopulation(MODEL);
        learn(own, features(BEGIN, Network.of("SE", "1", "p", "ip"), LAPTOP));
        Population both = new Population() {
            @Override
            public Tally tally(Level level, long parent, long value, int day) {
                return own.tally(level, parent, value, day);
            }

            @Override
            public Novelty novelty() {
                return own.novelty();
            }

            @Override
            public long version() {
                return 0;
            }

            @Override
            public Optional<Population> world() {
                return Optional.of(world);
            }
        };

        // World: 974.5 / (974 + 0.5 * 51) = 0.97499; tenant: (0 + 50 * that) / (1 + 50)
        assertThat(share(both, features(BEGIN, Network.of("NO", "1", "p", "ip"), LAPTOP)))
                .isCloseTo(50 * (974.5 / 999.5) / 51, within(1e-12));
    }

    @Test
    void weights_of_a_tenant_halve_in_half_a_year() {
        var population = new InMemoryPopulation(MODEL);
        Features features = SignIns.atHome(BEGIN);
        learn(population, features);

        var tally = population.tally(Level.COUNTRY, 0, features.value(Level.COUNTRY), features.day() + 180);

        assertThat(tally.count()).isCloseTo(.5, within(1e-12));
        assertThat(tally.total()).isCloseTo(.5, within(1e-12));
        assertThat(tally.children()).isEqualTo(1);
    }

    @Test
    void rows_add_up_in_any_order_of_the_same_day() {
        var one = new InMemoryPopulation(MODEL);
        var other = new InMemoryPopulation(MODEL);
        Lesson home = Profile.EMPTY.lesson(SignIns.atHome(BEGIN), 1, MODEL);
        Lesson late = Profile.EMPTY.lesson(SignIns.atHome(BEGIN.plus(Duration.ofHours(3))), 2, MODEL);
        one.learn(home);
        one.learn(late);
        other.learn(late);
        other.learn(home);

        Features features = home.features();
        for (Level level : Level.values()) {
            long parent = features.parent(level);
            long value = features.value(level);
            assertThat(one.tally(level, parent, value, features.day()))
                    .isEqualTo(other.tally(level, parent, value, features.day()));
        }
    }

    @Test
    void too_many_values_cost_the_lightest_half_and_no_parent_its_weight() {
        var population = new InMemoryPopulation(MODEL, 100);
        Features often = SignIns.atHome(BEGIN);
        for (int i = 0; i < 5; i++) {
            learn(population, often);
        }
        for (int i = 0; i < 1000; i++) {
            learn(population, features(BEGIN, Network.of("NO", "2119", "81.2.3.0/24", "ip" + i), LAPTOP));
        }

        assertThat(population.size(Level.IP)).isLessThanOrEqualTo(100);
        var tally = population.tally(Level.IP, often.parent(Level.IP), often.value(Level.IP), often.day());
        assertThat(tally.count()).isEqualTo(5);
        assertThat(tally.total()).isEqualTo(1005);
    }

    @Test
    void what_was_beyond_judging_is_not_counted() {
        var population = new InMemoryPopulation(MODEL);
        Features none = features(BEGIN, Network.without(Trait.Why.NO_ADDRESS), LAPTOP);

        learn(population, none);

        assertThat(population.size(Level.COUNTRY)).isZero();
        assertThat(population.size(Level.DEVICE)).isEqualTo(1);
    }

    @Test
    void novelty_is_shrunk_from_cell_to_gap_to_average_to_what_is_shipped() {
        var novelty = new Novelty();
        // One cell of the average device chain: 10 of 80 new in the first hour, by people with long histories.
        novelty.add(new Novelty.Cell(Level.DEVICE, 2, 3, 10, 80));

        // average (10 + 20 * 0.085) / 100 = 0.117; at the gap (10 + 20 * 0.117 * 0.04 / 0.085) / 100; in the cell
        // likewise
        double atGap = (10 + 20 * .117 * .04 / .085) / 100;
        assertThat(novelty.rate(Level.DEVICE, 2, 3, Tuning.SHIPPED)).isCloseTo((10 + 20 * atGap) / 100, within(1e-12));
        assertThat(novelty.rate(Level.DEVICE, 2, 0, Tuning.SHIPPED)).isCloseTo(atGap, within(1e-12));
        assertThat(novelty.rate(Level.DEVICE, 6, 0, Tuning.SHIPPED)).isCloseTo(.117 * .1 / .085, within(1e-12));
        assertThat(novelty.rate(Level.DEVICE, 2, 3, Tuning.SHIPPED.withoutGap()))
                .isCloseTo(.117, within(1e-12));
        assertThat(new Novelty().rate(Level.IP, 0, 3, Tuning.SHIPPED)).isCloseTo(.005, within(1e-12));
    }

    private static double share(Population population, Features features) {
        return population.share(Level.COUNTRY, 0, features.value(Level.COUNTRY), features.day(), Tuning.SHIPPED);
    }
}
