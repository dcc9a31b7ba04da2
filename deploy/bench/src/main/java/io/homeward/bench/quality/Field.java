package io.homeward.bench.quality;

import io.homeward.bench.quality.attack.Attacker;
import io.homeward.bench.quality.measure.Roc;
import io.homeward.bench.quality.measure.Untied;
import io.homeward.bench.quality.world.Dice;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What one model said in a trial, without ties, and cut into those who are compared with each other. */
final class Field {
    private final Trial trial;
    private final double[] owners;
    private final Map<Attacker, double[]> attackers = new EnumMap<>(Attacker.class);

    Field(Trial trial, int model) {
        this.trial = trial;
        Trial.Said said = trial.said.get(model);
        Attacker[] all = Attacker.values();
        var groups = new double[all.length + 1][];
        groups[0] = said.owners;
        for (int i = 0; i < all.length; i++) {
            groups[i + 1] = said.attackers.getOrDefault(all[i], List.of()).stream()
                    .mapToDouble(each -> each)
                    .toArray();
        }
        double[][] places = Untied.places(Dice.of(11, trial.logins()), groups);
        this.owners = places[0];
        for (int i = 0; i < all.length; i++) {
            attackers.put(all[i], places[i + 1]);
        }
    }

    /** A place in the order of everything this model said. */
    double owner(int login) {
        return owners[login];
    }

    /** The evaluated sign-ins of people with history that fit. */
    int[] evaluated(IntPredicate fits) {
        return IntStream.range(trial.firstEvaluated(), trial.logins())
                .filter(i -> trial.past.get(i).before() > 0)
                .filter(fits)
                .toArray();
    }

    /** The evaluated sign-ins of people of whom nothing is known. */
    int[] newcomers() {
        return IntStream.range(trial.firstEvaluated(), trial.logins())
                .filter(i -> trial.past.get(i).before() == 0)
                .toArray();
    }

    double[] owners(int[] logins) {
        return Arrays.stream(logins).mapToDouble(i -> owners[i]).toArray();
    }

    /** The attackers' places where the replaced sign-in fits. */
    double[] attackers(Attacker attacker, IntPredicate victim) {
        List<Integer> victims = trial.victims.getOrDefault(attacker, List.of());
        double[] places = attackers.getOrDefault(attacker, new double[0]);
        return IntStream.range(0, victims.size())
                .filter(i -> victim.test(victims.get(i)))
                .mapToDouble(i -> places[i])
                .toArray();
    }

    /** The replaced sign-ins that fit, in the same order. */
    int[] victims(Attacker attacker, IntPredicate victim) {
        return trial.victims.getOrDefault(attacker, List.of()).stream()
                .mapToInt(each -> each)
                .filter(victim)
                .toArray();
    }

    boolean hasHistory(int login) {
        return trial.past.get(login).before() > 0;
    }

    /** Owners with history against attacks on such. */
    Roc roc(Attacker attacker) {
        return new Roc(owners(evaluated(i -> true)), attackers(attacker, this::hasHistory));
    }
}
