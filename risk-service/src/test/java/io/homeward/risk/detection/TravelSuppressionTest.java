package io.homeward.risk.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.intel.Intelligence;
import io.homeward.risk.profile.Around;
import io.homeward.risk.profile.Around.IssuerPast;
import io.homeward.risk.profile.Around.SharedBrowser;
import io.homeward.risk.profile.Attacked;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.SourceActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TravelSuppressionTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final long HOME = 64500;
    private static final long VPN = 64999;

    private final ImpossibleTravel travel = new ImpossibleTravel(Limits.SHIPPED.travel());

    /** Ten sign-ins in Bergen before noon, and more where a test says. */
    private static History settled() {
        History history = History.NONE;
        for (int i = 10; i > 0; i--) {
            history = history.with(
                    bergen(NOON.minus(Duration.ofDays(70)).minusSeconds(i)).signIn());
        }
        return history.with(bergen(NOON).signIn());
    }

    private static Drawn bergen(Instant at) {
        return Drawn.at(at).from("203.0.113.9", HOME).in(60.39, 5.32, 50);
    }

    private static Drawn tokyo(Instant at) {
        return Drawn.at(at).from("198.51.100.7", VPN).in(35.68, 139.69, 50);
    }

    private Optional<Finding> found(Drawn signIn, History history, int colleagues) {
        var around = new Around(Optional.empty(), colleagues, 0, SharedBrowser.NOBODY, IssuerPast.UNKNOWN);
        return travel.examine(new Facts(
                signIn.signIn(),
                history,
                SourceActivity.QUIET,
                Intelligence.NONE,
                around,
                Attacked.NEVER,
                OptionalDouble.empty(),
                List.of()));
    }

    @Test
    void an_exit_that_three_colleagues_use_is_no_journey() {
        Drawn there = tokyo(NOON.plusSeconds(3600));

        assertThat(found(there, settled(), 2)).isPresent();
        assertThat(found(there, settled(), 3)).isEmpty();
    }

    @Test
    void the_limits_stand_in_the_evidence() {
        assertThat(found(tokyo(NOON.plusSeconds(3600)), settled(), 0)
                        .orElseThrow()
                        .evidence())
                .containsEntry("limitKilometresPerHour", 900)
                .containsEntry("limitKilometres", 500);
    }

    @Test
    void a_place_is_only_as_far_as_its_databases_are_sure() {
        Instant soon = NOON.plusSeconds(600);
        Drawn oslo = Drawn.at(soon).from("198.51.100.7", VPN);

        // 305 km as the crow flies, Stavanger to Tromsø 1,270.
        assertThat(found(oslo.in(69.65, 18.96, 50), settled(), 0)).isPresent();
        assertThat(found(oslo.in(69.65, 18.96, 800), settled(), 0)).isEmpty();
    }

    @Test
    void two_networks_one_changes_between_are_no_journey_the_third_time() {
        History once = settled().with(tokyo(NOON.minus(Duration.ofDays(3))).signIn());
        History toggled = once.with(bergen(NOON.minus(Duration.ofDays(2))).signIn());

        assertThat(once.recent().hops()).hasSize(1);
        assertThat(found(tokyo(NOON.plusSeconds(3600)), once, 0)).isPresent();
        assertThat(toggled.recent().toggles(VPN, HOME, NOON)).isEqualTo(2);
        assertThat(found(tokyo(NOON.plusSeconds(3600)), toggled, 0)).isEmpty();
    }

    @Test
    void changes_of_long_ago_and_to_other_networks_are_no_habit() {
        History old = History.NONE;
        for (int i = 4; i > 0; i--) {
            Instant at = NOON.minus(Duration.ofDays(61)).minusSeconds(i * 60L);
            old = old.with((i % 2 == 0 ? bergen(at) : tokyo(at)).signIn());
        }
        for (int i = 10; i > 0; i--) {
            old = old.with(bergen(NOON.minusSeconds(i)).signIn());
        }

        assertThat(found(tokyo(NOON.plusSeconds(3600)), old, 0)).isPresent();
        assertThat(settled().recent().toggles(VPN, 1, NOON)).isZero();
    }

    @Test
    void a_network_nobody_knows_is_no_change() {
        History history = settled()
                .with(tokyo(NOON.plusSeconds(1)).from("198.51.100.7", 0).signIn());

        assertThat(history.recent().hops()).isEmpty();
    }
}
