package io.homeward.bench.quality;

import io.homeward.bench.quality.attack.Attacker;
import io.homeward.bench.quality.measure.Bootstrap;
import io.homeward.bench.quality.measure.Interval;
import io.homeward.bench.quality.measure.Roc;
import io.homeward.bench.quality.world.Dice;
import io.homeward.bench.quality.world.Gap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;

/** The figures of one model in one trial. */
final class Figures {
    private static final int FEW = 5;
    /** For these, people are drawn again; it takes time. */
    private static final Set<String> REDRAWN = Set.of(Models.OURS, Models.FREEMAN, Models.COUNT);

    private static final List<Integer> SIGN_INS = List.of(12, 39);

    private final Trial trial;
    private final Field field;
    private final int[] evaluated;
    private final double[] owners;

    Figures(Trial trial, int model) {
        this.trial = trial;
        this.field = new Field(trial, model);
        this.evaluated = field.evaluated(i -> true);
        this.owners = field.owners(evaluated);
        Arrays.sort(owners);
    }

    /** @param people how many there are */
    Results.Model of(String name, int people) {
        var against = new EnumMap<Attacker, Results.Against>(Attacker.class);
        var newcomers = new EnumMap<Attacker, Results.Against>(Attacker.class);
        for (Attacker attacker : Attacker.values()) {
            against.put(attacker, against(attacker, evaluated, field::hasHistory, people, REDRAWN.contains(name)));
            newcomers.put(attacker, against(attacker, field.newcomers(), i -> !field.hasHistory(i), people, false));
        }
        return new Results.Model(name, against, newcomers, ownersShare());
    }

    private Results.Against against(Attacker attacker, int[] those, IntPredicate victim, int people, boolean redrawn) {
        double[] ownerScores = field.owners(those);
        double[] attackers = field.attackers(attacker, victim);
        int[] victims = field.victims(attacker, victim);
        var roc = new Roc(ownerScores, attackers);
        if (!redrawn) {
            return against(attacker, roc, List.of(), List.of());
        }
        var again = new Bootstrap(
                Dice.of(7, attacker.wireName().hashCode()),
                people,
                ownerScores,
                users(those),
                attackers,
                users(victims));
        return against(
                attacker,
                roc,
                Results.BUDGETS.stream()
                        .map(each -> again.of(draw -> draw.caught(each)))
                        .toList(),
                Results.CATCHES.stream()
                        .map(each -> again.of(draw -> draw.challenges(each)))
                        .toList());
    }

    private Results.Against against(
            Attacker attacker, Roc roc, List<Interval> caughtBetween, List<Interval> challengesBetween) {
        return new Results.Against(
                roc.auc(),
                Results.BUDGETS.stream().map(roc::caught).toList(),
                caughtBetween,
                Results.CATCHES.stream().map(roc::challenges).toList(),
                challengesBetween,
                Results.CURVE.stream().map(roc::caught).toList(),
                List.of(
                        caught(attacker, i -> before(i) > 0 && before(i) < FEW),
                        caught(attacker, i -> before(i) >= FEW)),
                Gap.ALL.stream()
                        .map(gap -> caught(
                                attacker,
                                i -> before(i) > 0 && trial.past.get(i).gap() == gap))
                        .toList(),
                again(roc));
    }

    private int before(int login) {
        return trial.past.get(login).before();
    }

    private int[] users(int[] logins) {
        return Arrays.stream(logins).map(i -> trial.past.get(i).login().user()).toArray();
    }

    /** At 1 % challenges of everybody with history. */
    private double caught(Attacker attacker, IntPredicate victim) {
        double[] those = field.attackers(attacker, victim);
        Arrays.sort(those);
        return Roc.shareFrom(those, Roc.thresholdFor(owners, .01));
    }

    /** How often people are asked again, after Wiefling: the threshold is one for all, the median over people. */
    private Map<String, Double> again(Roc roc) {
        var medians = new TreeMap<String, Double>();
        for (int signIns : SIGN_INS) {
            for (double caught : new double[] {.98, .99}) {
                double threshold = roc.thresholdToCatch(caught);
                medians.put(signIns + " at " + caught, median(timesAsked(signIns, threshold)));
            }
        }
        return medians;
    }

    /** For everybody whose sign-in of that number is evaluated: how often he was challenged up to it, the very first left out. */
    private double[] timesAsked(int signIns, double threshold) {
        var asked = new HashMap<Integer, Integer>();
        var complete = new ArrayList<Integer>();
        for (int i = 0; i < trial.logins(); i++) {
            int before = before(i);
            int user = trial.past.get(i).login().user();
            if (before > 0 && before < signIns && field.owner(i) >= threshold) {
                asked.merge(user, 1, Integer::sum);
            }
            if (before == signIns - 1 && i >= trial.firstEvaluated()) {
                complete.add(user);
            }
        }
        return complete.stream()
                .mapToDouble(user -> asked.getOrDefault(user, 0))
                .toArray();
    }

    static double median(double[] values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private Results.Owners ownersShare() {
        int half = trial.firstEvaluated() + (trial.logins() - trial.firstEvaluated()) / 2;
        double[] first = sorted(i -> i < half);
        double[] second = sorted(i -> i >= half);
        double[] newUsers = sorted(i -> before(i) < FEW);
        double[] abroad = sorted(i -> trial.past.get(i).abroad());
        var transferred = new ArrayList<Double>();
        var few = new ArrayList<Double>();
        var away = new ArrayList<Double>();
        for (double budget : Results.BUDGETS) {
            transferred.add(Roc.shareFrom(second, Roc.thresholdFor(first, budget)));
            few.add(Roc.shareFrom(newUsers, Roc.thresholdFor(owners, budget)));
            away.add(Roc.shareFrom(abroad, Roc.thresholdFor(owners, budget)));
        }
        return new Results.Owners(transferred, few, away);
    }

    private double[] sorted(IntPredicate fits) {
        double[] those = field.owners(field.evaluated(fits));
        Arrays.sort(those);
        return those;
    }
}
