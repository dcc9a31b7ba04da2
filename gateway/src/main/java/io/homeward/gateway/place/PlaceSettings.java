package io.homeward.gateway.place;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where addresses are. */
@ConfigMapping(prefix = "homeward.geo")
public interface PlaceSettings {

    /** A database of countries or cities in MaxMind's format. Without one the country of a call is not known, and locations by country bind. */
    Optional<Path> database();
}
