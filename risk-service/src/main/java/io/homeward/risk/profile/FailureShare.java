package io.homeward.risk.profile;

/**
 * Which share of names fails at a tenant's ordinary sources; it differs from source to source by a Beta distribution.
 *
 * @param a as if so many names had failed
 * @param b and so many had not
 */
public record FailureShare(double a, double b) {
    /** A mean of 10 %, as good as known from 60 names: what is assumed of a tenant nobody knows yet. */
    public static final FailureShare SHIPPED = new FailureShare(6, 54);

    /** So many sources of a day weigh as much as what is shipped. */
    private static final double PRIOR_SOURCES = 50;

    /** Nobody's people fail less often, and whoever lets more fail has been taught to by somebody. */
    private static final double LEAST = .02;

    private static final double MOST = .3;

    /** How alike sources are, as the sum of both shapes: hardly, to almost the same. */
    private static final double WIDEST = 10;

    private static final double NARROWEST = 500;

    /**
     * Sums over sources, each with n names of which f failed.
     *
     * @param sources how many there were
     * @param squares of f * f / n
     * @param sizes of n * n
     */
    public record Sums(int sources, double names, double failing, double squares, double sizes) {}

    public FailureShare {
        if (!(a > 0 && b > 0) || Double.isInfinite(a + b)) {
            throw new IllegalArgumentException("Both shapes of a Beta distribution are positive");
        }
    }

    /** Which share fails on average. */
    public double mean() {
        return a / (a + b);
    }

    /** By moments (Kleinman 1973), drawn to what is shipped by as much as is not known, and bounded. */
    public static FailureShare fitted(Sums sums) {
        double shippedMean = SHIPPED.a / (SHIPPED.a + SHIPPED.b);
        double known = sums.sources / (sums.sources + PRIOR_SOURCES);
        double mean = sums.names > 0 ? sums.failing / sums.names : shippedMean;
        double spread = Math.log(SHIPPED.a + SHIPPED.b);
        double alike = known > 0 ? Math.log(Math.clamp(alike(sums, mean), WIDEST, NARROWEST)) : spread;
        double drawn = Math.clamp(known * mean + (1 - known) * shippedMean, LEAST, MOST);
        double shapes = Math.exp(known * alike + (1 - known) * spread);
        return new FailureShare(drawn * shapes, (1 - drawn) * shapes);
    }

    /** The sum of both shapes; endless where sources differ no more than by chance. */
    private static double alike(Sums sums, double mean) {
        double variance = mean * (1 - mean);
        double freedom = sums.sources - 1;
        double differ = sums.squares - sums.failing * sums.failing / sums.names - variance * freedom;
        double most = variance * (sums.names - sums.sizes / sums.names - freedom);
        return differ <= 0 || most <= 0 ? NARROWEST : most / differ - 1;
    }
}
