package io.homeward.risk.familiarity.budget;

import io.homeward.risk.familiarity.Decay;
import io.homeward.risk.familiarity.Tuning;
import java.util.TreeMap;

/**
 * Scores of accepted sign-ins by day: counts, so they add up in any order and from any node, and both the decayed distribution and that of the last 30
 * days are exact. Not safe for threads.
 */
public final class DailyScores {
    /** After six half-lives a day weighs 1.6 % of today's. */
    public static final int DAYS = 90;

    /** What a setting would have done is told of so many days. */
    public static final int LOOKING_BACK = 30;

    private final TreeMap<Integer, long[]> days = new TreeMap<>();
    private final Tuning.Scale scale;
    private final Decay decay;

    public DailyScores(Tuning tuning) {
        this.scale = tuning.scale();
        this.decay = new Decay(scale.halfLife());
    }

    /** @param day since 1970, UTC */
    public void add(int day, double score) {
        add(day, Histogram.bin(score, scale), 1);
    }

    /** Which bin a score is counted in. */
    public static int bin(double score, Tuning tuning) {
        return Histogram.bin(score, tuning.scale());
    }

    public void add(int day, int bin, long count) {
        days.computeIfAbsent(day, each -> new long[Histogram.BINS])[bin] += count;
        while (days.lastKey() - days.firstKey() > DAYS) {
            days.pollFirstEntry();
        }
    }

    /** What thresholds are drawn from. */
    public Histogram decayed(int today) {
        double[] bins = new double[Histogram.BINS];
        days.tailMap(today - DAYS).forEach((day, counts) -> {
            double left = decay.after(today - day);
            for (int i = 0; i < counts.length; i++) {
                bins[i] += counts[i] * left;
            }
        });
        return new Histogram(bins, scale);
    }

    /** The last 30 days as they were. */
    public Histogram lookingBack(int today) {
        double[] bins = new double[Histogram.BINS];
        days.tailMap(today - LOOKING_BACK + 1).forEach((day, counts) -> {
            for (int i = 0; i < counts.length; i++) {
                bins[i] += counts[i];
            }
        });
        return new Histogram(bins, scale);
    }
}
