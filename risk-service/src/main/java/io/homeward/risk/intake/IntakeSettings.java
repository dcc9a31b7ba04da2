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

    /** So many sign-ins of a file are one transaction. More hold locks longer, fewer cost more commits. */
    @WithDefault("1000")
    @Min(1)
    @Max(10_000)
    int batch();
}
