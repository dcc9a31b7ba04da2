package io.homeward.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often one client may call the routes that need no token: sign-in, tokens, discovery. */
@ConfigMapping(prefix = "homeward.limit.anonymous")
public interface LimitSettings {

    /** Calls at once, before the rate counts. A sign-in takes about six. */
    @WithDefault("240")
    int burst();

    /** Calls per second in the long run. */
    @WithDefault("20")
    int perSecond();
}
