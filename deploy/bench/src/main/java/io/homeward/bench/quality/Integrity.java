package io.homeward.bench.quality;

import io.homeward.bench.quality.attack.Attacker;
import io.homeward.bench.quality.attack.Attacks;
import io.homeward.bench.quality.measure.Roc;
import io.homeward.bench.quality.world.Dice;
import io.homeward.bench.quality.world.Login;
import io.homeward.bench.quality.world.Population;
import io.homeward.bench.quality.world.Profile;
import io.homeward.risk.familiarity.Contribution;
import io.homeward.risk.familiarity.Likelihood;
import io.homeward.risk.familiarity.Tuning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What must hold of the engine beside being right: repeatable, not to be taught by an attacker, and explained by what it says. */
final class Integrity {
    private static final int PEOPLE = 4_000;
    private static final long SEED = 1;
    private static final long WINDOW = 600;
    private static final long DAY = 86_400;
    private static final int DAYS = 30;
    private static final int VICTIMS = 300;
    private static final int TOP = 3;
    private static final double BUDGET = .02;

    private final Profile profile = Profile.CALM.of(PEOPLE);
    private final List<Login> logins = Population.all(profile, SEED);
    private final Attacks attacks = new Attacks(profile, SEED, logins);

    private Integrity() {}

    static List<Check> checks() {
        var integrity = new Integrity();
        return List.of(integrity.replayed(), integrity.shuffled(), integrity.poisoned(), integrity.explained());
    }

    private static Ours engine() {
        return new Ours(Models.OURS, Tuning.SHIPPED);
    }

    /** The scores on the way; afterwards the engine has learned everything. */
    private static double[] scores(Ours engine, List<Login> order) {
        return order.stream()
                .mapToDouble(login -> {
                    double score = engine.score(login);
                    engine.learn(login);
                    return score;
                })
                .toArray();
    }

    private Check replayed() {
        double[] once = scores(engine(), logins);
        double[] again = scores(engine(), logins);
        return new Check(
                "replay",
                "%,d sign-ins scored twice from the beginning: %s"
                        .formatted(once.length, Arrays.equals(once, again) ? "the same bits" : "different"),
                Arrays.equals(once, again));
    }

    /** Everybody's own order stays, as the intake sorts it again; between people, sign-ins of the same ten minutes change places. */
    private Check shuffled() {
        Dice dice = Dice.of(SEED, 9);
        record Drawn(Login login, double lot) {}
        List<Login> other = logins.stream()
                .map(login -> new Drawn(login, dice.share()))
                .sorted(Comparator.<Drawn>comparingLong(drawn -> drawn.login.at() / WINDOW)
                        .thenComparingDouble(drawn -> drawn.lot))
                .map(Drawn::login)
                .toList();
        var places = new ArrayList<>(other);
        for (int from = 0; from < places.size(); ) {
            int to = from;
            while (to < places.size()
                    && places.get(to).at() / WINDOW == places.get(from).at() / WINDOW) {
                to++;
            }
            ownOrder(places.subList(from, to));
            from = to;
        }
        Ours ordered = engine();
        Ours shuffled = engine();
        scores(ordered, logins);
        scores(shuffled, places);
        double most = 0;
        for (Login login : logins) {
            most = Math.max(most, Math.abs(ordered.score(login) - shuffled.score(login)));
        }
        return new Check(
                "shuffle within ten minutes",
                "asked again about all %,d sign-ins afterwards, scores differ by at most %.1e"
                        .formatted(logins.size(), most),
                most < 1e-6);
    }

    private static void ownOrder(List<Login> window) {
        for (int i = 0; i < window.size(); i++) {
            for (int j = i + 1; j < window.size(); j++) {
                Login one = window.get(i);
                Login other = window.get(j);
                if (one.user() == other.user() && one.number() > other.number()) {
                    window.set(i, other);
                    window.set(j, one);
                }
            }
        }
    }

    /**
     * Somebody who has the password and no second factor tries from the same place every day. What is not proven is not learned, so that his
     * last try is judged as if there had been no other; and the rule is needed, as the same tries, learned, would open the door. Left out are
     * those whom the owner's absence alone would let in.
     */
    private Check poisoned() {
        Ours alone = engine();
        double[] owners = scores(alone, logins);
        Ours lawful = engine();
        scores(lawful, logins);
        Ours credulous = engine();
        scores(credulous, logins);
        Arrays.sort(owners);
        double threshold = Roc.thresholdFor(owners, BUDGET);
        List<Login> attacks = attempts(alone, threshold);
        int unchanged = 0;
        int passed = 0;
        for (Login attack : attacks) {
            for (int day = 1; day < DAYS; day++) {
                if (lawful.score(day(attack, day)) < threshold) {
                    lawful.learn(day(attack, day));
                }
                credulous.learn(day(attack, day));
            }
            Login last = day(attack, DAYS);
            unchanged += Double.compare(alone.score(last), lawful.score(last)) == 0 ? 1 : 0;
            passed += credulous.score(last) < threshold ? 1 : 0;
        }
        return new Check(
                "poisoning",
                ("%d attackers with the password, challenged each of %d days and failing (budget 2 %%): the last try of %d scores as if it were the "
                                + "first. If passwords alone taught the profile, %d would be let in by then")
                        .formatted(attacks.size(), DAYS, unchanged, passed),
                unchanged == attacks.size() && passed > attacks.size() / 2);
    }

    /** Attacks that are challenged on each day, were there no other tries. */
    private List<Login> attempts(Ours engine, double threshold) {
        return logins.subList(logins.size() / 2, logins.size()).stream()
                .flatMap(owner -> attacks.replacing(owner, Attacker.VPN).stream())
                .filter(attack ->
                        IntStream.rangeClosed(1, DAYS).allMatch(day -> engine.score(day(attack, day)) >= threshold))
                .limit(VICTIMS)
                .toList();
    }

    private Login day(Login attack, int day) {
        long at = logins.getLast().at() + day * DAY;
        return new Login(attack.number(), attack.tenant(), attack.user(), at, attack.address(), attack.device(), 0);
    }

    /** What is shown adds up to the score, and is what decided: without its three strongest parts a challenged attack passes. */
    private Check explained() {
        Ours engine = engine();
        double[] owners = scores(engine, logins);
        Arrays.sort(owners);
        double threshold = Roc.thresholdFor(owners, BUDGET);
        double off = 0;
        int challenged = 0;
        int decided = 0;
        for (Login owner : logins.subList(logins.size() / 2, logins.size())) {
            Login attack = attacks.replacing(owner, Attacker.NAIVE).orElse(owner);
            Likelihood likelihood = engine.likelihood(attack);
            double[] parts = likelihood.contributions().stream()
                    .mapToDouble(Contribution::value)
                    .sorted()
                    .toArray();
            off = Math.max(off, Math.abs(Arrays.stream(parts).sum() - likelihood.score()));
            if (likelihood.score() >= threshold) {
                challenged++;
                double top =
                        Arrays.stream(parts, parts.length - TOP, parts.length).sum();
                decided += likelihood.score() - top < threshold ? 1 : 0;
            }
        }
        return new Check(
                "explanations",
                "contributions add up to the score within %.1e; without the top three, %.1f %% of %,d challenged attacks would pass"
                        .formatted(off, 100.0 * decided / challenged, challenged),
                off < 1e-9 && decided >= .95 * challenged);
    }
}
