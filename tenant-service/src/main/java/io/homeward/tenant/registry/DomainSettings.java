package io.homeward.tenant.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Whether and how this installation looks into the DNS. */
@ConfigMapping(prefix = "homeward.domains")
public interface DomainSettings {

    /** {@code host} or {@code host:port} of the resolver that is asked. Without one nothing is: then the operator vouches for domains. */
    Optional<String> resolver();

    /** An administrator waits for it. */
    @WithDefault("PT2S")
    Duration timeout();
}
