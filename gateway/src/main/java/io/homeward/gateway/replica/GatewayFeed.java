package io.homeward.gateway.replica;

import io.homeward.accessrules.standing.Freshness;
import io.homeward.feed.FeedName;
import java.util.Locale;
import java.util.Optional;

/** The feeds the gateway reads, and from whom. */
public enum GatewayFeed {
    RULES("tenant-service", Freshness.Feed.RULES),
    RELATIONSHIPS("tenant-service", Freshness.Feed.RELATIONSHIPS),
    PEOPLE("tenant-service", Freshness.Feed.PEOPLE),
    APPLICATIONS("tenant-service", null),
    STANDINGS("risk-service", Freshness.Feed.STANDINGS),
    CAPABILITIES("remediation-service", Freshness.Feed.CAPABILITIES),
    /** What it holds lets somebody in and never keeps anybody out; so without it, or while it is stale, there is simply no waiver. */
    WAIVERS("tenant-service", null);

    private final String owner;
    private final Optional<Freshness.Feed> decisive;

    GatewayFeed(String owner, Freshness.@org.jspecify.annotations.Nullable Feed decisive) {
        this.owner = owner;
        this.decisive = Optional.ofNullable(decisive);
    }

    /** The service that serves it. */
    public String owner() {
        return owner;
    }

    public FeedName feedName() {
        return new FeedName(name().toLowerCase(Locale.ROOT));
    }

    /** Whether nobody can be told apart from nobody before it has been read once. */
    boolean needed() {
        return this != WAIVERS;
    }

    /** What the law calls it, where a standing is composed of it. */
    Optional<Freshness.Feed> decisive() {
        return decisive;
    }
}
