package io.homeward.gateway.spool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where decisions wait until risk-service has them. */
@ConfigMapping(prefix = "homeward.decision-log.spool")
public interface SpoolSettings {
    /** Less would hold no more than what is being written and sent. */
    long LEAST = 4L << 20;

    /** Of this process alone. Without a folder nothing is sent. */
    Optional<Path> folder();

    /** In bytes, at least {@link #LEAST}: a day and a half of a refusal (6 KB) every two seconds, or the like. */
    @WithDefault("536870912")
    long largest();

    /** How long a decision waits for others to be sent with. */
    @WithDefault("PT2S")
    Duration every();
}
