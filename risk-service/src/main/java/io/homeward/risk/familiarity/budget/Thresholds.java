package io.homeward.risk.familiarity.budget;

import io.homeward.risk.familiarity.Tuning;
import java.util.List;

/**
 * From which score on each level begins.
 *
 * @param signIns decayed number of the tenant's sign-ins they rest on; the shipped ones weigh 2,000 beside them
 */
public record Thresholds(double low, double medium, double high, double signIns) {
    public Thresholds {
        if (!(low <= medium && medium <= high)) {
            throw new IllegalArgumentException("Thresholds rise from low to high");
        }
    }

    /** What these budgets mean for whoever signed in like this. */
    public static Thresholds of(Histogram scores, Budgets budgets, Tuning tuning) {
        double low = one(scores, budgets.low(), tuning.scale());
        double medium = Math.max(low, one(scores, budgets.medium(), tuning.scale()));
        double high = Math.max(medium, one(scores, budgets.high(), tuning.scale()));
        return new Thresholds(low, medium, high, scores.total());
    }

    /** What they mean where nobody is known to have signed in. */
    public static Thresholds shipped(Budgets budgets, Tuning tuning) {
        return of(new Histogram(new double[Histogram.BINS], tuning.scale()), budgets, tuning);
    }

    private static double one(Histogram scores, double share, Tuning.Scale scale) {
        double n = scores.total();
        double own = n > 0 ? scores.reachedBy(share) : 0;
        return (n * own + scale.prior() * shipped(share, scale.shipped())) / (n + scale.prior());
    }

    /** Straight lines over the logarithm of the share. */
    private static double shipped(double share, List<Tuning.Quantile> points) {
        Tuning.Quantile before = points.getFirst();
        if (share >= before.share()) {
            return before.score();
        }
        for (Tuning.Quantile next : points) {
            if (share >= next.share()) {
                double way = StrictMath.log(before.share() / share) / StrictMath.log(before.share() / next.share());
                return before.score() + way * (next.score() - before.score());
            }
            before = next;
        }
        return before.score();
    }

    public Grade grade(double score) {
        if (score >= high) {
            return Grade.HIGH;
        }
        if (score >= medium) {
            return Grade.MEDIUM;
        }
        return score >= low ? Grade.LOW : Grade.NONE;
    }

    /** What they would have done with these sign-ins: which share would have reached each level or a higher one. */
    public Outcome wouldHave(Histogram scores) {
        return new Outcome(scores.atLeast(low), scores.atLeast(medium), scores.atLeast(high), scores.total());
    }

    /**
     * @param low share at low or above, and so on
     * @param signIns of how many
     */
    public record Outcome(double low, double medium, double high, double signIns) {}
}
