package io.homeward.accessrules.policy;

import io.homeward.accessrules.place.Platform;
import java.util.Optional;
import java.util.Set;

/**
 * On what. Exclusion wins over inclusion. Graph: {@code conditionalAccessPlatforms}.
 *
 * @param all every platform, also one that is not known
 */
public record Platforms(boolean all, Set<Platform> include, Set<Platform> exclude) {
    public Platforms {
        include = Set.copyOf(include);
        exclude = Set.copyOf(exclude);
    }

    Truth include(Optional<Platform> platform) {
        if (all && exclude.isEmpty()) {
            return Truth.TRUE;
        }
        if (!all && include.isEmpty()) {
            return Truth.FALSE;
        }
        return platform.map(known -> Truth.of((all || include.contains(known)) && !exclude.contains(known)))
                .orElse(Truth.UNKNOWN);
    }
}
