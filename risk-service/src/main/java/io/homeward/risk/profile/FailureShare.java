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

    public FailureShare {
        if (!(a > 0 && b > 0) || Double.isInfinite(a + b)) {
            throw new IllegalArgumentException("Both shapes of a Beta distribution are positive");
        }
    }
}
