package io.homeward.tenant.waiver;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where risk-service is. Without it no waiver is granted; everything else goes on. */
@ConfigMapping(prefix = "homeward.risk-service")
public interface RiskSettings {
    Optional<URI> url();

    @WithDefault("PT2S")
    Duration timeout();
}
