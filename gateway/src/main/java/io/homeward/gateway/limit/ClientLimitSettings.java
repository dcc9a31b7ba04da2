package io.homeward.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How often one client may call in one tenant, in calls per ten seconds; as many at once. The published limits of Microsoft Graph are the floor:
 * 1 per second about risk and its rules, 5 per 10 s for logs, 3,500 to 8,000 units per 10 s in the directory. Ours leave room for scripts
 * that walk through every customer of a partner.
 */
@ConfigMapping(prefix = "homeward.limit.clients")
public interface ClientLimitSettings {

    @WithDefault("1000")
    int identityProtection();

    @WithDefault("8000")
    int directory();

    @WithDefault("300")
    int reports();

    @WithDefault("1000")
    int relationships();

    @WithDefault("8000")
    int other();
}
