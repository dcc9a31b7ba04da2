package io.homeward.risk.score;

import static io.homeward.risk.detection.Input.ADDRESS;
import static io.homeward.risk.detection.Input.ADMINISTRATOR;
import static io.homeward.risk.detection.Input.BLOCK_LIST;
import static io.homeward.risk.detection.Input.BROWSER_ID;
import static io.homeward.risk.detection.Input.CLEAR_PASSWORD;
import static io.homeward.risk.detection.Input.DECISION_LOG;
import static io.homeward.risk.detection.Input.DEVICE;
import static io.homeward.risk.detection.Input.FAILURES;
import static io.homeward.risk.detection.Input.HOSTING;
import static io.homeward.risk.detection.Input.MFA_RESULTS;
import static io.homeward.risk.detection.Input.NETWORK_DATA;
import static io.homeward.risk.detection.Input.PLACE;
import static io.homeward.risk.detection.Input.SESSION_ID;
import static io.homeward.risk.detection.Input.THREAT_LIST;
import static io.homeward.risk.detection.Input.TOKEN_ISSUER;
import static io.homeward.risk.detection.Input.TOR_LIST;
import static io.homeward.risk.detection.Input.VPN_LIST;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.risk.detection.AnomalousToken;
import io.homeward.risk.detection.AnonymizedAddress;
import io.homeward.risk.detection.AttackerInTheMiddle;
import io.homeward.risk.detection.Campaigns;
import io.homeward.risk.detection.ConfirmedAddress;
import io.homeward.risk.detection.Detector;
import io.homeward.risk.detection.Facts;
import io.homeward.risk.detection.Finding;
import io.homeward.risk.detection.GuessedPassword;
import io.homeward.risk.detection.ImpossibleTravel;
import io.homeward.risk.detection.Input;
import io.homeward.risk.detection.Limits;
import io.homeward.risk.detection.ListedAddress;
import io.homeward.risk.detection.MfaFatigue;
import io.homeward.risk.detection.PasswordSpray;
import io.homeward.risk.detection.SuspiciousBrowser;
import io.homeward.risk.detection.TokenIssuerAnomaly;
import io.homeward.risk.detection.UnlikelyTravel;
import io.homeward.risk.detection.WideSpray;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every detector there is, with what it needs to see anything. Whoever adds one adds it here, and nowhere else. */
public final class Detectors {

    /** What is shipped. */
    public static final Detectors SHIPPED = new Detectors(Limits.SHIPPED);

    /**
     * @param name that of the type, where no other detector finds the same
     * @param looking what examines every sign-in with the right secret; empty for what is found otherwise
     * @param needs of every set at least one, or it never fires
     */
    public record Registered(String name, DetectionType type, Optional<Detector> looking, List<Set<Input>> needs) {
        public Registered {
            needs = List.copyOf(needs);
        }
    }

    private final Limits limits;
    private final PasswordSpray spray;
    private final GuessedPassword guessing;
    private final Campaigns campaigns;
    private final WideSpray wide;
    private final MfaFatigue fatigue;
    private final List<Registered> all;

    public Detectors(Limits limits) {
        this.limits = limits;
        this.spray = new PasswordSpray(limits.spray());
        this.guessing = new GuessedPassword(limits.guessing());
        this.campaigns = new Campaigns(limits.campaign(), limits.spray());
        this.wide = new WideSpray(limits.campaign());
        this.fatigue = new MfaFatigue(limits.fatigue());
        this.all = Stream.concat(examining().stream(), elsewhere().stream()).toList();
    }

    private List<Registered> examining() {
        Limits.Travel travel = limits.travel();
        return List.of(
                examining(DetectionType.PASSWORD_SPRAY, spray, each(ADDRESS, FAILURES)),
                new Registered("wideSpray", DetectionType.PASSWORD_SPRAY, Optional.of(wide), each(ADDRESS, FAILURES)),
                new Registered(
                        "guessedPassword",
                        DetectionType.MALICIOUS_IP_ADDRESS,
                        Optional.of(guessing),
                        each(ADDRESS, FAILURES)),
                new Registered(
                        "listedAddress",
                        DetectionType.MALICIOUS_IP_ADDRESS,
                        Optional.of(new ListedAddress()),
                        List.of(Set.of(ADDRESS), Set.of(THREAT_LIST, BLOCK_LIST))),
                new Registered(
                        "confirmedAddress",
                        DetectionType.MALICIOUS_IP_ADDRESS,
                        Optional.of(new ConfirmedAddress(limits.confirmed(), travel)),
                        each(ADDRESS, ADMINISTRATOR)),
                examining(
                        DetectionType.ANONYMIZED_IP_ADDRESS,
                        new AnonymizedAddress(),
                        List.of(Set.of(ADDRESS), Set.of(TOR_LIST, VPN_LIST))),
                examining(DetectionType.IMPOSSIBLE_TRAVEL, new ImpossibleTravel(travel), each(PLACE)),
                examining(DetectionType.UNLIKELY_TRAVEL, new UnlikelyTravel(travel), each(PLACE)),
                examining(DetectionType.MFA_FATIGUE, fatigue, each(MFA_RESULTS)),
                examining(
                        DetectionType.ANOMALOUS_TOKEN,
                        new AnomalousToken(limits.token()),
                        List.of(Set.of(SESSION_ID), Set.of(NETWORK_DATA, DEVICE))),
                examining(
                        DetectionType.ATTACKER_IN_THE_MIDDLE,
                        new AttackerInTheMiddle(limits.relay(), travel),
                        each(SESSION_ID, HOSTING, DEVICE)),
                examining(
                        DetectionType.SUSPICIOUS_BROWSER,
                        new SuspiciousBrowser(limits.browser(), travel),
                        each(BROWSER_ID, ADDRESS)),
                examining(
                        DetectionType.TOKEN_ISSUER_ANOMALY,
                        new TokenIssuerAnomaly(limits.issuer()),
                        each(TOKEN_ISSUER)));
    }

    private static List<Registered> elsewhere() {
        return List.of(
                elsewhere(DetectionType.UNFAMILIAR_FEATURES, List.of(Set.of(PLACE, NETWORK_DATA))),
                elsewhere(DetectionType.NEW_COUNTRY, each(PLACE)),
                elsewhere(DetectionType.LEAKED_CREDENTIALS, each(CLEAR_PASSWORD)),
                elsewhere(DetectionType.COMMON_PASSWORD, each(CLEAR_PASSWORD)),
                elsewhere(DetectionType.DELEGATED_FAN_OUT, each(DECISION_LOG)),
                elsewhere(DetectionType.USER_REPORTED_SUSPICIOUS_ACTIVITY, each(ADMINISTRATOR)),
                elsewhere(DetectionType.ADMIN_CONFIRMED_USER_COMPROMISED, each(ADMINISTRATOR)),
                elsewhere(DetectionType.ADMIN_CONFIRMED_SIGNIN_COMPROMISED, each(ADMINISTRATOR)));
    }

    private static Registered examining(DetectionType type, Detector detector, List<Set<Input>> needs) {
        return new Registered(type.wireName(), type, Optional.of(detector), needs);
    }

    private static Registered elsewhere(DetectionType type, List<Set<Input>> needs) {
        return new Registered(type.wireName(), type, Optional.empty(), needs);
    }

    /** All of them are needed. */
    private static List<Set<Input>> each(Input... inputs) {
        return Arrays.stream(inputs).map(Set::of).toList();
    }

    public Limits limits() {
        return limits;
    }

    public List<Registered> all() {
        return all;
    }

    /** What is found in a sign-in with the right secret. */
    List<Finding> examine(Facts facts) {
        return all.stream()
                .flatMap(each -> each.looking().stream())
                .flatMap(detector -> detector.examine(facts).stream())
                .toList();
    }

    public PasswordSpray spray() {
        return spray;
    }

    public GuessedPassword guessing() {
        return guessing;
    }

    public Campaigns campaigns() {
        return campaigns;
    }

    public WideSpray wide() {
        return wide;
    }

    public MfaFatigue fatigue() {
        return fatigue;
    }
}
