package io.homeward.tenant.trial;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where risk-service is, which keeps the sign-ins. Only a dry run needs it. */
@ConfigMapping(prefix = "homeward.risk-service")
public interface RiskSettings {
    Optional<URI> url();

    /** For one page of sign-ins. */
    @WithDefault("PT10S")
    Duration timeout();
}
