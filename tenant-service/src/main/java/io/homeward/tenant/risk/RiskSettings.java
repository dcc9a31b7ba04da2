package io.homeward.tenant.risk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where risk-service is. Without it no waiver is granted and no dry run made; everything else goes on. */
@ConfigMapping(prefix = "homeward.risk-service")
public interface RiskSettings {
    Optional<URI> url();

    /** For how one person stands. */
    @WithDefault("PT2S")
    Duration timeout();

    /** For one page of sign-ins or of people at risk. */
    @WithDefault("PT10S")
    Duration pageTimeout();
}
