package io.homeward.remediation.federation;

import io.homeward.outbound.Destinations;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code homeward.providers}: how tenants' own OpenID providers are spoken to. */
@ConfigMapping(prefix = "homeward.providers")
public interface FederationSettings {

    /** Hosts ({@code host:port}) that may be called although they are inside, also over http; for trials. The same as at tenant-service. */
    Optional<List<String>> allowedInside();

    /** Networks (CIDR) that are never called beside loopback, link-local and this machine: by default every private one. */
    @WithDefault(Destinations.PRIVATE_NETWORKS)
    Optional<List<String>> refusedNetworks();

    /** For one call, from the first byte sent to the last one read. */
    @WithDefault("PT5S")
    Duration patience();

    /** So long what a provider says of itself is taken as said. */
    @WithDefault("PT10M")
    Duration remembered();

    /** How far a provider's clock may be off. */
    @WithDefault("PT1M")
    Duration clockSkew();
}
