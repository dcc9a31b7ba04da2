package io.homeward.risk.detection;

/** By what tries from many addresses are brought together. */
public record CampaignKey(Kind kind, long value) {
    /** Something no client's hash has in common with its own. */
    private static final long HIDING = 0x5bd1e995_9e3779b9L;

    public enum Kind {
        /** The network they came from. */
        NETWORK("network"),
        /** What the client calls itself, and whether it came from where machines stand and who is behind them cannot be seen. */
        AGENT("userAgent"),
        /** What they have in common, the client and the failure's number, where the whole tenant fails unlike itself. */
        CLUSTER("cluster");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    public static CampaignKey network(long network) {
        return new CampaignKey(Kind.NETWORK, network);
    }

    public static CampaignKey agent(long agent, boolean hiding) {
        return new CampaignKey(Kind.AGENT, hiding ? agent ^ HIDING : agent);
    }

    static CampaignKey cluster(long agent, int code) {
        return new CampaignKey(Kind.CLUSTER, 31 * agent + code);
    }
}
