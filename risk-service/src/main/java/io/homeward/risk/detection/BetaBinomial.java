package io.homeward.risk.detection;

import io.homeward.risk.profile.FailureShare;

/** How many of {@code n} names fail at an ordinary source: binomial with a failure share that differs from source to source. */
public final class BetaBinomial {
    /** Beyond this the sum only adds what cannot be seen. */
    private static final double NEGLIGIBLE = 1e-12;

    private BetaBinomial() {}

    /** Minus the decimal logarithm of the probability that {@code failing} or more of {@code n} fail. */
    public static double surprise(int failing, int n, FailureShare share) {
        if (failing <= 0) {
            return 0;
        }
        double first = logProbability(failing, n, share);
        double sum = 0;
        double relative = 1;
        for (int k = failing; k <= n && relative > NEGLIGIBLE; k++) {
            sum += relative;
            // Each probability follows from the one before.
            relative *= (n - k) * (k + share.a()) / ((k + 1) * (n - k - 1 + share.b()));
        }
        return Math.max(0, -(first + Math.log(sum)) / Math.log(10));
    }

    private static double logProbability(int k, int n, FailureShare share) {
        return logGamma(n + 1.0)
                - logGamma(k + 1.0)
                - logGamma(n - k + 1.0)
                + logBeta(k + share.a(), n - k + share.b())
                - logBeta(share.a(), share.b());
    }

    private static double logBeta(double a, double b) {
        return logGamma(a) + logGamma(b) - logGamma(a + b);
    }

    /** Stirling's series after a shift to where it is exact to twelve digits. */
    private static double logGamma(double x) {
        double shifted = x;
        double correction = 0;
        while (shifted < 10) {
            correction += Math.log(shifted);
            shifted++;
        }
        double inverse = 1 / shifted;
        double square = inverse * inverse;
        double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
        return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - correction;
    }
}
