package io.homeward.tenant.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where remediation-service is, which owns the passwords. */
@ConfigMapping(prefix = "homeward.remediation-service")
public interface RemediationSettings {
    URI url();

    /** Long enough for a few Argon2id hashes that wait for their turn on a busy machine. */
    @WithDefault("PT5S")
    Duration timeout();
}
