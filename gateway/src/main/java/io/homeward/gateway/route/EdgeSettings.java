package io.homeward.gateway.route;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The edge. */
@ConfigMapping(prefix = "homeward.edge")
public interface EdgeSettings {

    /** The public base URL; no slash at the end. The audience of every token and the beginning of every issuer. */
    URI url();

    /** The address to listen on; 0.0.0.0 is all of them. */
    String host();

    /** 0 takes a free one. */
    int port();

    /**
     * Networks (CIDR) of proxies in front of both doors whose {@code X-Forwarded-For} is believed. By default none: a client could write
     * that header itself.
     */
    Optional<List<String>> trustedProxies();

    /** For how long a service may be silent until its caller is told so (504). Imports have longer. */
    @WithDefault("PT30S")
    Duration patience();
}
