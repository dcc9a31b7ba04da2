package io.homeward.bench.quality.peer;

import io.homeward.bench.quality.world.Login;

/**
 * Freeman et al., NDSS 2016, as a sum over seven attributes of ln(p(value) / p(value | user)), the user's share smoothed towards everybody's
 * with weight 1. This is the form whose results on the published data set are known; the gate stands on it.
 */
public final class FreemanSum implements Scorer {
    private static final long ALL = 99;

    private final Counter counts = new Counter();

    @Override
    public String name() {
        return "Freeman, sum of ratios";
    }

    @Override
    public double score(Login login) {
        double all = counts.get(Counter.key(ALL, -1 - login.tenant(), 0));
        double own = counts.get(Counter.key(ALL, login.user(), 0));
        double sum = 0;
        for (Attribute attribute : Attribute.values()) {
            double share = (counts.get(attribute.everybodys(login)) + 1) / (all + 1);
            sum += Math.log(share) - Math.log((counts.get(attribute.own(login)) + share) / (own + 1));
        }
        return sum;
    }

    @Override
    public void learn(Login login) {
        counts.add(Counter.key(ALL, -1 - login.tenant(), 0));
        counts.add(Counter.key(ALL, login.user(), 0));
        for (Attribute attribute : Attribute.values()) {
            counts.add(attribute.everybodys(login));
            counts.add(attribute.own(login));
        }
    }
}
