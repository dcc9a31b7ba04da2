package io.homeward.remediation.recovery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Limits of codes by e-mail. */
@ConfigMapping(prefix = "homeward.recovery")
public interface RecoverySettings {

    /** Long enough for slow mail, short enough that an old letter is worth nothing. */
    @WithDefault("PT10M")
    Duration codeLives();

    /** So many codes go to one person in an hour for whoever asks where he was let in before. */
    @WithDefault("5")
    @Min(1)
    @Max(100)
    int perHour();

    /** So many go to one person in an hour for all others together; three of them at most for one neighbourhood of addresses. */
    @WithDefault("5")
    @Min(1)
    @Max(100)
    int perHourForStrangers();
}
