package io.homeward.risk.score;

import io.homeward.accessrules.risk.DetectionType;
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
import io.homeward.risk.familiarity.Level;
import io.homeward.risk.familiarity.Likelihood;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.budget.Assessment;
import io.homeward.risk.familiarity.budget.Finding.Floor;
import io.homeward.risk.familiarity.budget.Finding.Group;
import io.homeward.risk.familiarity.budget.Finding.Weight;
import io.homeward.risk.familiarity.budget.Grade;
import io.homeward.risk.familiarity.budget.Grounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How likely it is that a sign-in is not the owner's. The same facts give the same score, for ever: replay and audits rely on it. */
public final class Score {

    /** Changes whenever the same facts may give another score. */
    public static final String ENGINE = "chain-1";

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
        return new Scored(RiskLevel.NONE, List.of(), ENGINE, Optional.empty());
    }

    /** By detectors alone: nobody is known whose habits it could be held against. */
    public static Scored of(Facts facts) {
        return of(facts, Optional.empty());
    }

    /**
     * A sign-in without the right secret is no risk to anybody (H14). Otherwise what detectors found is a floor, and adds to what the statistics say;
     * the tenant's budgets make a level of the sum.
     */
    public static Scored of(Facts facts, Optional<Statistics> statistics) {
        if (!facts.signIn().outcome().credentialsRight()) {
            return nothing();
        }
        List<Finding> found = DETECTORS.stream()
                .flatMap(detector -> detector.examine(facts).stream())
                .toList();
        Optional<Assessed> assessed = statistics.map(each -> assessed(each, found));
        var findings = new ArrayList<>(found);
        assessed.ifPresent(each -> findings.addAll(Unfamiliar.findings(statistics.orElseThrow(), each.assessment())));
        findings.sort(Comparator.comparing(Finding::level).reversed());
        RiskLevel level = findings.stream().map(Finding::level).reduce(RiskLevel.NONE, RiskLevel::higher);
        RiskLevel summed = assessed.map(
                        each -> Unfamiliar.level(each.assessment().grade()))
                .orElse(RiskLevel.NONE);
        return new Scored(level.higher(summed), findings, ENGINE, assessed);
    }

    private static Assessed assessed(Statistics statistics, List<Finding> found) {
        var counted = new ArrayList<io.homeward.risk.familiarity.budget.Finding>();
        boolean infrastructure = !statistics.signIn().flags().isEmpty();
        for (Finding each : found) {
            counted.add(
                    new Floor(each.type().wireName(), Grade.valueOf(each.level().name())));
            Optional<Weight> weight = weight(each, statistics);
            weight.ifPresent(counted::add);
            infrastructure |=
                    weight.filter(one -> one.group() == Group.INFRASTRUCTURE).isPresent();
        }
        var grounds = new Grounds(
                statistics.observation(), statistics.learning(), infrastructure, counted, statistics.thresholds());
        return new Assessed(grounds, Assessment.of(grounds, statistics.model()));
    }

    /** What a finding adds to the score. */
    private static Optional<Weight> weight(Finding finding, Statistics statistics) {
        DetectionType type = finding.type();
        Tuning.Weights weights = statistics.model().tuning().weights();
        if (type.equals(DetectionType.ANONYMIZED_IP_ADDRESS)) {
            return Optional.of(new Weight(Group.INFRASTRUCTURE, type.wireName(), weights.anonymized()));
        }
        if (type.equals(DetectionType.MALICIOUS_IP_ADDRESS)) {
            return Optional.of(new Weight(Group.INFRASTRUCTURE, type.wireName(), weights.malicious()));
        }
        if (type.equals(DetectionType.IMPOSSIBLE_TRAVEL)) {
            return Optional.of(journey(type, weights.impossible(), statistics));
        }
        if (type.equals(DetectionType.UNLIKELY_TRAVEL)) {
            return Optional.of(journey(type, weights.unlikely(), statistics));
        }
        return Optional.empty();
    }

    /** A journey ends where the network is new, so that much of it has been counted there. */
    private static Weight journey(DetectionType type, double weight, Statistics statistics) {
        Likelihood likelihood = Likelihood.of(statistics.observation(), statistics.model());
        double moved = Math.max(
                0,
                likelihood.at(Level.COUNTRY).value() + likelihood.at(Level.ASN).value());
        return new Weight(Group.TRAVEL, type.wireName(), Math.max(0, weight - moved));
    }
}
