package io.homeward.risk.familiarity.budget;

import io.homeward.risk.familiarity.Tuning;

/** How scores are distributed. Immutable. */
public final class Histogram {
    /** An eighth of a unit of log-likelihood each, over 64 units. */
    public static final int BINS = 512;

    private final double[] bins;
    private final double total;
    private final Tuning.Scale scale;

    Histogram(double[] bins, Tuning.Scale scale) {
        this.bins = bins;
        this.scale = scale;
        double sum = 0;
        for (double bin : bins) {
            sum += bin;
        }
        this.total = sum;
    }

    /** Where a score is counted; what is off the scale, at its end. */
    static int bin(double score, Tuning.Scale scale) {
        return (int) Math.clamp((score - scale.least()) / scale.bin(), 0, BINS - 1);
    }

    /** Weight of all scores in it. */
    public double total() {
        return total;
    }

    /** The share of scores at or above one; within its bin as if they lay evenly. */
    public double atLeast(double score) {
        if (total == 0) {
            return 0;
        }
        int at = bin(score, scale);
        double within = Math.clamp((score - (scale.least() + at * scale.bin())) / scale.bin(), 0, 1);
        double above = bins[at] * (1 - within);
        for (int i = at + 1; i < BINS; i++) {
            above += bins[i];
        }
        return above / total;
    }

    /** The score that this share of all reaches or passes. */
    double reachedBy(double share) {
        double wanted = share * total;
        double above = 0;
        for (int i = BINS - 1; i >= 0; i--) {
            if (bins[i] > 0 && above + bins[i] >= wanted) {
                double within = (wanted - above) / bins[i];
                return scale.least() + (i + 1 - within) * scale.bin();
            }
            above += bins[i];
        }
        return scale.least();
    }
}
