package io.homeward.risk.detection;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.Map;
import java.util.Optional;

/** {@code anonymizedIPAddress}: the address is on the list of those that hide who is behind them. */
public final class AnonymizedAddress implements Detector {

    @Override
    public Optional<Finding> examine(Facts facts) {
        return facts.signIn().address().flatMap(ip -> facts.anonymous()
                .find(ip)
                .map(block -> new Finding(
                        DetectionType.ANONYMIZED_IP_ADDRESS,
                        RiskLevel.MEDIUM,
                        Map.of(
                                "ip",
                                ip.toString(),
                                "block",
                                block.brief(),
                                "list",
                                facts.anonymous().version()),
                        "%s hides who is behind it: %s is on the list of anonymising addresses"
                                .formatted(ip, block.brief()))));
    }
}
