package io.homeward.remediation.risk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where risk-service is, and how long somebody waits for it. */
@ConfigMapping(prefix = "homeward.risk-service")
public interface RiskServiceSettings {

    /** Base address. */
    URI url();

    /** A person is waiting for the answer to his password; later than this the sign-in goes on unscored (H17). */
    @WithDefault("PT1S")
    Duration scoreTimeout();

    /** It holds an answer about a remediation back for up to two seconds. */
    @WithDefault("PT4S")
    Duration confirmationTimeout();
}
