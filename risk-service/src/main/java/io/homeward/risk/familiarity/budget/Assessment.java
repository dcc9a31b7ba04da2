package io.homeward.risk.familiarity.budget;

import io.homeward.risk.familiarity.Level;
import io.homeward.risk.familiarity.Likelihood;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.Tuning;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How one sign-in is judged: by statistics and findings, or by findings alone where too little is known for statistics. */
public sealed interface Assessment {
    /** The level. */
    Grade grade();

    /** What the levels contribute. Of insufficient data it is kept and shown, and counts for nothing. */
    Likelihood likelihood();

    /** What weighs against the thresholds. */
    double score();

    /** What findings add to it. */
    double added();

    /** What brought the level about. */
    Set<Rule> rules();

    /** @param byStatistics the level without floors */
    record Scored(Grade grade, Grade byStatistics, Likelihood likelihood, double score, double added, Set<Rule> rules)
            implements Assessment {
        public Scored {
            rules = Set.copyOf(rules);
        }
    }

    /** Too little is known of the person, or of where the sign-in came from: the level is what detectors found, and says nothing about familiarity. */
    record InsufficientData(Grade grade, Likelihood likelihood, double score, double added, Set<Rule> rules)
            implements Assessment {
        public InsufficientData {
            rules = Set.copyOf(rules);
        }
    }

    enum Rule {
        /** The score passed a threshold. */
        THRESHOLD,
        /** High by score, but only network or device was out of the ordinary, and nothing is known against the address. */
        CAPPED_FOR_ONE_CHAIN,
        /** The person is too new to be found unfamiliar. */
        LEARNING,
        /** Neither country nor operator could be judged, so that nothing else about the network means much. */
        NETWORK_UNKNOWN,
        /** An administrator confirmed a sign-in like it safe, so that only what detectors found beside counts. */
        VOUCHED_FOR,
        /** Where statistics are silent, evidence that adds up makes medium at most. */
        CAPPED_WITHOUT_STATISTICS,
        /** A detector's floor is higher than the score. */
        FLOOR
    }

    /** Pure: the same grounds and model give the same bits. */
    static Assessment of(Grounds grounds, Model model) {
        return of(grounds, Likelihood.of(grounds.observation(), model), model);
    }

    /** What would have come of it if a chain had said nothing; as sufficient as with it. */
    static Assessment without(Grounds grounds, Level.Chain chain, Model model) {
        return of(grounds, Likelihood.of(grounds.observation().without(chain), model), model);
    }

    private static Assessment of(Grounds grounds, Likelihood likelihood, Model model) {
        Tuning.Scale scale = model.tuning().scale();
        double added = 0;
        for (Added each : added(grounds, model)) {
            added += each.value();
        }
        Grade floor = grounds.findings().stream()
                .map(finding -> finding instanceof Finding.Floor each ? each.grade() : Grade.NONE)
                .reduce(Grade.NONE, Grade::higher);
        var rules = EnumSet.noneOf(Rule.class);
        boolean insufficient = insufficient(grounds, rules);
        double score = insufficient ? added : likelihood.score() + added;
        if (grounds.vouched()) {
            rules.add(Rule.VOUCHED_FOR);
        }
        Grade statistics = insufficient || grounds.vouched()
                ? byFindings(added, grounds, rules)
                : byScore(score, grounds, likelihood, scale, rules);
        Grade grade = statistics.higher(floor);
        if (grade != statistics) {
            rules.add(Rule.FLOOR);
        }
        return insufficient
                ? new InsufficientData(grade, likelihood, score, added, rules)
                : new Scored(grade, statistics, likelihood, score, added, rules);
    }

    private static boolean insufficient(Grounds grounds, Set<Rule> rules) {
        if (grounds.learning()) {
            rules.add(Rule.LEARNING);
        }
        if (!grounds.placed()) {
            rules.add(Rule.NETWORK_UNKNOWN);
        }
        return !grounds.sufficient();
    }

    private static Grade byFindings(double added, Grounds grounds, Set<Rule> rules) {
        Grade grade = added > 0 ? grounds.thresholds().grade(added) : Grade.NONE;
        if (grade == Grade.HIGH) {
            rules.add(Rule.CAPPED_WITHOUT_STATISTICS);
        }
        return grade.atMost(Grade.MEDIUM);
    }

    private static Grade byScore(
            double score, Grounds grounds, Likelihood likelihood, Tuning.Scale scale, Set<Rule> rules) {
        Grade grade = grounds.thresholds().grade(score);
        if (grade != Grade.NONE) {
            rules.add(Rule.THRESHOLD);
        }
        boolean both = likelihood.of(Level.Chain.NETWORK) >= scale.anomalous()
                && likelihood.of(Level.Chain.DEVICE) >= scale.anomalous();
        if (grade == Grade.HIGH && !both && !grounds.infrastructure()) {
            rules.add(Rule.CAPPED_FOR_ONE_CHAIN);
            return Grade.MEDIUM;
        }
        return grade;
    }

    /**
     * What the findings of one group add to the score.
     *
     * @param value the strongest whole, and a quarter of the rest
     */
    record Added(Finding.Group group, List<Finding.Weight> findings, double value) {
        public Added {
            findings = List.copyOf(findings);
        }
    }

    /** In the order of the groups, which is that of their addition. */
    static List<Added> added(Grounds grounds, Model model) {
        Map<Finding.Group, List<Finding.Weight>> groups = new EnumMap<>(Finding.Group.class);
        for (Finding finding : grounds.findings()) {
            if (finding instanceof Finding.Weight each) {
                groups.computeIfAbsent(each.group(), group -> new ArrayList<>()).add(each);
            }
        }
        double quarter = model.tuning().scale().rest();
        var added = new ArrayList<Added>();
        groups.forEach((group, findings) -> {
            double sum = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (Finding.Weight each : findings) {
                sum += each.weight();
                most = Math.max(most, each.weight());
            }
            added.add(new Added(group, findings, most + quarter * (sum - most)));
        });
        return added;
    }
}
