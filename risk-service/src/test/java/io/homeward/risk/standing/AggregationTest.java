package io.homeward.risk.standing;

import static io.homeward.accessrules.risk.RiskLevel.HIGH;
import static io.homeward.accessrules.risk.RiskLevel.LOW;
import static io.homeward.accessrules.risk.RiskLevel.MEDIUM;
import static io.homeward.accessrules.risk.RiskLevel.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AggregationTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void one_of_a_level_gives_that_level() {
        assertThat(level()).isEqualTo(NONE);
        assertThat(level(travel(LOW, 0))).isEqualTo(LOW);
        assertThat(level(travel(MEDIUM, 0))).isEqualTo(MEDIUM);
        assertThat(level(travel(HIGH, 0))).isEqualTo(HIGH);
    }

    @Test
    void two_mediums_of_different_kinds_are_high_and_of_one_kind_in_a_day_they_are_not() {
        assertThat(level(travel(MEDIUM, 0), address(MEDIUM, 0))).isEqualTo(HIGH);
        assertThat(level(travel(MEDIUM, 0), travel(MEDIUM, 1))).isEqualTo(MEDIUM);
        assertThat(level(travel(MEDIUM, 0), travel(MEDIUM, 30))).isEqualTo(HIGH);
    }

    @Test
    void low_ones_alone_never_make_high_and_two_kinds_make_medium() {
        assertThat(level(travel(LOW, 0), address(LOW, 0))).isEqualTo(MEDIUM);
        assertThat(level(Stream.iterate(0, day -> day + 30)
                        .limit(20)
                        .map(hours -> travel(LOW, hours))
                        .toArray(ActiveDetection[]::new)))
                .isEqualTo(MEDIUM);
    }

    @Test
    void a_low_one_weighs_less_with_age_but_stays_low_and_a_medium_one_never_ages() {
        assertThat(level(travel(LOW, 24 * 170))).isEqualTo(LOW);
        assertThat(level(travel(LOW, 24 * 60), address(LOW, 24 * 60))).isEqualTo(LOW);
        assertThat(level(travel(MEDIUM, 24 * 900))).isEqualTo(MEDIUM);
    }

    @Test
    void the_order_of_detections_is_irrelevant() {
        var one = travel(MEDIUM, 0);
        var two = travel(LOW, 20);
        var three = address(LOW, 3);

        assertThat(level(one, two, three)).isEqualTo(level(three, two, one)).isEqualTo(level(two, one, three));
    }

    private static RiskLevel level(ActiveDetection... detections) {
        return Aggregation.level(List.of(detections), NOW);
    }

    private static ActiveDetection travel(RiskLevel level, long hoursAgo) {
        return of(DetectionType.IMPOSSIBLE_TRAVEL, level, hoursAgo);
    }

    private static ActiveDetection address(RiskLevel level, long hoursAgo) {
        return of(DetectionType.ANONYMIZED_IP_ADDRESS, level, hoursAgo);
    }

    private static ActiveDetection of(DetectionType type, RiskLevel level, long hoursAgo) {
        return new ActiveDetection(
                new DetectionId(UUID.randomUUID()), type, level, NOW.minus(Duration.ofHours(hoursAgo)));
    }
}
