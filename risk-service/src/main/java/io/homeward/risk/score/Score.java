package io.homeward.risk.score;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.detection.Facts;
import io.homeward.risk.detection.Finding;
import io.homeward.risk.familiarity.budget.Assessment;
import io.homeward.risk.familiarity.budget.Finding.Floor;
import io.homeward.risk.familiarity.budget.Finding.Group;
import io.homeward.risk.familiarity.budget.Finding.Weight;
import io.homeward.risk.familiarity.budget.Grade;
import io.homeward.risk.familiarity.budget.Grounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How likely it is that a sign-in is not the owner's. The same facts give the same score, for ever: replay and audits rely on it. */
public final class Score {

    /** Changes whenever the same facts may give another score. */
    public static final String ENGINE = "chain-2";

    private Score() {}

    /** Nothing to say: the sign-in was not made with the right secret, or by nobody we know. */
    public static Scored nothing() {
        return new Scored(RiskLevel.NONE, List.of(), ENGINE, Optional.empty(), List.of());
    }

    /** By the shipped detectors alone: nobody is known whose habits it could be held against. */
    public static Scored of(Facts facts) {
        return of(facts, Optional.empty(), Detectors.SHIPPED);
    }

    /**
     * A sign-in without the right secret is no risk to anybody (H14). Otherwise what detectors found is a floor, and adds to what the statistics say;
     * the tenant's budgets make a level of the sum. Where an administrator confirmed a sign-in like it safe, nothing that is about familiarity, travel
     * or a hiding address is found; an address that attacks is found all the same, as nobody vouched for that.
     */
    public static Scored of(Facts facts, Optional<Statistics> statistics, Detectors detectors) {
        if (!facts.signIn().outcome().credentialsRight()) {
            return nothing();
        }
        boolean vouched = facts.history().vouchesFor(facts.signIn());
        Map<Boolean, List<Finding>> examined = detectors.examine(facts).stream()
                .collect(Collectors.partitioningBy(each -> vouched && vouchable(each.type())));
        List<Finding> found = examined.getOrDefault(false, List.of());
        Optional<Assessed> assessed = statistics.map(each -> assessed(each, found, vouched));
        var findings = new ArrayList<>(found);
        var suppressed = new ArrayList<>(examined.getOrDefault(true, List.of()));
        assessed.ifPresent(each -> (vouched ? suppressed : findings)
                .addAll(Unfamiliar.findings(statistics.orElseThrow(), each.assessment())));
        findings.sort(Comparator.comparing(Finding::level).reversed());
        RiskLevel level = findings.stream().map(Finding::level).reduce(RiskLevel.NONE, RiskLevel::higher);
        RiskLevel summed = assessed.map(
                        each -> Unfamiliar.level(each.assessment().grade()))
                .orElse(RiskLevel.NONE);
        return new Scored(
                level.higher(summed),
                findings,
                ENGINE,
                assessed,
                suppressed.stream().map(Finding::type).distinct().toList());
    }

    private static boolean vouchable(DetectionType type) {
        return type.closableByMfa() && !type.equals(DetectionType.MALICIOUS_IP_ADDRESS);
    }

    private static Assessed assessed(Statistics statistics, List<Finding> found, boolean vouched) {
        var counted = new ArrayList<io.homeward.risk.familiarity.budget.Finding>();
        boolean infrastructure = !statistics.signIn().flags().isEmpty();
        for (Finding each : found) {
            counted.add(
                    new Floor(each.type().wireName(), Grade.valueOf(each.level().name())));
            Optional<Weight> weight = Effects.of(each, statistics);
            weight.ifPresent(counted::add);
            infrastructure |=
                    weight.filter(one -> one.group() == Group.INFRASTRUCTURE).isPresent();
        }
        var grounds = new Grounds(
                statistics.observation(),
                statistics.learning(),
                infrastructure,
                counted,
                statistics.thresholds(),
                vouched);
        return new Assessed(grounds, Assessment.of(grounds, statistics.model()));
    }
}
