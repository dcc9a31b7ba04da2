package io.homeward.risk.simulation;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a real detection of a type comes about. */
final class Usual {
    private static final Map<DetectionType, RiskEvent> SAID_BY_SOMEBODY = Map.of(
            DetectionType.ADMIN_CONFIRMED_USER_COMPROMISED, RiskEvent.USER_CONFIRMED_COMPROMISED,
            DetectionType.ADMIN_CONFIRMED_SIGNIN_COMPROMISED, RiskEvent.SIGN_IN_CONFIRMED_COMPROMISED,
            DetectionType.USER_REPORTED_SUSPICIOUS_ACTIVITY, RiskEvent.DENIED_BY_PERSON);

    private static final Set<String> LOW = Set.of("unlikelyTravel", "newCountry", "commonPassword", "riskyIPAddress");

    private static final Set<String> HIGH = Set.of(
            "passwordSpray",
            "leakedCredentials",
            "attackerinTheMiddle",
            "attemptedPrtAccess",
            "maliciousIPAddressValidCredentialsBlockedIP",
            "nationStateIP",
            "investigationsThreatIntelligence",
            "investigationsThreatIntelligenceSigninLinked");

    private Usual() {}

    /** The row of section 4 that makes such a detection, where it is not found but said; those are always high. */
    static Optional<RiskEvent> saidBySomebody(DetectionType type) {
        return Optional.ofNullable(SAID_BY_SOMEBODY.get(type));
    }

    /** The level that it mostly has. */
    static RiskLevel level(DetectionType type) {
        if (SAID_BY_SOMEBODY.containsKey(type) || HIGH.contains(type.wireName())) {
            return RiskLevel.HIGH;
        }
        return LOW.contains(type.wireName()) ? RiskLevel.LOW : RiskLevel.MEDIUM;
    }
}
