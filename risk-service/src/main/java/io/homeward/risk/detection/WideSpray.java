package io.homeward.risk.detection;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.profile.Accepted;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.SourceActivity;
import io.homeward.risk.signin.SignIn;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * {@code passwordSpray}: somebody has guessed from many addresses ({@link Campaigns}), and as those tries came, from a network this person had never got in
 * from, his password was right. High, since whoever sprays now knows it.
 */
public final class WideSpray implements Detector {
    private final Limits.Campaign limits;

    public WideSpray(Limits.Campaign limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Finding> examine(Facts facts) {
        SignIn signIn = facts.signIn();
        if (facts.campaigns().isEmpty() || !signIn.outcome().passwordRight()) {
            return Optional.empty();
        }
        return signIn.address()
                .filter(ip -> strange(signIn, ip, facts.history()))
                .flatMap(ip -> facts.campaigns().stream()
                        .filter(campaign -> near(campaign, signIn))
                        .filter(campaign -> campaign.covers(tried(signIn, ip)))
                        .max(Comparator.comparingInt(Campaign::names)))
                .map(this::against);
    }

    /** A campaign is held against passwords that were right up to a day after its last try. */
    private static boolean near(Campaign campaign, SignIn signIn) {
        return !signIn.at().isBefore(campaign.since())
                && signIn.at().isBefore(campaign.at().plus(Campaigns.WINDOW));
    }

    private static boolean strange(SignIn signIn, IpAddress ip, History history) {
        long network = StrangeTry.network(signIn, ip);
        return history.ring().stream()
                .noneMatch(before -> (before.asn() != Accepted.UNKNOWN && before.asn() == network)
                        || before.address()
                                .map(IpRange::around)
                                .filter(IpRange.around(ip)::equals)
                                .isPresent());
    }

    private static StrangeTry tried(SignIn signIn, IpAddress ip) {
        return new StrangeTry(
                SourceActivity.bucket(signIn.at()),
                SourceActivity.key(signIn.userName()),
                StrangeTry.network(signIn, ip),
                IpRange.around(ip),
                StrangeTry.agent(StrangeTry.agentText(signIn)),
                signIn.enrichment().hides(),
                0,
                1);
    }

    /** What a campaign says about a sign-in that it covers. */
    public Finding against(Campaign campaign) {
        return new Finding(
                DetectionType.PASSWORD_SPRAY,
                RiskLevel.HIGH,
                Map.ofEntries(
                        Map.entry("keyClass", campaign.key().kind().wireName()),
                        Map.entry("failing", campaign.names()),
                        Map.entry("others", campaign.others()),
                        Map.entry("attempts", campaign.attempts()),
                        Map.entry("networks", campaign.networks().size()),
                        Map.entry("neighbourhoods", campaign.sources().size()),
                        Map.entry("errorCode", campaign.code()),
                        Map.entry("cluster", Long.toHexString(campaign.key().value())),
                        Map.entry("oneClient", campaign.agent() != 0),
                        Map.entry("since", campaign.since().toString()),
                        Map.entry("surprise", rounded(campaign.surprise())),
                        Map.entry("sum", rounded(campaign.sum())),
                        Map.entry("limitNames", limits.names()),
                        Map.entry("limitSum", limits.sum())),
                "%d names failed from %d networks they had never got in from, %s, and as they were tried this password was right"
                        .formatted(campaign.names(), campaign.networks().size(), common(campaign)));
    }

    private static String common(Campaign campaign) {
        return switch (campaign.key().kind()) {
            case NETWORK -> "which are one operator's";
            case AGENT -> "all by one client";
            case CLUSTER ->
                campaign.agent() == 0
                        ? "all with error " + campaign.code()
                        : "all by one client and with error " + campaign.code();
        };
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
