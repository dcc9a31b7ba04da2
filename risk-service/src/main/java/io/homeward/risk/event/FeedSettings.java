package io.homeward.risk.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.net.URI;
import java.util.Optional;

/** Where the feeds come from. A service whose address is not given is not read; then what it says stays unknown. */
@ConfigMapping(prefix = "homeward")
public interface FeedSettings {

    @WithName("tenant-service.url")
    Optional<URI> tenantService();

    @WithName("remediation-service.url")
    Optional<URI> remediationService();
}
