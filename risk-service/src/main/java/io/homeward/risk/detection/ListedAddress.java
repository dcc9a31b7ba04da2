package io.homeward.risk.detection;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.intel.AddressFlag;
import io.homeward.risk.intel.Flagged;
import java.util.Optional;

/**
 * {@code maliciousIPAddress}: the right secret came from an address on a list of threat actors, or on the tenant's own block list. High: whoever
 * put it there has said what it is.
 */
public final class ListedAddress implements Detector {

    @Override
    public Optional<Finding> examine(Facts facts) {
        var here = facts.signIn().enrichment();
        return here.flagged(AddressFlag.BLOCKED)
                .map(listed -> finding(facts, listed, "on this tenant's block list"))
                .or(() -> here.flagged(AddressFlag.THREAT)
                        .map(listed -> finding(
                                facts,
                                listed,
                                "an address of threat actors by %s"
                                        .formatted(listed.edition().name()))));
    }

    private static Finding finding(Facts facts, Flagged listed, String what) {
        String ip = facts.signIn().address().map(IpAddress::toString).orElse("");
        return new Finding(
                DetectionType.MALICIOUS_IP_ADDRESS,
                RiskLevel.HIGH,
                listed.evidence(ip, facts.signIn().at()),
                "%s gave the right secret, and is %s".formatted(ip, what));
    }
}
