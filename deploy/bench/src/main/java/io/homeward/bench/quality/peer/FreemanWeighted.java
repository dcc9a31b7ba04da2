package io.homeward.bench.quality.peer;

import io.homeward.bench.quality.world.Login;
import java.util.EnumMap;
import java.util.Map;

/**
 * Freeman et al., NDSS 2016, as the researchers of the published data set compute it: two features, each a weighted sum over its hierarchy;
 * everybody's share smoothed on the first level, the user's not; a user's share of 0 is a quarter of everybody's; and who signs in often is
 * likely to be himself.
 */
public final class FreemanWeighted implements Scorer {
    private static final long ALL = 99;
    private static final long PEOPLE = 98;
    private static final long DISTINCT = 97;
    private static final Map<Attribute, Double> ORIGIN =
            weights(Attribute.ADDRESS, .6, Attribute.NETWORK, .3, Attribute.COUNTRY, .1);
    private static final Map<Attribute, Double> CLIENT = weights(
            Attribute.USER_AGENT,
            .5387,
            Attribute.BROWSER,
            .2680,
            Attribute.SYSTEM,
            .1882,
            Attribute.DEVICE_TYPE,
            .0051);

    private final Counter counts = new Counter();

    private static Map<Attribute, Double> weights(Object... pairs) {
        var weights = new EnumMap<Attribute, Double>(Attribute.class);
        for (int i = 0; i < pairs.length; i += 2) {
            weights.put((Attribute) pairs[i], (Double) pairs[i + 1]);
        }
        return weights;
    }

    @Override
    public String name() {
        return "Freeman, weighted levels";
    }

    @Override
    public double score(Login login) {
        double all = count(ALL, -1 - login.tenant());
        double own = count(ALL, login.user());
        if (own == 0) {
            return 0;
        }
        double people = Math.max(1, count(PEOPLE, -1 - login.tenant()));
        return ratio(login, ORIGIN, Attribute.ADDRESS, all, own)
                + ratio(login, CLIENT, Attribute.USER_AGENT, all, own)
                + Math.log(1 / people)
                - Math.log(own / all);
    }

    private double ratio(Login login, Map<Attribute, Double> weights, Attribute deepest, double all, double own) {
        double everybodys = 0;
        double users = 0;
        for (var each : weights.entrySet()) {
            Attribute attribute = each.getKey();
            double count = counts.get(attribute.everybodys(login));
            double share = attribute == deepest ? smoothed(login, attribute, count, all) : count / all;
            everybodys += each.getValue() * share;
            users += each.getValue() * counts.get(attribute.own(login)) / own;
        }
        return Math.log(everybodys) - Math.log(users == 0 ? everybodys / 4 : users);
    }

    private double smoothed(Login login, Attribute attribute, double count, double all) {
        double reserved = 1 + count(DISTINCT + attribute.kind() * 1_000L, -1 - login.tenant());
        return count == 0 ? 1 / (all + reserved) : count / all * (1 - reserved / (all + reserved));
    }

    private int count(long kind, long whose) {
        return counts.get(Counter.key(kind, whose, 0));
    }

    @Override
    public void learn(Login login) {
        counts.add(Counter.key(ALL, -1 - login.tenant(), 0));
        if (counts.add(Counter.key(ALL, login.user(), 0)) == 0) {
            counts.add(Counter.key(PEOPLE, -1 - login.tenant(), 0));
        }
        for (Attribute attribute : Attribute.values()) {
            if (counts.add(attribute.everybodys(login)) == 0) {
                counts.add(Counter.key(DISTINCT + attribute.kind() * 1_000L, -1 - login.tenant(), 0));
            }
            counts.add(attribute.own(login));
        }
    }
}
