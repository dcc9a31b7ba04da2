package io.homeward.bench.quality.measure;

import java.util.Arrays;

/** From, to. */
public record Interval(double low, double high) {
    /** Student's t at 97.5 %, by degrees of freedom from 1. */
    private static final double[] T = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262};

    /** Where the mean of ever more seeds would be, with 95 %; the one value itself where there is one. */
    public static Interval ofMean(double[] values) {
        double mean = mean(values);
        if (values.length < 2) {
            return new Interval(mean, mean);
        }
        double squares =
                Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
        double error = Math.sqrt(squares / (values.length - 1) / values.length);
        double t = T[Math.min(values.length - 2, T.length - 1)];
        return new Interval(mean - t * error, mean + t * error);
    }

    public static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    public double half() {
        return (high - low) / 2;
    }
}
