package io.homeward.tenant.provider;

import io.homeward.outbound.Destinations;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** {@code homeward.providers}: which addresses a tenant may name for its identity provider. */
@ConfigMapping(prefix = "homeward.providers")
public interface ProviderSettings {

    /** Hosts ({@code host:port}) that may be named and called although they are inside, also over http; for trials. */
    Optional<List<String>> allowedInside();

    /** Networks (CIDR) that are never called beside loopback, link-local and this machine: by default every private one. */
    @WithDefault(Destinations.PRIVATE_NETWORKS)
    Optional<List<String>> refusedNetworks();
}
