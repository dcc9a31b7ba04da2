package io.homeward.remediation.flow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Limits of sign-in flows. */
@ConfigMapping(prefix = "homeward.flow")
public interface FlowSettings {

    /** Long enough to fetch a phone and set up an app, short enough that an abandoned screen is worth nothing. */
    @WithDefault("PT10M")
    Duration lifetime();

    /**
     * Networks (CIDR) from which somebody with delegated access may register a first second factor (D18): trusted places, besides the
     * trusted named locations of the person's tenant. Everybody else is told to come from one.
     */
    Optional<List<String>> trustedNetworks();

    /** Whether a client may say where it is. Only for trials and tests on one machine. */
    @WithDefault("false")
    boolean trustClientLocation();
}
