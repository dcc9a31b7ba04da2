package io.homeward.accessrules.standing;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How old each feed is that a standing is composed of: time since the reader sent the last request whose certified answer
 * it has applied in full, by its own monotonic clock. A feed that is not named was never complete, so it is stale.
 */
public record Freshness(Map<Feed, Duration> ages) {
    /** Older than this is stale (D19); exactly this old is not yet. */
    public static final Duration LEASE = Duration.ofSeconds(2);

    public Freshness {
        ages = Map.copyOf(ages);
    }

    /** What a decision about somebody foreign rests on. */
    public enum Feed {
        RULES,
        RELATIONSHIPS,
        PEOPLE,
        STANDINGS,
        CAPABILITIES
    }

    /** The feeds that cannot be relied on. */
    public Set<Feed> stale() {
        var stale = EnumSet.noneOf(Feed.class);
        for (var feed : Feed.values()) {
            var age = ages.get(feed);
            if (age == null || age.compareTo(LEASE) > 0) {
                stale.add(feed);
            }
        }
        return stale;
    }
}
