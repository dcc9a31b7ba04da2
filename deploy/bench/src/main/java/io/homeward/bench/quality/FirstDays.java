package io.homeward.bench.quality;

import io.homeward.bench.quality.measure.Roc;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.budget.Budgets;
import io.homeward.risk.familiarity.budget.Thresholds;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What the shipped thresholds do to people who are no longer new, while their tenant has too few sign-ins for its own. */
final class FirstDays {
    private FirstDays() {}

    static List<Results.FirstDays> of(Trial trial, int ours) {
        Budgets budgets = Budgets.SHIPPED;
        Thresholds shipped = Thresholds.shipped(budgets, Tuning.SHIPPED);
        double[] all = trial.said.get(ours).owners;
        int enough = Tuning.SHIPPED.scale().learningSignIns();
        double[] scores = IntStream.range(trial.firstEvaluated(), trial.logins())
                .filter(i -> trial.past.get(i).before() >= enough)
                .mapToDouble(i -> all[i])
                .sorted()
                .toArray();
        double[] meant = {budgets.low(), budgets.medium(), budgets.high()};
        double[] thresholds =
                DoubleStream.of(shipped.low(), shipped.medium(), shipped.high()).toArray();
        return IntStream.range(0, meant.length)
                .mapToObj(i -> new Results.FirstDays(
                        meant[i], Roc.shareFrom(scores, thresholds[i]), Roc.thresholdFor(scores, meant[i])))
                .toList();
    }
}
