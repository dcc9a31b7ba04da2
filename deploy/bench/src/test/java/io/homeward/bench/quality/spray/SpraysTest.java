package io.homeward.bench.quality.spray;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.bench.quality.world.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpraysTest {
    private static final int SOURCE = 10 << 8 | 7;
    private static final SprayRule ENGINE = new EngineRule();

    private static Scene scene() {
        return new Scene(Dice.of(1));
    }

    @Test
    void a_spray_is_seen_and_an_ordinary_office_is_not() {
        assertThat(ENGINE.first(scene().spray(SOURCE, 60, 0, 600).attempts())).isPresent();
        assertThat(ENGINE.alerts(scene().office(SOURCE, 80, 10).attempts())).isEmpty();
    }

    @Test
    void a_window_counts_names_within_its_time_only() {
        SprayRule five = new WindowRule("five in ten minutes", 600, 5, 5, false, false);

        assertThat(five.alerts(wrong(0, 100, 200, 300, 400))).containsExactly(400L);
        assertThat(five.alerts(wrong(0, 100, 200, 300, 600))).isEmpty();
    }

    @Test
    void more_failing_than_succeeding_is_asked_where_the_rule_asks_it() {
        SprayRule guarded = new WindowRule("guarded", 600, 2, 2, true, false);
        var attempts = new ArrayList<>(List.of(
                new Attempt(1, SOURCE, 100, Attempt.Ending.RIGHT), new Attempt(2, SOURCE, 101, Attempt.Ending.RIGHT)));
        attempts.addAll(wrong(10, 20));

        assertThat(guarded.alerts(attempts)).isEmpty();
        attempts.addAll(wrong(30, 40, 50));
        assertThat(guarded.alerts(attempts)).isNotEmpty();
    }

    @Test
    void names_tried_from_many_networks_are_seen_together_and_at_no_address() {
        Scene scene = scene();
        for (int network = 0; network < 100; network++) {
            scene.spray((1_000 + network) << 8 | 9, 2, 0, 3_600);
        }

        assertThat(ENGINE.across(scene.attempts())).isPresent();
        assertThat(ENGINE.first(scene.attempts().stream()
                        .filter(each -> each.neighbourhood() == 1_000)
                        .toList()))
                .isEmpty();
        assertThat(ENGINE.across(scene().office(SOURCE, 80, 3).attempts())).isEmpty();
    }

    private static List<Attempt> wrong(long... times) {
        return IntStream.range(0, times.length)
                .mapToObj(i -> new Attempt(times[i], SOURCE, (int) times[i], Attempt.Ending.WRONG))
                .toList();
    }
}
