package io.homeward.accessrules.home;

import static io.homeward.accessrules.situations.Ids.HE;
import static io.homeward.accessrules.situations.Ids.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.accessrules.policy.Selection;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.SecondFactor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistrationStateTest {
    private static final Subject MEMBER = Subject.member(HE, Set.of(), Set.of());
    private static final RegistrationPolicy FOR_EVERYONE = new RegistrationPolicy(true, People.EVERYONE);
    private static final Capability REGISTERED = new Capability(
            List.of(new SecondFactor("1", FactorKind.TOTP, NOW.minus(Duration.ofDays(1)), false, false)),
            true,
            false,
            0);

    private static RegistrationState state(RegistrationPolicy policy, Capability capability, Optional<Instant> start) {
        return RegistrationState.of(policy, MEMBER, capability, start, NOW);
    }

    private static Optional<Instant> daysAgo(long days) {
        return Optional.of(NOW.minus(Duration.ofDays(days)));
    }

    @Test
    void from_out_of_scope_to_registered() {
        assertThat(state(RegistrationPolicy.NONE, Capability.NONE, Optional.empty()))
                .isEqualTo(new RegistrationState.OutOfScope());
        assertThat(state(FOR_EVERYONE, Capability.NONE, Optional.empty())).isEqualTo(new RegistrationState.Pending());
        assertThat(state(FOR_EVERYONE, Capability.NONE, daysAgo(3)))
                .isEqualTo(new RegistrationState.InGrace(
                        NOW.minus(Duration.ofDays(3)), NOW.plus(Duration.ofDays(11)), 11));
        assertThat(state(FOR_EVERYONE, Capability.NONE, daysAgo(14))).isEqualTo(new RegistrationState.Forced(NOW));
        assertThat(state(FOR_EVERYONE, REGISTERED, daysAgo(20))).isEqualTo(new RegistrationState.Registered());
    }

    @Test
    void the_last_begun_day_counts_as_one() {
        assertThat(state(
                        FOR_EVERYONE,
                        Capability.NONE,
                        Optional.of(NOW.minus(Duration.ofDays(14)).plusMillis(1))))
                .isInstanceOfSatisfying(RegistrationState.InGrace.class, grace -> assertThat(grace.daysLeft())
                        .isEqualTo(1));
    }

    @Test
    void switching_the_policy_off_and_on_starts_no_new_grace() {
        var off = new RegistrationPolicy(false, People.EVERYONE);

        assertThat(state(off, Capability.NONE, daysAgo(20))).isEqualTo(new RegistrationState.OutOfScope());
        assertThat(state(FOR_EVERYONE, Capability.NONE, daysAgo(20))).isInstanceOf(RegistrationState.Forced.class);
    }

    @Test
    void who_is_excluded_is_out_of_scope_and_comes_back_to_where_his_clock_is() {
        var butHim = new RegistrationPolicy(true, People.EVERYONE.except(Selection.ofUsers(HE)));

        assertThat(state(butHim, Capability.NONE, daysAgo(3))).isEqualTo(new RegistrationState.OutOfScope());
        assertThat(state(FOR_EVERYONE, Capability.NONE, daysAgo(3))).isInstanceOf(RegistrationState.InGrace.class);
    }

    @Test
    void who_loses_his_last_factor_is_forced_where_his_grace_is_over() {
        assertThat(state(FOR_EVERYONE, REGISTERED, daysAgo(300))).isEqualTo(new RegistrationState.Registered());
        assertThat(state(FOR_EVERYONE, Capability.NONE, daysAgo(300))).isInstanceOf(RegistrationState.Forced.class);
    }

    @Test
    void whoever_counts_many_clocks_counts_the_days_of_each() {
        for (var days = 1; days <= 14; days++) {
            var latest = RegistrationState.latestStart(days, NOW);
            assertThat(daysLeft(latest)).isEqualTo(days);
            assertThat(daysLeft(latest.minus(Duration.ofDays(1)).plusNanos(1))).isEqualTo(days);
        }
        assertThat(RegistrationState.running(RegistrationState.latestStart(0, NOW), NOW))
                .isInstanceOf(RegistrationState.Forced.class);
    }

    private static int daysLeft(Instant start) {
        return ((RegistrationState.InGrace) RegistrationState.running(start, NOW)).daysLeft();
    }
}
