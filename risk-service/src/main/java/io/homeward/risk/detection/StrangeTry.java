package io.homeward.risk.detection;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.intel.Network;
import io.homeward.risk.profile.SourceActivity;
import io.homeward.risk.signin.SignIn;
import java.time.Instant;
import java.util.Locale;

/**
 * A name that was tried, in ten minutes, from a network it had never been let in from before.
 *
 * @param bucket the beginning of the ten minutes
 * @param network the operator's number; where nobody knows it, something negative that stands for the neighbourhood
 * @param agent a hash of what the client calls itself; 0 where it does not say
 * @param hiding whether it came from a data centre, a VPN or Tor
 * @param code the failure's number; 0 where the password was right
 * @param attempts how many tries there were
 */
public record StrangeTry(
        Instant bucket, long name, long network, IpRange around, long agent, boolean hiding, int code, int attempts) {

    public boolean right() {
        return code == 0;
    }

    CampaignKey byAgent() {
        return CampaignKey.agent(agent, hiding);
    }

    CampaignKey byNetwork() {
        return CampaignKey.network(network);
    }

    /** The network that a sign-in came from, which has to have an address. */
    public static long network(SignIn signIn, IpAddress ip) {
        return signIn.enrichment()
                .network()
                .map(Network::asn)
                .orElseGet(() ->
                        Long.MIN_VALUE | SourceActivity.key(IpRange.around(ip).toString()));
    }

    /** What the client calls itself; empty where it does not say. */
    public static String agentText(SignIn signIn) {
        String agent = signIn.device().userAgent();
        return agent.isEmpty()
                ? (signIn.device().operatingSystem() + " " + signIn.device().browser()).strip()
                : agent;
    }

    /** The same as a number. */
    public static long agent(String text) {
        return text.isEmpty() ? 0 : SourceActivity.key(text.toLowerCase(Locale.ROOT));
    }
}
