package io.homeward.accessrules.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Freshness.Feed;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandingTest {
    private static Freshness allAt(Duration age) {
        var ages = new EnumMap<Feed, Duration>(Feed.class);
        for (var feed : Feed.values()) {
            ages.put(feed, age);
        }
        return new Freshness(ages);
    }

    private static UserRisk risk(RiskState state) {
        return new UserRisk(RiskLevel.HIGH, state, RiskDetail.NONE, Optional.empty(), 1, List.of(), Optional.empty());
    }

    @Test
    void not_among_the_risky_is_clear_only_in_a_complete_fresh_snapshot() {
        assertThat(Standing.compose(allAt(Duration.ofSeconds(1)), Optional.empty(), false))
                .isEqualTo(Standing.clear());
        assertThat(Standing.compose(allAt(Freshness.LEASE), Optional.empty(), false))
                .isEqualTo(Standing.clear());
        assertThat(Standing.compose(allAt(Freshness.LEASE.plusNanos(1)), Optional.empty(), false))
                .isInstanceOf(Standing.Unknown.class);
        assertThat(Standing.compose(new Freshness(Map.of()), Optional.empty(), false))
                .isInstanceOf(Standing.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void every_single_feed_counts(Feed feed) {
        var ages = new EnumMap<>(allAt(Duration.ZERO).ages());
        ages.put(feed, Duration.ofSeconds(3));

        assertThat(new Freshness(ages).stale()).containsExactly(feed);
        assertThat(Standing.compose(new Freshness(ages), Optional.empty(), false))
                .isInstanceOf(Standing.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(RiskState.class)
    void a_state_becomes_a_standing(RiskState state) {
        var standing = Standing.compose(allAt(Duration.ZERO), Optional.of(risk(state)), false);

        switch (state) {
            case NONE -> assertThat(standing).isEqualTo(Standing.clear());
            case AT_RISK, CONFIRMED_COMPROMISED -> assertThat(standing).isEqualTo(new Standing.AtRisk(risk(state)));
            case REMEDIATED, DISMISSED, CONFIRMED_SAFE ->
                assertThat(standing)
                        .isEqualTo(new Standing.Clear(Optional.of(new Standing.Release(state, RiskDetail.NONE))));
        }
    }

    @Test
    void whoever_is_remediating_is_not_clear() {
        assertThat(Standing.compose(allAt(Duration.ZERO), Optional.of(risk(RiskState.AT_RISK)), true))
                .isEqualTo(new Standing.Remediating(risk(RiskState.AT_RISK)));
    }
}
