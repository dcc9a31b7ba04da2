package io.homeward.risk.detection;

import io.homeward.accessrules.place.IpRange;
import java.time.Instant;
import java.util.Set;

/**
 * Guessing from many addresses: an alert of the tenant. It touches a person only once it has guessed right.
 *
 * @param since the beginning of the ten minutes of its first try
 * @param at the beginning of the last
 * @param names how many failed where they had never got in
 * @param others how many others were seen at the key, or failed as the cluster did where they are at home
 * @param surprise decimal orders of magnitude; 0 for a cluster
 * @param sum how high the tenant's running sum came; 0 for a network or a client
 * @param code what most tries failed with
 * @param agent the client; 0 where there are many
 * @param accuses whether next to nobody else comes as its tries do, so that who does is one of them
 * @param networks they came from, at most {@link #MOST}
 * @param sources neighbourhoods, at most as many
 * @param members hashes of the names
 */
public record Campaign(
        CampaignKey key,
        Instant since,
        Instant at,
        int names,
        int others,
        int attempts,
        double surprise,
        double sum,
        int code,
        long agent,
        boolean accuses,
        Set<Long> networks,
        Set<IpRange> sources,
        Set<Long> members) {
    public static final int MOST = 1_000;

    public Campaign {
        networks = Set.copyOf(networks);
        sources = Set.copyOf(sources);
        members = Set.copyOf(members);
    }

    /** Whether somebody who has never got in from where he is came as the tries of this campaign did. */
    public boolean covers(StrangeTry one) {
        if (!accuses) {
            return false;
        }
        return switch (key.kind()) {
            case NETWORK -> one.network() == key.value();
            // A client is many people's: its campaign is known by where it came from as well.
            case AGENT -> one.byAgent().equals(key) && networks.contains(one.network());
            case CLUSTER ->
                sources.contains(one.around())
                        || (networks.contains(one.network()) && (agent == 0 || agent == one.agent()));
        };
    }
}
