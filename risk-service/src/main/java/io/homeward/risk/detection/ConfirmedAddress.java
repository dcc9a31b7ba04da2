package io.homeward.risk.detection;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.intel.Network;
import io.homeward.risk.profile.Accepted;
import io.homeward.risk.signin.SignIn;
import java.util.Map;
import java.util.Optional;

/**
 * {@code maliciousIPAddress}: an administrator has lately called a sign-in from this address compromised: medium; or one from its network and one with
 * its user agent: low. Silent at places the tenant trusts, and where the person's own sign-ins, or colleagues', came from: intruders come through
 * offices, too.
 */
public final class ConfirmedAddress implements Detector {
    private final Limits.Confirmed limits;
    private final Limits.Travel travel;

    public ConfirmedAddress(Limits.Confirmed limits, Limits.Travel travel) {
        this.limits = limits;
        this.travel = travel;
    }

    @Override
    public Optional<Finding> examine(Facts facts) {
        SignIn signIn = facts.signIn();
        boolean excused =
                !signIn.enrichment().evaluable() || signIn.enrichment().trusted();
        if (excused) {
            return Optional.empty();
        }
        if (facts.attacked().address() >= limits.weight()) {
            return signIn.address()
                    .filter(ip -> facts.history().ring().stream()
                            .noneMatch(before ->
                                    before.address().filter(ip::equals).isPresent()))
                    .map(ip -> finding(facts, RiskLevel.MEDIUM, "its address, " + ip + ","));
        }
        boolean both = facts.attacked().network() >= limits.weight()
                && facts.attacked().agent() >= limits.weight();
        return both && facts.around().colleagues() < travel.colleagues() && !knownNetwork(facts)
                ? Optional.of(finding(facts, RiskLevel.LOW, "its network and its user agent"))
                : Optional.empty();
    }

    private static boolean knownNetwork(Facts facts) {
        long asn = facts.signIn().enrichment().network().map(Network::asn).orElse(Accepted.UNKNOWN);
        return facts.history().ring().stream().anyMatch(before -> before.asn() == asn);
    }

    private Finding finding(Facts facts, RiskLevel level, String what) {
        return new Finding(
                DetectionType.MALICIOUS_IP_ADDRESS,
                level,
                Map.of(
                        "confirmed",
                        true,
                        "ip",
                        facts.signIn().address().map(IpAddress::toString).orElse(""),
                        "address",
                        rounded(facts.attacked().address()),
                        "network",
                        rounded(facts.attacked().network()),
                        "agent",
                        rounded(facts.attacked().agent()),
                        "limitWeight",
                        limits.weight()),
                "An administrator has called sign-ins with %s compromised before".formatted(what));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
