package io.homeward.remediation.event;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where tenant-service is. */
@ConfigMapping(prefix = "homeward.tenant-service")
public interface TenantServiceSettings {

    /** Base address. */
    URI url();
}
