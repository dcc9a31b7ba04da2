package io.homeward.bench.quality.world;

import java.util.List;
import java.util.SplittableRandom;

/** The only source of chance. The same seed and salts give the same numbers with every Java, hence {@link StrictMath}. */
public final class Dice {
    private final SplittableRandom random;

    private Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Dice of their own for each combination of numbers. */
    public static Dice of(long seed, long... salts) {
        long mixed = mixed(seed);
        for (long salt : salts) {
            mixed = mixed(mixed ^ salt);
        }
        return new Dice(mixed);
    }

    /** Spreads a number over all 64 bits. */
    public static long mixed(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 up to, not including, 1. */
    public double share() {
        return random.nextDouble();
    }

    public boolean chance(double probability) {
        return share() < probability;
    }

    /** From 0 up to, not including, {@code bound}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** The standard normal distribution, by Box and Muller. */
    public double normal() {
        return StrictMath.sqrt(-2 * StrictMath.log(1 - share())) * StrictMath.cos(2 * Math.PI * share());
    }

    public double exponential(double mean) {
        return -mean * StrictMath.log(1 - share());
    }

    /** Between the two numbers, so that every order of magnitude is as likely as every other. */
    public double logUniform(double low, double high) {
        return low * StrictMath.pow(high / low, share());
    }

    /** An index, as likely as its weight. */
    public int pick(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = share() * sum;
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** An index, as likely as its weight. */
    int pick(List<Double> weights) {
        return pick(weights.stream().mapToDouble(each -> each).toArray());
    }

    /** How often an event comes that is expected once: the weight of a user in one resampling. */
    public int poissonOfOne() {
        double left = share();
        double probability = StrictMath.exp(-1);
        int count = 0;
        while (left >= probability && count < 12) {
            left -= probability;
            count++;
            probability /= count;
        }
        return count;
    }

    /** Weights that fall with the rank to the power of {@code exponent}. */
    static double[] zipf(int ranks, double exponent) {
        var weights = new double[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            weights[rank] = StrictMath.pow(rank + 1.0, -exponent);
        }
        return weights;
    }
}
