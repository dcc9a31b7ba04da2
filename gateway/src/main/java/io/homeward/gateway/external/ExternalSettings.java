package io.homeward.gateway.external;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Which proxies are answered. Without either, none. */
@ConfigMapping(prefix = "homeward.external")
public interface ExternalSettings {

    /** Networks in CIDR notation of which every address is a proxy of ours. */
    Optional<List<String>> proxies();

    /** Of at least {@link #SHORTEST_KEY} characters each; a proxy sends one of them in {@code Homeward-Proxy-Key}. */
    Optional<List<String>> keys();

    int SHORTEST_KEY = 32;
}
