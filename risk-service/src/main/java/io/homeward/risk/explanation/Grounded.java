package io.homeward.risk.explanation;

import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.familiarity.Level;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.budget.Assessment;
import io.homeward.risk.familiarity.budget.Budgets;
import io.homeward.risk.familiarity.budget.Grade;
import io.homeward.risk.familiarity.budget.Grounds;
import io.homeward.risk.familiarity.budget.Thresholds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A score made once more, and what it would have been otherwise. Pure.
 *
 * @param flagged whether the address was on a list, whatever detectors made of it
 * @param afterwards the levels of what was found when the score had been given
 */
record Grounded(
        Grounds grounds,
        Model model,
        Assessment assessment,
        boolean flagged,
        List<SignInExplanation.Floor> afterwards) {

    /** A chain that speaks against the owner less than this, a factor of 1.2, is not worth a "without". */
    private static final double SILENT = .2;

    static Grounded of(Grounds grounds, Model model, boolean flagged, List<SignInExplanation.Floor> afterwards) {
        return new Grounded(grounds, model, Assessment.of(grounds, model), flagged, List.copyOf(afterwards));
    }

    /** @param today the tenant's thresholds now */
    List<SignInExplanation.Otherwise> otherwise(Thresholds today, Budgets budgets) {
        var all = new ArrayList<SignInExplanation.Otherwise>();
        if (grounds.sufficient()) {
            for (Level.Chain chain : Level.Chain.values()) {
                if (assessment.likelihood().of(chain) >= SILENT) {
                    all.add(told(
                            chain.wireName(),
                            "Without the %s".formatted(named(chain)),
                            Assessment.without(grounds, chain, model),
                            afterwards));
                }
            }
        }
        var types = new LinkedHashSet<String>();
        grounds.findings().forEach(each -> types.add(each.name()));
        afterwards.forEach(each -> types.add(each.type()));
        for (String type : types) {
            all.add(told(type, "Without " + type, Assessment.of(grounds.without(type, flagged), model), others(type)));
        }
        if (types.size() > 1) {
            all.add(told("detectors", "Without any detector", Assessment.of(none(types), model), List.of()));
        }
        if (!today.equals(grounds.thresholds())) {
            all.add(told("thresholdsOfToday", "With the thresholds in force today", with(today), afterwards));
        }
        Thresholds shipped = Thresholds.shipped(Budgets.SHIPPED, model.tuning());
        if (!budgets.equals(Budgets.SHIPPED)) {
            all.add(told("thresholdsAsShipped", "With the thresholds as shipped", with(shipped), afterwards));
        }
        return all;
    }

    private Assessment with(Thresholds thresholds) {
        return Assessment.of(grounds.with(thresholds), model);
    }

    private Grounds none(Iterable<String> types) {
        Grounds left = grounds;
        for (String type : types) {
            left = left.without(type, flagged);
        }
        return left;
    }

    private List<SignInExplanation.Floor> others(String type) {
        return afterwards.stream().filter(each -> !each.type().equals(type)).toList();
    }

    /** "new network" where the person never used it, else "unusual network". */
    private String named(Level.Chain chain) {
        boolean isNew = assessment.likelihood().contributions().stream()
                .anyMatch(
                        each -> each.level().chain() == chain && each.standing().isNew());
        return (isNew ? "new " : "unusual ") + chain.words();
    }

    private SignInExplanation.Otherwise told(
            String without, String words, Assessment instead, List<SignInExplanation.Floor> floors) {
        RiskLevel level = level(instead, floors);
        boolean same = level == level(assessment, afterwards);
        return new SignInExplanation.Otherwise(
                without,
                level.wireName(),
                instead.score(),
                "%s: %s%s.".formatted(words, same ? "still " : "", level.wireName()));
    }

    private static RiskLevel level(Assessment assessment, List<SignInExplanation.Floor> floors) {
        RiskLevel level = level(assessment.grade());
        for (SignInExplanation.Floor floor : floors) {
            level = level.higher(RiskLevel.ofWire(floor.level()).orElse(RiskLevel.NONE));
        }
        return level;
    }

    static RiskLevel level(Grade grade) {
        return switch (grade) {
            case NONE -> RiskLevel.NONE;
            case LOW -> RiskLevel.LOW;
            case MEDIUM -> RiskLevel.MEDIUM;
            case HIGH -> RiskLevel.HIGH;
        };
    }
}
