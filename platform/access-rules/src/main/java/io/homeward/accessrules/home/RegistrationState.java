package io.homeward.accessrules.home;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.standing.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far somebody is with registering a second factor under the tenant's registration policy (H2, H3).
 *
 * <p>The clock belongs to the person. It starts with the first interactive sign-in in scope, and nothing starts it anew: while the policy is
 * off, or the person is outside its scope or has a factor, he is not asked, and the clock runs on. Who comes back into scope, or loses his
 * last factor, is where he would be without the interruption: still in grace within the fourteen days, and forced after them. Otherwise
 * switching a policy off and on, or moving somebody between groups, would put registration off for ever.
 */
public sealed interface RegistrationState {

    /** The policy is off, or is not about him. */
    record OutOfScope() implements RegistrationState {}

    /** In scope, and has not signed in since. */
    record Pending() implements RegistrationState {}

    /**
     * May put it off.
     *
     * @param deadline the instant from which on he is forced
     * @param daysLeft whole or begun days of 24 h; at least 1
     */
    record InGrace(Instant startedAt, Instant deadline, int daysLeft) implements RegistrationState {
        public InGrace {
            requireNonNull(startedAt, "startedAt");
            requireNonNull(deadline, "deadline");
        }
    }

    /** No sign-in without registering. */
    record Forced(Instant since) implements RegistrationState {
        public Forced {
            requireNonNull(since, "since");
        }
    }

    /** Has a second factor, in scope or not at the time he got it. */
    record Registered() implements RegistrationState {}

    /** @param firstInteractiveInScope when the clock started; empty where it has not */
    static RegistrationState of(
            RegistrationPolicy policy,
            Subject person,
            Capability capability,
            Optional<Instant> firstInteractiveInScope,
            Instant now) {
        if (!policy.binds(person)) {
            return new OutOfScope();
        }
        if (capability.registered()) {
            return new Registered();
        }
        return firstInteractiveInScope.map(start -> running(start, now)).orElseGet(Pending::new);
    }

    /** The clock is running. At the very end of the fourteenth day the grace is over. */
    static RegistrationState running(Instant start, Instant now) {
        var deadline = start.plus(HomeRules.REGISTRATION_GRACE);
        return now.isBefore(deadline)
                ? new InGrace(start, deadline, days(Duration.between(now, deadline)))
                : new Forced(deadline);
    }

    /**
     * The latest start of a clock that shows so many days now; each earlier one, until that of a day less, shows as many. With 0: the latest of
     * those who are forced. For counting many clocks at once.
     */
    static Instant latestStart(int daysLeft, Instant now) {
        return now.minus(HomeRules.REGISTRATION_GRACE).plus(Duration.ofDays(daysLeft));
    }

    /** Begun days count as days, so that the last one shows 1 and not 0. */
    private static int days(Duration left) {
        return Math.toIntExact(left.plus(Duration.ofDays(1).minusNanos(1)).toDays());
    }
}
