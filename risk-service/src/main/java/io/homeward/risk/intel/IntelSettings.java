package io.homeward.risk.intel;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where intelligence comes from. Without it nothing is listed; the product ships no list that is switched on by default. */
@ConfigMapping(prefix = "homeward.intel")
public interface IntelSettings {

    /** The list of {@link AnonymousList}; read at start and again whenever it changes. */
    Optional<Path> anonymousAddressesFile();
}
