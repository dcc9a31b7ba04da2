package io.homeward.risk.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How sign-ins are taken in. */
@ConfigMapping(prefix = "homeward.intake")
public interface IntakeSettings {

    /** What is found in sign-ins that are older than this when they arrive is kept, but is no risk to anybody today. */
    @WithDefault("P90D")
    Duration oldAfter();

    /** The same for a file of which nobody said whether it is a live feed: last night's export, and the night's before, are. */
    @WithDefault("P2D")
    Duration recent();

    /** So many sign-ins of a file are one transaction. More hold locks longer, fewer cost more commits. */
    @WithDefault("1000")
    @Min(1)
    @Max(10_000)
    int batch();

    /**
     * So many commits of sign-ins whose senders wait may be under way at once: one waits for the disk while another one counts. More only wait for the
     * same disk and the same processors, and the fewer sign-ins are in each, the more each costs.
     */
    @WithDefault("2")
    @Min(1)
    @Max(8)
    int writers();

    /** So many of them are one commit at most; whoever comes next waits for two. */
    @WithDefault("128")
    @Min(1)
    @Max(1_000)
    int together();

    /** So many may wait, for all commits together, before more are sent away: a second's worth, as nobody waits much longer for an answer. */
    @WithDefault("2000")
    @Min(8)
    @Max(100_000)
    int waiting();
}
