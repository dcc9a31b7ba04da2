package io.homeward.gateway.route;

import io.homeward.outbound.Destinations;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The apps door. */
@ConfigMapping(prefix = "homeward.apps")
public interface AppsSettings {

    /** The address to listen on; 0.0.0.0 is all of them. */
    String host();

    /** 0 takes a free one. */
    @WithDefault("8090")
    int port();

    /** Addresses ({@code host:port}) that may be called although they are on loopback or of the suite; for local runs. */
    Optional<List<String>> allowedLoopback();

    /**
     * Networks (CIDR) that are never called. By default every private one (RFC 1918, RFC 6598, RFC 4193) and the cloud's metadata services, because a
     * tenant names its upstreams itself and must not reach the operator's own (invariant 10). Who runs customers' applications in a private
     * network names the others.
     */
    @WithDefault(Destinations.PRIVATE_NETWORKS)
    List<String> refusedNetworks();
}
