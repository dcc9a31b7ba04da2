package io.homeward.risk.score;

import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.detection.AnonymizedAddress;
import io.homeward.risk.detection.Detector;
import io.homeward.risk.detection.Facts;
import io.homeward.risk.detection.Finding;
import io.homeward.risk.detection.GuessedPassword;
import io.homeward.risk.detection.ImpossibleTravel;
import io.homeward.risk.detection.ListedAddress;
import io.homeward.risk.detection.PasswordSpray;
import io.homeward.risk.detection.UnlikelyTravel;
import java.util.Comparator;
import java.util.List;

/** How likely it is that a sign-in is not the owner's. The same facts give the same score, for ever: replay and audits rely on it. */
public final class Score {

    /** Changes whenever the same facts may give another score. */
    public static final String ENGINE = "thin-2";

    private static final List<Detector> DETECTORS = List.of(
            new PasswordSpray(),
            new GuessedPassword(),
            new ListedAddress(),
            new AnonymizedAddress(),
            new ImpossibleTravel(),
            new UnlikelyTravel());

    private Score() {}

    /** Nothing to say: the sign-in was not made with the right secret, or by nobody we know. */
    public static Scored nothing() {
        return new Scored(RiskLevel.NONE, List.of(), ENGINE);
    }

    /** A sign-in without the right secret is no risk to anybody (H14); otherwise the strongest evidence decides. */
    public static Scored of(Facts facts) {
        if (!facts.signIn().outcome().credentialsRight()) {
            return nothing();
        }
        List<Finding> findings = DETECTORS.stream()
                .flatMap(detector -> detector.examine(facts).stream())
                .sorted(Comparator.comparing(Finding::level).reversed())
                .toList();
        RiskLevel level = findings.stream().map(Finding::level).reduce(RiskLevel.NONE, RiskLevel::higher);
        return new Scored(level, findings, ENGINE);
    }
}
