package io.homeward.bench.quality;

import io.homeward.bench.quality.attack.Attacker;
import io.homeward.bench.quality.attack.Attacks;
import io.homeward.bench.quality.attack.LeakAudit;
import io.homeward.bench.quality.peer.Counter;
import io.homeward.bench.quality.peer.Scorer;
import io.homeward.bench.quality.world.Gap;
import io.homeward.bench.quality.world.Login;
import io.homeward.bench.quality.world.Population;
import io.homeward.bench.quality.world.Profile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One population, run once through all models: each says what it thinks of a sign-in and of what attackers would make of it, then learns the
 * sign-in. Attackers are never learned: each is what could have happened instead. The first half of the sign-ins is for learning only.
 */
final class Trial {
    /** A sign-in and what was known of its person before. */
    record Past(Login login, int before, Gap gap, boolean abroad) {}

    /** What the models said, in the order of the sign-ins and of the victims. */
    static final class Said {
        final double[] owners;
        final Map<Attacker, List<Double>> attackers = new EnumMap<>(Attacker.class);

        Said(int logins) {
            this.owners = new double[logins];
            for (Attacker attacker : Attacker.values()) {
                attackers.put(attacker, new ArrayList<>());
            }
        }
    }

    private final List<Login> logins;
    private final Attacks attacks;
    private final List<? extends Scorer> models;
    private final Map<Integer, Long> lastSeen = new HashMap<>();
    private final Counter known = new Counter();
    private final Map<String, int[]> novel = new TreeMap<>();

    final List<Past> past = new ArrayList<>();
    final Map<Attacker, List<Integer>> victims = new EnumMap<>(Attacker.class);
    final List<Said> said = new ArrayList<>();
    final LeakAudit audit = new LeakAudit();

    private Trial(List<Login> logins, Attacks attacks, List<? extends Scorer> models) {
        this.logins = logins;
        this.attacks = attacks;
        this.models = models;
        for (Attacker attacker : Attacker.values()) {
            victims.put(attacker, new ArrayList<>());
        }
    }

    static Trial of(Profile profile, long seed, List<? extends Scorer> models) {
        List<Login> logins = Population.all(profile, seed);
        var trial = new Trial(logins, new Attacks(profile, seed, logins), models);
        models.forEach(model -> trial.said.add(new Said(logins.size())));
        logins.forEach(trial::take);
        return trial;
    }

    /** From here on sign-ins are evaluated. */
    int firstEvaluated() {
        return logins.size() / 2;
    }

    int logins() {
        return logins.size();
    }

    private void take(Login login) {
        int before = known.get(Counter.key(0, login.user(), 0));
        Long last = lastSeen.put(login.user(), login.at());
        past.add(new Past(
                login, before, last == null ? Gap.LONGER : Gap.of(login.at() - last), novelties(login, before)));
        for (int i = 0; i < models.size(); i++) {
            said.get(i).owners[login.number()] = models.get(i).score(login);
        }
        if (login.number() >= firstEvaluated() && attacks.strikes(login)) {
            strike(login, before);
        }
        models.forEach(model -> model.learn(login));
        audit.learn(login);
        known.add(Counter.key(0, login.user(), 0));
    }

    private void strike(Login owner, int before) {
        for (Attacker attacker : Attacker.values()) {
            Optional<Login> attack = attacks.replacing(owner, attacker);
            if (attack.isPresent()) {
                victims.getOrDefault(attacker, List.of()).add(owner.number());
                for (int i = 0; i < models.size(); i++) {
                    List<Double> those = said.get(i).attackers.get(attacker);
                    if (those != null) {
                        those.add(models.get(i).score(attack.get()));
                    }
                }
                if (before > 0) {
                    audit.replaced(owner, attack.get(), attacker);
                }
            }
        }
    }

    /** Counts what is new for the person, and says whether the country is. */
    private boolean novelties(Login login, int before) {
        boolean evaluated = before > 0 && login.number() >= firstEvaluated();
        novelty("address", Counter.key(1, login.user(), login.address()), evaluated);
        novelty("network", Counter.key(2, login.user(), login.network()), evaluated);
        novelty("device", Counter.key(4, login.user(), login.device().key()), evaluated);
        novelty("user agent", Counter.key(5, login.user(), login.device().userAgent()), evaluated);
        return novelty("country", Counter.key(3, login.user(), login.country()), evaluated) && before > 0;
    }

    private boolean novelty(String what, long key, boolean evaluated) {
        boolean isNew = known.add(key) == 0;
        if (evaluated) {
            int[] counts = novel.computeIfAbsent(what, each -> new int[2]);
            counts[0] += isNew ? 1 : 0;
            counts[1]++;
        }
        return isNew;
    }

    /** How many of the evaluated sign-ins of people with history had something they never had before. */
    Map<String, Double> novelty() {
        var shares = new TreeMap<String, Double>();
        novel.forEach((what, counts) -> shares.put(what, counts[0] / (double) counts[1]));
        return shares;
    }
}
