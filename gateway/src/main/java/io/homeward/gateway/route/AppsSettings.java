package io.homeward.gateway.route;

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

    /** Networks (CIDR) that are never called: the suite's own, and the cloud's metadata services. */
    @WithDefault("100.100.100.200/32,192.0.0.192/32,fd00:ec2::/32,fd20:ce::/32")
    List<String> refusedNetworks();
}
