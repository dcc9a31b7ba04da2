package io.homeward.remediation.registration;

import io.homeward.accessrules.home.HomeRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the times at which people are reminded. What was missed because nobody was running is made up for by the latest step alone.
 *
 * @param name as it is kept
 * @param from since the beginning of the clock
 * @param until from when on another step is due instead, or none any more
 */
record ReminderStep(String name, Duration from, Duration until) {
    /** Who has been forced for longer has been told by the page often enough, or does not come. */
    private static final Duration LATE = Duration.ofDays(7);

    /** @throws IllegalArgumentException where the settings are not in rising order within the grace; the service does not start */
    static List<ReminderStep> of(ReminderSettings settings) {
        if (!settings.enabled()) {
            return List.of();
        }
        var times = new ArrayList<>(settings.after());
        times.add(HomeRules.REGISTRATION_GRACE);
        var steps = new ArrayList<ReminderStep>();
        for (int i = 0; i < times.size() - 1; i++) {
            if (!times.get(i).isPositive() || times.get(i).compareTo(times.get(i + 1)) >= 0) {
                throw new IllegalArgumentException(
                        "homeward.registration.reminders.after rises from above zero to below %s: %s"
                                .formatted(HomeRules.REGISTRATION_GRACE, settings.after()));
            }
            steps.add(new ReminderStep(times.get(i).toString(), times.get(i), times.get(i + 1)));
        }
        if (settings.whenForced()) {
            steps.add(
                    new ReminderStep("forced", HomeRules.REGISTRATION_GRACE, HomeRules.REGISTRATION_GRACE.plus(LATE)));
        }
        return List.copyOf(steps);
    }

    /** Whose clock began after this and no later than {@link #beganUntil} is to be told. */
    Instant beganAfter(Instant now) {
        return now.minus(until);
    }

    Instant beganUntil(Instant now) {
        return now.minus(from);
    }
}
