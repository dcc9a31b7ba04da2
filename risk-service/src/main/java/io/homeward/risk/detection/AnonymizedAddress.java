package io.homeward.risk.detection;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.intel.Network;
import io.homeward.risk.intel.AddressFlag;
import io.homeward.risk.intel.Enrichment;
import io.homeward.risk.intel.Flagged;
import java.util.Optional;

/**
 * {@code anonymizedIPAddress}: the address hides who is behind it. Medium for a Tor exit; low for a VPN, a relay or a proxy, which many people
 * use for good reasons, and nothing at all for one in a network the person has signed in from before. Nothing either at a place the tenant trusts.
 */
public final class AnonymizedAddress implements Detector {

    @Override
    public Optional<Finding> examine(Facts facts) {
        Enrichment here = facts.signIn().enrichment();
        if (here.trusted()) {
            return Optional.empty();
        }
        Optional<Finding> tor =
                here.flagged(AddressFlag.TOR).map(listed -> finding(facts, listed, RiskLevel.MEDIUM, "a Tor exit"));
        return tor.or(() -> here.flagged(AddressFlag.VPN)
                .filter(listed -> !known(facts, here))
                .map(listed -> finding(facts, listed, RiskLevel.LOW, "a VPN, relay or proxy")));
    }

    /** Whether one of the person's last accepted sign-ins came from the same network. */
    private static boolean known(Facts facts, Enrichment here) {
        return here.network()
                .map(Network::asn)
                .filter(asn -> facts.history().ring().stream()
                        .flatMap(before -> before.address().stream())
                        .flatMap(address -> facts.known().network(address).stream())
                        .anyMatch(before -> before.value().asn() == asn))
                .isPresent();
    }

    private static Finding finding(Facts facts, Flagged listed, RiskLevel level, String what) {
        String ip = facts.signIn().address().map(IpAddress::toString).orElse("");
        return new Finding(
                DetectionType.ANONYMIZED_IP_ADDRESS,
                level,
                listed.evidence(ip, facts.signIn().at()),
                "%s hides who is behind it: %s is %s (%s)"
                        .formatted(
                                ip,
                                listed.block().brief(),
                                what,
                                listed.edition().name()));
    }
}
