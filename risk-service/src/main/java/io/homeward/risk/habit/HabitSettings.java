package io.homeward.risk.habit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

@ConfigMapping(prefix = "homeward.habits")
public interface HabitSettings {

    /** For so long a node works with a tenant's counts before it asks what other nodes have learned. Staleness costs nothing but a little accuracy. */
    @WithDefault("PT5S")
    Duration fresh();

    /** So often thresholds are drawn anew: they move over days. */
    @WithDefault("PT1H")
    Duration thresholds();

    /** Tenants whose counts a node keeps in memory: at up to four megabytes each, and most are a hundredth of that. */
    @WithDefault("200")
    @Min(1)
    @Max(100_000)
    int tenants();

    /** For so long a risky sign-in in which a second factor was passed is kept apart, before the person's profile learns from it. */
    @WithDefault("PT24H")
    Duration quarantine();

    /** So often a node looks whose quarantine is over. */
    @WithDefault("PT5M")
    Duration lookAtQuarantineEvery();
}
