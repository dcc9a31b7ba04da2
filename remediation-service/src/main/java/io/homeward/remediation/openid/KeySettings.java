package io.homeward.remediation.openid;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the keys of issuers change. */
@ConfigMapping(prefix = "homeward.signing-keys")
public interface KeySettings {

    /** So long a key signs before the next is published by itself; nothing (0) where it never is. */
    @WithDefault("90d")
    Duration age();

    /** So long the next is published before it signs: everybody who keeps keys has asked again by then. Our own gateways do after five minutes. */
    @WithDefault("24h")
    Duration settled();
}
