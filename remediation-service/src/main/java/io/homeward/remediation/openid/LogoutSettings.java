package io.homeward.remediation.openid;

import io.homeward.outbound.Destinations;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code homeward.logouts}: how applications are told that a session has ended. */
@ConfigMapping(prefix = "homeward.logouts")
public interface LogoutSettings {

    /** Hosts ({@code host:port}) that may be called although they are inside, also over http; for trials. */
    Optional<List<String>> allowedInside();

    /** Networks (CIDR) that are never called beside loopback, link-local and this machine: by default every private one. */
    @WithDefault(Destinations.PRIVATE_NETWORKS)
    Optional<List<String>> refusedNetworks();

    /** For one call, from the first byte sent to the last one read. */
    @WithDefault("PT5S")
    Duration patience();

    /** So long after the end of the session it is tried again, ever more seldom. */
    @WithDefault("P1D")
    Duration givesUpAfter();
}
