package io.homeward.accessrules.risk;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * What kind of evidence a detection is. Graph: {@code riskEventType}, a string on the wire so that new kinds never break
 * anybody. A name this version does not know is kept as it is and judged as the most severe kind in every respect.
 */
public record DetectionType(String wireName) {

    public static final DetectionType UNFAMILIAR_FEATURES = new DetectionType("unfamiliarFeatures");
    public static final DetectionType ANONYMIZED_IP_ADDRESS = new DetectionType("anonymizedIPAddress");
    public static final DetectionType MALICIOUS_IP_ADDRESS = new DetectionType("maliciousIPAddress");
    public static final DetectionType RISKY_IP_ADDRESS = new DetectionType("riskyIPAddress");
    public static final DetectionType IMPOSSIBLE_TRAVEL = new DetectionType("impossibleTravel");
    public static final DetectionType MCAS_IMPOSSIBLE_TRAVEL = new DetectionType("mcasImpossibleTravel");
    public static final DetectionType UNLIKELY_TRAVEL = new DetectionType("unlikelyTravel");
    public static final DetectionType NEW_COUNTRY = new DetectionType("newCountry");
    public static final DetectionType PASSWORD_SPRAY = new DetectionType("passwordSpray");
    public static final DetectionType LEAKED_CREDENTIALS = new DetectionType("leakedCredentials");
    public static final DetectionType ANOMALOUS_TOKEN = new DetectionType("anomalousToken");
    public static final DetectionType ATTACKER_IN_THE_MIDDLE = new DetectionType("attackerinTheMiddle");
    public static final DetectionType TOKEN_ISSUER_ANOMALY = new DetectionType("tokenIssuerAnomaly");
    public static final DetectionType SUSPICIOUS_BROWSER = new DetectionType("suspiciousBrowser");
    public static final DetectionType MFA_FATIGUE = new DetectionType("mfaFatigue");
    public static final DetectionType USER_REPORTED_SUSPICIOUS_ACTIVITY =
            new DetectionType("userReportedSuspiciousActivity");
    public static final DetectionType ADMIN_CONFIRMED_USER_COMPROMISED =
            new DetectionType("adminConfirmedUserCompromised");
    public static final DetectionType ADMIN_CONFIRMED_SIGNIN_COMPROMISED =
            new DetectionType("adminConfirmedSigninCompromised");

    /**
     * A technician entered unusually many tenants, or unusually many for the first time, in a short while. It is about the person and no single
     * sign-in: MFA alone does not close it, and it does not say that the secret is known. A name of ours.
     */
    public static final DetectionType DELEGATED_FAN_OUT = new DetectionType("delegatedFanOut");

    /**
     * The password is one that everybody tries first. A matter of hygiene, always low: it is about the person, MFA alone does not close it (the
     * password stays), and nobody has been seen to know it. A name of ours.
     */
    public static final DetectionType COMMON_PASSWORD = new DetectionType("commonPassword");

    /** What the evidence is about; the law speaks of these, never of single names, except in H18. */
    private enum About {
        FAMILIARITY,
        TRAVEL,
        ADDRESS,
        SECRET,
        TOKEN,
        /** The second factor was worn down, not the token stolen. */
        SECOND_FACTOR,
        CONFIRMED_COMPROMISE,
        ELSE,
        /** No such name in this version. */
        UNKNOWN
    }

    private record Meaning(About about, boolean signInLinked, boolean threatensSecondFactor) {}

    private static final Meaning UNKNOWN = new Meaning(About.UNKNOWN, false, true);

    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            entry("unfamiliarFeatures", ofSignIn(About.FAMILIARITY)),
            entry("anonymizedIPAddress", ofSignIn(About.ADDRESS)),
            entry("maliciousIPAddress", ofSignIn(About.ADDRESS)),
            entry("riskyIPAddress", ofSignIn(About.ADDRESS)),
            entry("suspiciousIPAddress", ofSignIn(About.ADDRESS)),
            entry("malwareInfectedIPAddress", ofSignIn(About.ADDRESS)),
            entry("impossibleTravel", ofSignIn(About.TRAVEL)),
            entry("mcasImpossibleTravel", ofSignIn(About.TRAVEL)),
            entry("unlikelyTravel", ofSignIn(About.TRAVEL)),
            entry("newCountry", ofSignIn(About.TRAVEL)),
            entry("passwordSpray", ofSignIn(About.SECRET)),
            entry("maliciousIPAddressValidCredentialsBlockedIP", ofSignIn(About.SECRET)),
            entry("leakedCredentials", ofUser(About.SECRET)),
            entry("userReportedSuspiciousActivity", ofUser(About.SECRET)),
            entry("anomalousToken", new Meaning(About.TOKEN, true, true)),
            entry("attackerinTheMiddle", new Meaning(About.TOKEN, false, true)),
            entry("attemptedPrtAccess", ofUser(About.TOKEN)),
            entry("tokenIssuerAnomaly", ofSignIn(About.TOKEN)),
            entry("mfaFatigue", new Meaning(About.SECOND_FACTOR, true, true)),
            entry("adminConfirmedUserCompromised", ofUser(About.CONFIRMED_COMPROMISE)),
            entry("adminConfirmedSigninCompromised", ofSignIn(About.CONFIRMED_COMPROMISE)),
            entry("nationStateIP", ofSignIn(About.ELSE)),
            entry("suspiciousBrowser", ofSignIn(About.ELSE)),
            entry("suspiciousInboxForwarding", ofSignIn(About.ELSE)),
            entry("mcasSuspiciousInboxManipulationRules", ofSignIn(About.ELSE)),
            entry("mcasFinSuspiciousFileAccess", ofSignIn(About.ELSE)),
            entry("investigationsThreatIntelligence", ofUser(About.ELSE)),
            entry("investigationsThreatIntelligenceSigninLinked", ofSignIn(About.ELSE)),
            entry("anomalousUserActivity", ofUser(About.ELSE)),
            entry("suspiciousAPITraffic", ofUser(About.ELSE)),
            entry("suspiciousSendingPatterns", ofUser(About.ELSE)),
            entry("delegatedFanOut", ofUser(About.ELSE)),
            entry("commonPassword", ofUser(About.ELSE)),
            entry("generic", ofUser(About.ELSE)));

    public DetectionType {
        requireNonNull(wireName, "wireName");
    }

    private static Meaning ofSignIn(About about) {
        return new Meaning(about, true, false);
    }

    private static Meaning ofUser(About about) {
        return new Meaning(about, false, false);
    }

    private Meaning meaning() {
        return MEANINGS.getOrDefault(wireName, UNKNOWN);
    }

    /** Every kind this version knows, by name. */
    public static List<DetectionType> all() {
        return MEANINGS.keySet().stream().sorted().map(DetectionType::new).toList();
    }

    /** Whether this version knows the name. */
    public boolean known() {
        return MEANINGS.containsKey(wireName);
    }

    /** Linked to one sign-in, as opposed to the account as a whole. Graph: {@code activity}. */
    public boolean signInLinked() {
        return meaning().signInLinked();
    }

    /** D4: sign-in linked and about familiarity, travel or address only. */
    public boolean closableByMfa() {
        return signInLinked()
                && switch (meaning().about()) {
                    case FAMILIARITY, TRAVEL, ADDRESS -> true;
                    case SECRET, TOKEN, SECOND_FACTOR, CONFIRMED_COMPROMISE, ELSE, UNKNOWN -> false;
                };
    }

    /** D8: validated spray, leak, token theft, the person's own report. */
    public boolean provesTheSecretIsKnown() {
        return switch (meaning().about()) {
            case SECRET, TOKEN, UNKNOWN -> true;
            case FAMILIARITY, TRAVEL, ADDRESS, SECOND_FACTOR, CONFIRMED_COMPROMISE, ELSE -> false;
        };
    }

    /** H18: the second factor itself may be relayed or worn down. */
    public boolean threatensSecondFactor() {
        return meaning().threatensSecondFactor();
    }

    /** D14: no waiver for it. */
    public boolean tokenTheft() {
        return switch (meaning().about()) {
            case TOKEN, UNKNOWN -> true;
            case FAMILIARITY, TRAVEL, ADDRESS, SECRET, SECOND_FACTOR, CONFIRMED_COMPROMISE, ELSE -> false;
        };
    }

    /** An administrator said so. */
    public boolean confirmedCompromise() {
        return switch (meaning().about()) {
            case CONFIRMED_COMPROMISE, UNKNOWN -> true;
            case FAMILIARITY, TRAVEL, ADDRESS, SECRET, TOKEN, SECOND_FACTOR, ELSE -> false;
        };
    }

    @Override
    public String toString() {
        return wireName;
    }
}
