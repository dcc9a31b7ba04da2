package io.homeward.bench.quality.measure;

import io.homeward.bench.quality.world.Dice;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How much a figure owes to who happened to be drawn. People are drawn again, with all their sign-ins and all attacks on them, since the
 * sign-ins of one person are alike.
 */
public final class Bootstrap {
    private static final int DRAWS = 120;

    /** One drawing: everybody counts as often as he was drawn. */
    public final class Draw {
        private final int[] weight;
        private final double owners;
        private final double attackers;

        private Draw(int[] weight) {
            this.weight = weight;
            this.owners = total(ownerUsers);
            this.attackers = total(attackerUsers);
        }

        private double total(int[] users) {
            double sum = 0;
            for (int user : users) {
                sum += weight[user];
            }
            return sum;
        }

        /** The weighted form of {@link Roc#caught}. */
        public double caught(double challenges) {
            double threshold = threshold(ownerScores, ownerUsers, challenges * owners, false);
            return above(attackerScores, attackerUsers, threshold) / attackers;
        }

        /** The weighted form of {@link Roc#challenges}. */
        public double challenges(double caught) {
            double threshold = threshold(attackerScores, attackerUsers, caught * attackers, true);
            return above(ownerScores, ownerUsers, threshold) / owners;
        }

        /** Scores fall. The threshold that the first {@code most} (or, if asked for, at least as many) are above or at. */
        private double threshold(double[] scores, int[] users, double most, boolean atLeast) {
            double sum = 0;
            for (int i = 0; i < scores.length; i++) {
                sum += weight[users[i]];
                if (atLeast ? sum >= most : sum > most) {
                    return atLeast ? scores[i] : Math.nextUp(scores[i]);
                }
            }
            return Double.NEGATIVE_INFINITY;
        }

        private double above(double[] scores, int[] users, double threshold) {
            double sum = 0;
            for (int i = 0; i < scores.length && scores[i] >= threshold; i++) {
                sum += weight[users[i]];
            }
            return sum;
        }
    }

    private final double[] ownerScores;
    private final int[] ownerUsers;
    private final double[] attackerScores;
    private final int[] attackerUsers;
    private final Draw[] draws;

    /**
     * @param owners scores without ties
     * @param ownerUsers whose they are, numbers below {@code people}
     */
    public Bootstrap(Dice dice, int people, double[] owners, int[] ownerUsers, double[] attackers, int[] victims) {
        int[] ownerOrder = falling(owners);
        int[] attackerOrder = falling(attackers);
        this.ownerScores = Arrays.stream(ownerOrder).mapToDouble(i -> owners[i]).toArray();
        this.ownerUsers = Arrays.stream(ownerOrder).map(i -> ownerUsers[i]).toArray();
        this.attackerScores =
                Arrays.stream(attackerOrder).mapToDouble(i -> attackers[i]).toArray();
        this.attackerUsers = Arrays.stream(attackerOrder).map(i -> victims[i]).toArray();
        this.draws = new Draw[DRAWS];
        Arrays.setAll(draws, each -> {
            var weight = new int[people];
            Arrays.setAll(weight, user -> dice.poissonOfOne());
            return new Draw(weight);
        });
    }

    private static int[] falling(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
                .mapToInt(i -> i)
                .toArray();
    }

    /** The middle 95 % of a figure. */
    public Interval of(ToDoubleFunction<Draw> figure) {
        double[] values = Arrays.stream(draws).mapToDouble(figure).sorted().toArray();
        return new Interval(values[(int) (DRAWS * .025)], values[DRAWS - 1 - (int) (DRAWS * .025)]);
    }
}
