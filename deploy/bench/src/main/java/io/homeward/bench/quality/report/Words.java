package io.homeward.bench.quality.report;

import io.homeward.bench.quality.measure.Interval;
import java.util.Locale;

/** How numbers are written. */
final class Words {
    private Words() {}

    /** A share as a percentage, with half of the interval in which the mean of ever more seeds lies. */
    static String percent(double[] seeds) {
        return said(
                "%.1f ±%.1f",
                100 * Interval.mean(seeds), 100 * Interval.ofMean(seeds).half());
    }

    static String percent(double share) {
        return said("%.1f", 100 * share);
    }

    static String auc(double[] seeds) {
        return said("%.3f", Interval.mean(seeds));
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return value == Math.rint(value) ? said("%.0f", value) : said("%.1f", value);
    }

    static String said(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
