package io.homeward.bench.quality.attack;

import io.homeward.bench.quality.measure.Logistic;
import io.homeward.bench.quality.measure.Roc;
import io.homeward.bench.quality.measure.Untied;
import io.homeward.bench.quality.peer.Counter;
import io.homeward.bench.quality.world.Dice;
import io.homeward.bench.quality.world.Login;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for what gives simulated attackers away without being the attack: a classifier that is told only when, how experienced the account
 * is, how common among <em>others</em> the place and the device are, must be hardly better than chance.
 */
public final class LeakAudit {
    /** A classifier that is better than this has found the simulator's fingerprint. */
    public static final double MOST = .60;

    /** What it is told about. Each alone: together they are no weaker than the strongest. */
    public enum Group {
        TIME,
        HISTORY,
        INFRASTRUCTURE,
        RARITY
    }

    private static final class Row {
        private final double[] values;
        private final boolean attack;
        private final int user;

        Row(double[] values, boolean attack, int user) {
            this.values = values;
            this.attack = attack;
            this.user = user;
        }
    }

    private final Counter counts = new Counter();
    private final Map<Integer, Long> last = new HashMap<>();
    private final Map<Attacker, Map<Group, List<Row>>> rows = new EnumMap<>(Attacker.class);

    /** Before {@link #learn}ing the sign-in that is replaced. */
    public void replaced(Login owner, Login attack, Attacker attacker) {
        for (Group group : Group.values()) {
            if (group == Group.INFRASTRUCTURE && attacker.givenAwayByNetwork()) {
                continue;
            }
            List<Row> those = rows.computeIfAbsent(attacker, each -> new EnumMap<>(Group.class))
                    .computeIfAbsent(group, each -> new ArrayList<>());
            those.add(new Row(values(group, owner), false, owner.user()));
            those.add(new Row(values(group, attack), true, attack.user()));
        }
    }

    public void learn(Login login) {
        for (long value : values(login)) {
            counts.add(Counter.key(1, 0, value));
            counts.add(Counter.key(2, login.user(), value));
        }
        counts.add(Counter.key(3, login.user(), 0));
        last.put(login.user(), login.at());
    }

    private static long[] values(Login login) {
        return new long[] {
            Counter.key(10, 0, login.country()),
            Counter.key(11, 0, login.network()),
            Counter.key(12, 0, login.address()),
            Counter.key(13, 0, login.device().key()),
            Counter.key(14, 0, login.device().userAgent())
        };
    }

    private double[] values(Group group, Login login) {
        long[] values = values(login);
        return switch (group) {
            case TIME -> {
                double angle = login.hour() / 12 * Math.PI;
                yield new double[] {
                    Math.sin(angle),
                    Math.cos(angle),
                    Math.log1p((double) (login.at() - last.getOrDefault(login.user(), 0L)))
                };
            }
            case HISTORY -> new double[] {Math.log1p(counts.get(Counter.key(3, login.user(), 0)))};
            case INFRASTRUCTURE ->
                new double[] {others(login, values[0]), others(login, values[1]), others(login, values[2])};
            case RARITY -> new double[] {others(login, values[3]), others(login, values[4])};
        };
    }

    /** How many sign-ins of others had it. */
    private double others(Login login, long value) {
        return Math.log1p(counts.get(Counter.key(1, 0, value)) - counts.get(Counter.key(2, login.user(), value)));
    }

    /** How well each attacker is told from owners by each group, as AUC on people the classifier has not seen. */
    public Map<Attacker, Map<Group, Double>> found() {
        var found = new EnumMap<Attacker, Map<Group, Double>>(Attacker.class);
        rows.forEach((attacker, groups) -> {
            var those = new EnumMap<Group, Double>(Group.class);
            groups.forEach((group, all) -> those.put(group, auc(all)));
            found.put(attacker, those);
        });
        return found;
    }

    private static double auc(List<Row> all) {
        List<Row> seen = all.stream().filter(row -> row.user % 2 == 0).toList();
        List<Row> unseen = all.stream().filter(row -> row.user % 2 != 0).toList();
        if (seen.isEmpty() || unseen.isEmpty()) {
            return .5;
        }
        var attack = new boolean[seen.size()];
        for (int i = 0; i < attack.length; i++) {
            attack[i] = seen.get(i).attack;
        }
        Logistic model = Logistic.fitted(seen.stream().map(row -> row.values).toArray(double[][]::new), attack);
        double[][] places = Untied.places(Dice.of(5), scores(model, unseen, false), scores(model, unseen, true));
        return new Roc(places[0], places[1]).auc();
    }

    private static double[] scores(Logistic model, List<Row> rows, boolean attack) {
        return rows.stream()
                .filter(row -> row.attack == attack)
                .mapToDouble(row -> model.score(row.values))
                .toArray();
    }
}
