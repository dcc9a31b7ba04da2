package io.homeward.risk.familiarity;

import java.util.ArrayList;
import java.util.List;

/**
 * How much likelier a sign-in is somebody else's than its owner's, as a natural logarithm: the mixture of attackers over the person's own habits.
 * With {@code P(1..l)} the mixture's probability of the levels up to {@code l}, level {@code l} contributes
 * {@code ln P(1..l) - ln P(1..l-1) - ln p(l)}: the sum is the ratio, whatever the order of asking.
 *
 * @param contributions one for each level, in order
 * @param ratio the sum of the raw contributions
 * @param score the sum of the bounded ones
 * @param attacker who is the most responsible for the ratio
 */
public record Likelihood(List<Contribution> contributions, double ratio, double score, Attacker attacker) {
    public Likelihood {
        contributions = List.copyOf(contributions);
    }

    /** Pure: the same observation and model give the same bits. */
    public static Likelihood of(Observation observation, Model model) {
        return new Sum(observation, model.tuning()).likelihood();
    }

    public Contribution at(Level level) {
        return contributions.get(level.place());
    }

    /** What a chain adds as a whole. */
    public double of(Level.Chain chain) {
        double sum = 0;
        for (Contribution each : contributions) {
            if (each.level().chain() == chain) {
                sum += each.value();
            }
        }
        return sum;
    }

    /** One sum in the making: logarithms of each attacker's share times what he has explained so far. */
    private static final class Sum {
        /** In the order of {@link #logs}. */
        private static final List<Attacker> ATTACKERS = List.of(Attacker.values());

        private final Observation observation;
        private final Tuning tuning;
        private final Tuning.Attackers numbers;
        private final double[] logs = new double[ATTACKERS.size()];

        Sum(Observation observation, Tuning tuning) {
            this.observation = observation;
            this.tuning = tuning;
            this.numbers = tuning.attackers();
            boolean history = observation.hasHistory();
            // Of somebody without a past, nobody can copy the habits: what is left are the ordinary and the foreign.
            logs[0] = StrictMath.log(history ? numbers.naive() : 1 - numbers.foreign());
            logs[1] = history ? StrictMath.log(numbers.vpn()) : Double.NEGATIVE_INFINITY;
            logs[2] = history ? StrictMath.log(numbers.targeted()) : Double.NEGATIVE_INFINITY;
            logs[3] = StrictMath.log(numbers.foreign());
        }

        Likelihood likelihood() {
            var contributions = new ArrayList<Contribution>(Level.COUNT);
            double before = sum();
            double ratio = 0;
            double score = 0;
            double use = 0;
            for (Level level : Level.values()) {
                Observation.Seen seen = observation.at(level);
                double raw = 0;
                if (seen.standing().speaks()) {
                    explain(level, seen);
                    double after = sum();
                    raw = after - before - StrictMath.log(floored(own(seen)));
                    before = after;
                }
                double value = bounded(level, raw, use);
                if (level.chain() == Level.Chain.USE) {
                    use += value;
                }
                ratio += raw;
                score += value;
                contributions.add(new Contribution(level, seen.standing(), raw, value));
            }
            return new Likelihood(contributions, ratio, score, responsible());
        }

        /** How likely the value was of the owner. */
        private double own(Observation.Seen seen) {
            if (!observation.hasHistory()) {
                return seen.usual();
            }
            double newly = (double) seen.novelty() * seen.usual();
            return switch (seen.standing()) {
                // What was used long ago may be used again by habit or by chance, so that it never weighs more than
                // what is new.
                case KNOWN -> (1 - (double) seen.novelty()) * seen.share() + newly;
                case NEW -> newly;
                case WITHIN_NEW -> seen.usual();
                case NOT_RECORDED, NOT_EVALUABLE, VOUCHED_FOR -> 1;
            };
        }

        /** How likely it was of each attacker. */
        private void explain(Level level, Observation.Seen seen) {
            double usual = seen.usual();
            double share = seen.share();
            double vpn = usual;
            double targeted = usual;
            double foreign = usual;
            switch (level) {
                case COUNTRY -> {
                    vpn = Math.max(share, numbers.unseenCountry());
                    targeted = vpn;
                    foreign = 1 / numbers.countries();
                }
                case ASN -> {
                    targeted = Math.max(share, numbers.unseenTargeted() * usual);
                    foreign = 1 / numbers.networks();
                }
                case DEVICE -> targeted = Math.max(share, numbers.unseenTargeted() * usual);
                case AGENT -> targeted = Math.max(share, numbers.unseenDetail() * usual);
                case PREFIX, IP, HOUR, APPLICATION, CLIENT -> {}
            }
            logs[0] += StrictMath.log(floored(usual));
            logs[1] += StrictMath.log(floored(vpn));
            logs[2] += StrictMath.log(floored(targeted));
            logs[3] += StrictMath.log(floored(foreign));
        }

        private double floored(double probability) {
            return Math.max(probability, numbers.least());
        }

        private double sum() {
            double greatest = Double.NEGATIVE_INFINITY;
            for (double log : logs) {
                greatest = Math.max(greatest, log);
            }
            double sum = 0;
            for (double log : logs) {
                if (log != Double.NEGATIVE_INFINITY) {
                    sum += StrictMath.exp(log - greatest);
                }
            }
            return greatest + StrictMath.log(sum);
        }

        private Attacker responsible() {
            int greatest = 0;
            for (int i = 1; i < ATTACKERS.size(); i++) {
                if (logs[i] > logs[greatest]) {
                    greatest = i;
                }
            }
            return ATTACKERS.get(greatest);
        }

        private double bounded(Level level, double raw, double use) {
            Tuning.Bounds bounds = tuning.bounds();
            return switch (level.chain()) {
                case NETWORK, DEVICE -> Math.clamp(raw, bounds.least(), bounds.most());
                case TIME -> Math.clamp(raw, -bounds.hour(), bounds.hour());
                // The chain as a whole is bounded: the second level gets what the first has left.
                case USE -> Math.clamp(use + raw, -bounds.use(), bounds.use()) - use;
            };
        }
    }
}
