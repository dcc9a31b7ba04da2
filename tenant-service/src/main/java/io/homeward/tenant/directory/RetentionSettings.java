package io.homeward.tenant.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what was deleted can come back. */
@ConfigMapping(prefix = "homeward.directory")
public interface RetentionSettings {

    /** Graph's own 30 days. At least one day, so that a mistake can be seen. */
    @WithDefault("P30D")
    Duration deletedItemsKeptFor();

    /** How often it is looked whose time has come. */
    @WithDefault("1h")
    String lookAtTimeEvery();
}
