package io.homeward.risk.familiarity.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.homeward.risk.familiarity.Level;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.Observation;
import io.homeward.risk.familiarity.Observation.Seen;
import io.homeward.risk.familiarity.Observation.Standing;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.budget.Finding.Floor;
import io.homeward.risk.familiarity.budget.Finding.Group;
import io.homeward.risk.familiarity.budget.Finding.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssessmentTest {
    private static final Model MODEL = new Model(Tuning.SHIPPED);
    private static final Thresholds THRESHOLDS = new Thresholds(1, 3, 6, 0);

    /** Something new of novelty e^-x contributes x. */
    private static Observation observed(Map<Level, Double> contributions) {
        var seen = new ArrayList<>(
                Collections.nCopies(Level.values().length, new Seen(Standing.NOT_EVALUABLE, 0, 0, 0, 0)));
        // The usual country, so that the network can be judged; it speaks for the owner by 0.16.
        seen.set(0, new Seen(Standing.KNOWN, 10, 10, 1f, 1e-4f));
        contributions.forEach((level, value) ->
                seen.set(Arrays.asList(Level.values()).indexOf(level), new Seen(Standing.NEW, 0, 10, .1f, (float)
                        Math.exp(-value))));
        return new Observation(50, seen);
    }

    private static Assessment assess(
            Observation observation, boolean learning, boolean infrastructure, Finding... findings) {
        return Assessment.of(
                new Grounds(observation, learning, infrastructure, List.of(findings), THRESHOLDS, false), MODEL);
    }

    private static final Observation NOTHING = observed(Map.of());

    @Test
    void the_score_decides_by_the_thresholds() {
        assertThat(assess(observed(Map.of(Level.IP, .5)), false, false).grade()).isEqualTo(Grade.NONE);
        assertThat(assess(observed(Map.of(Level.IP, 2.0)), false, false).grade())
                .isEqualTo(Grade.LOW);
        assertThat(assess(observed(Map.of(Level.IP, 4.0)), false, false).grade())
                .isEqualTo(Grade.MEDIUM);
    }

    @Test
    void high_needs_network_and_device_or_something_known_against_the_address() {
        // A new address of novelty e^-7, and nothing else.
        Observation one = observed(Map.of(Level.IP, 7.0));
        Observation both = observed(Map.of(Level.IP, 5.0, Level.DEVICE, 4.0));

        assertThat(assess(one, false, false))
                .satisfies(each -> assertThat(each.grade()).isEqualTo(Grade.MEDIUM))
                .satisfies(each -> assertThat(each.rules())
                        .containsExactlyInAnyOrder(Assessment.Rule.THRESHOLD, Assessment.Rule.CAPPED_FOR_ONE_CHAIN));
        assertThat(assess(one, false, true).grade()).isEqualTo(Grade.HIGH);
        assertThat(assess(both, false, false).grade()).isEqualTo(Grade.HIGH);
    }

    @Test
    void of_a_group_the_strongest_counts_whole_and_the_rest_a_quarter() {
        Assessment assessment = assess(
                NOTHING,
                false,
                false,
                new Weight(Group.INFRASTRUCTURE, "tor", 2.5),
                new Weight(Group.INFRASTRUCTURE, "listed", 2),
                new Weight(Group.TRAVEL, "unlikelyTravel", 1.5));

        assertThat(assessment.added()).isCloseTo(2.5 + .25 * 2 + 1.5, within(1e-12));
        assertThat(assessment.score()).isCloseTo(assessment.likelihood().score() + 4.5, within(1e-12));
    }

    @Test
    void a_floor_holds_whatever_the_score() {
        Assessment assessment = assess(NOTHING, false, false, new Floor("passwordSpray", Grade.HIGH));

        assertThat(assessment.grade()).isEqualTo(Grade.HIGH);
        assertThat(assessment.rules()).containsExactly(Assessment.Rule.FLOOR);
        assertThat(((Assessment.Scored) assessment).byStatistics()).isEqualTo(Grade.NONE);
    }

    @Test
    void of_somebody_new_statistics_say_nothing_and_that_is_said() {
        Observation strange = observed(Map.of(Level.IP, 7.0, Level.DEVICE, 7.0));

        Assessment assessment = assess(strange, true, false);

        assertThat(assessment).isInstanceOf(Assessment.InsufficientData.class);
        assertThat(assessment.grade()).isEqualTo(Grade.NONE);
        assertThat(assessment.likelihood().score()).isGreaterThan(10);
        assertThat(assess(strange, true, false, new Floor("passwordSpray", Grade.HIGH))
                        .grade())
                .isEqualTo(Grade.HIGH);
        assertThat(assess(strange, true, true, new Weight(Group.INFRASTRUCTURE, "tor", 9))
                        .grade())
                .isEqualTo(Grade.MEDIUM);
    }

    @Test
    void where_neither_country_nor_operator_can_be_judged_a_new_address_means_nothing() {
        var seen = new ArrayList<>(observed(Map.of(Level.IP, 7.0)).seen());
        seen.set(0, new Seen(Standing.NOT_EVALUABLE, 0, 0, 0, 0));

        Assessment assessment = assess(new Observation(50, seen), false, false);

        assertThat(assessment).isInstanceOf(Assessment.InsufficientData.class);
        assertThat(assessment.rules()).containsExactly(Assessment.Rule.NETWORK_UNKNOWN);
    }

    @Test
    void where_somebody_vouched_for_the_like_statistics_raise_nothing_and_detectors_still_do() {
        Observation strange = observed(Map.of(Level.IP, 7.0));
        Grounds vouched = new Grounds(strange, false, true, List.of(), THRESHOLDS, true);
        Grounds listed = new Grounds(
                strange, false, true, List.of(new Floor("maliciousIPAddress", Grade.HIGH)), THRESHOLDS, true);

        assertThat(assess(strange, false, true).grade()).isNotEqualTo(Grade.NONE);
        assertThat(Assessment.of(vouched, MODEL).grade()).isEqualTo(Grade.NONE);
        assertThat(Assessment.of(vouched, MODEL).rules()).containsExactly(Assessment.Rule.VOUCHED_FOR);
        assertThat(Assessment.of(listed, MODEL).grade()).isEqualTo(Grade.HIGH);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void grounds_are_stored_and_replayed_bit_for_bit(boolean vouched) {
        Grounds grounds = new Grounds(
                observed(Map.of(Level.IP, 3.3, Level.DEVICE, 2.2)),
                false,
                true,
                List.of(new Weight(Group.TRAVEL, "impossibleTravel", 3), new Floor("mfaFatigue", Grade.MEDIUM)),
                new Thresholds(.1, 2.7, 5.9, 1234.5),
                vouched);

        Grounds read = GroundsCodec.read(GroundsCodec.write(grounds));

        assertThat(read).isEqualTo(grounds);
        assertThat(Double.doubleToRawLongBits(Assessment.of(read, MODEL).score()))
                .isEqualTo(
                        Double.doubleToRawLongBits(Assessment.of(grounds, MODEL).score()));
        assertThat(Assessment.of(read, MODEL)).isEqualTo(Assessment.of(grounds, MODEL));
    }
}
