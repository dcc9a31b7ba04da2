package io.homeward.risk.familiarity.budget;

import io.homeward.risk.familiarity.Level;
import io.homeward.risk.familiarity.Likelihood;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.Tuning;
import java.util.EnumMap;
import java.util.EnumSet;
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
        /** Where statistics are silent, evidence that adds up makes medium at most. */
        CAPPED_WITHOUT_STATISTICS,
        /** A detector's floor is higher than the score. */
        FLOOR
    }

    /** Pure: the same grounds and model give the same bits. */
    static Assessment of(Grounds grounds, Model model) {
        Tuning.Scale scale = model.tuning().scale();
        Likelihood likelihood = Likelihood.of(grounds.observation(), model);
        double added = added(grounds, scale);
        Grade floor = grounds.findings().stream()
                .map(finding -> finding instanceof Finding.Floor each ? each.grade() : Grade.NONE)
                .reduce(Grade.NONE, Grade::higher);
        var rules = EnumSet.noneOf(Rule.class);
        boolean insufficient = insufficient(grounds, rules);
        double score = insufficient ? added : likelihood.score() + added;
        Grade statistics =
                insufficient ? byFindings(added, grounds, rules) : byScore(score, grounds, likelihood, scale, rules);
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

    private static double added(Grounds grounds, Tuning.Scale scale) {
        Map<Finding.Group, Double> sums = new EnumMap<>(Finding.Group.class);
        Map<Finding.Group, Double> strongest = new EnumMap<>(Finding.Group.class);
        for (Finding finding : grounds.findings()) {
            if (finding instanceof Finding.Weight each) {
                sums.merge(each.group(), each.weight(), Double::sum);
                strongest.merge(each.group(), each.weight(), Math::max);
            }
        }
        double added = 0;
        for (Map.Entry<Finding.Group, Double> most : strongest.entrySet()) {
            double rest = sums.getOrDefault(most.getKey(), 0.0) - most.getValue();
            added += most.getValue() + scale.rest() * rest;
        }
        return added;
    }
}
