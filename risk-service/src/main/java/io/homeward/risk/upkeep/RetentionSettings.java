package io.homeward.risk.upkeep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** For how long things are kept. */
@ConfigMapping(prefix = "homeward.retention")
public interface RetentionSettings {

    /**
     * Sign-ins with their scores, by whole months: 400 days show a year and the month beside it. Not less than {@link Pruning#LEAST}. Detections,
     * people's risk and its history stay.
     */
    @WithDefault("P400D")
    Duration signIns();
}
