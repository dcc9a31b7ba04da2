package io.homeward.risk.detection;

import io.homeward.risk.profile.FailureShare;
import java.time.Instant;
import java.util.Map;

/**
 * What a tenant is like when nobody guesses: what campaigns stand out from.
 *
 * @param shares which share of names fails where it never got in, at its ordinary networks and clients
 * @param pasts of single networks and clients
 * @param whole of the tenant
 * @param pace how many names fail so for each sign-in with the right password
 * @param succeeded such sign-ins in each ten minutes of the last day
 * @param peak how high the running sum came on ordinary days
 */
public record Peace(
        Map<CampaignKey.Kind, FailureShare> shares,
        Map<CampaignKey, Past> pasts,
        Past whole,
        double pace,
        Map<Instant, Integer> succeeded,
        double peak) {

    /**
     * @param others names that got in, or failed where they are at home, today or yesterday
     * @param mistaken those of them that failed where they are at home
     * @param days how many days before are known
     * @param share the median of those days: of the names, how many failed where they had never got in
     */
    public record Past(int others, int mistaken, int days, double share) {
        public static final Past UNKNOWN = new Past(0, 0, 0, 0);
    }

    FailureShare share(CampaignKey.Kind kind) {
        return shares.getOrDefault(kind, FailureShare.SHIPPED);
    }

    Past past(CampaignKey key) {
        return pasts.getOrDefault(key, Past.UNKNOWN);
    }

    /** Names that failed with this client where they are at home. */
    int mistaken(long agent) {
        return past(CampaignKey.agent(agent, false)).mistaken()
                + past(CampaignKey.agent(agent, true)).mistaken();
    }
}
