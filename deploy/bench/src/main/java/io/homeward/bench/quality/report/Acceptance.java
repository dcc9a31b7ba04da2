package io.homeward.bench.quality.report;

import io.homeward.bench.quality.Models;
import io.homeward.bench.quality.attack.Attacker;
import io.homeward.bench.quality.spray.Sprays;
import io.homeward.bench.quality.spray.Wide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What was promised, what came out, and whether it is enough. */
final class Acceptance {
    private static final List<Attacker> CLASSIC = List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED);
    private static final double TIMES_FREEMAN = 1.7;

    /** A promise and what became of it. */
    record Target(String promise, String seen, boolean met) {}

    private final List<Target> targets = new ArrayList<>();

    private Acceptance() {}

    static List<Target> of(
            Optional<Averages> calm, Optional<Averages> noisy, List<Sprays.Row> sprays, List<Wide.Size> wide) {
        var acceptance = new Acceptance();
        calm.ifPresent(those -> acceptance.caught(those, .60, .50, .015));
        noisy.ifPresent(those -> acceptance.caught(those, .40, .30, .015));
        calm.ifPresent(acceptance::calm);
        noisy.ifPresent(acceptance::count);
        acceptance.sprays(sprays.getFirst());
        acceptance.wide(wide);
        return acceptance.targets;
    }

    private void calm(Averages calm) {
        times(calm, Attacker.NAIVE);
        times(calm, Attacker.VPN);
        challenges(calm, .20, .30, .46);
        count(calm);
        newcomers(calm);
        transfer(calm);
        strict(calm);
    }

    private void caught(Averages those, double... least) {
        for (int i = 0; i < CLASSIC.size(); i++) {
            double caught = those.caught(Models.OURS, CLASSIC.get(i), 0);
            add(
                    Words.said(
                            "%s, %s: at least %.1f %% caught at 1 %% challenges",
                            those.profile(), name(i), 100 * least[i]),
                    Words.percent(caught) + " %",
                    caught >= least[i]);
        }
    }

    private void times(Averages calm, Attacker attacker) {
        double ours = calm.caught(Models.OURS, attacker, 0);
        double sum = ours / calm.caught(Models.FREEMAN, attacker, 0);
        double weighted = ours / calm.caught(Models.FREEMAN_WEIGHTED, attacker, 0);
        add(
                Words.said("calm, %s: 1.7 times what either Freeman catches at 1 %%", attacker.wireName()),
                Words.said("%.1f times the sum, %.1f times the weighted", sum, weighted),
                Math.min(sum, weighted) >= TIMES_FREEMAN);
    }

    private void challenges(Averages calm, double... most) {
        for (int i = 0; i < CLASSIC.size(); i++) {
            double challenges = calm.challenges(Models.OURS, CLASSIC.get(i), 2);
            double lenient = calm.challenges(Models.LENIENT, CLASSIC.get(i), 2);
            add(
                    Words.said("calm, %s: at most %.0f %% challenges to catch 99 %%", name(i), 100 * most[i]),
                    Words.said("%.1f %% (%.1f %% with the targeted weight at 0)", 100 * challenges, 100 * lenient),
                    challenges <= most[i]);
        }
    }

    private void count(Averages those) {
        var worse = new ArrayList<String>();
        for (Attacker attacker : CLASSIC) {
            IntStream.range(0, 3)
                    .filter(budget ->
                            those.caught(Models.OURS, attacker, budget) <= those.caught(Models.COUNT, attacker, budget))
                    .forEach(budget -> worse.add(
                            attacker.wireName() + " at " + List.of(1, 2, 5).get(budget) + " %"));
        }
        add(
                those.profile() + ": better than counting novelties at 1, 2 and 5 % challenges, all three attackers",
                worse.isEmpty() ? "everywhere" : "not for " + String.join(", ", worse),
                worse.isEmpty());
    }

    private void newcomers(Averages calm) {
        double one = calm.newcomersCaught(Models.OURS, Attacker.RARE, 0);
        double two = calm.newcomersCaught(Models.OURS, Attacker.RARE, 1);
        add(
                "no history, networks that are in use: 60 % caught at 1 %, 95 % at 2 %",
                Words.said("%.1f %% and %.1f %%; %s", 100 * one, 100 * two, limit(calm, Attacker.RARE)),
                one >= .60 && two >= .95);
        double rentedOne = calm.newcomersCaught(Models.OURS, Attacker.RENTED, 0);
        double rentedTwo = calm.newcomersCaught(Models.OURS, Attacker.RENTED, 1);
        add(
                "no history, rented networks: 60 % caught at 1 %, 95 % at 2 %",
                Words.said("%.1f %% and %.1f %%; %s", 100 * rentedOne, 100 * rentedTwo, limit(calm, Attacker.RENTED)),
                rentedOne >= .60 && rentedTwo >= .95);
    }

    /** What nobody could do better. */
    private static String limit(Averages calm, Attacker attacker) {
        return Words.said(
                "whoever knew the true frequencies: %.1f %% and %.1f %%",
                100 * calm.newcomersCaught(Models.TRUTH, attacker, 0),
                100 * calm.newcomersCaught(Models.TRUTH, attacker, 1));
    }

    private void transfer(Averages calm) {
        var worst = new ArrayList<String>();
        boolean met = true;
        double[] budgets = {.01, .02, .05, .10};
        for (int i = 0; i < budgets.length; i++) {
            int at = i;
            double[] seen =
                    calm.of(Models.OURS, each -> each.owners().transferred().get(at));
            double low = Arrays.stream(seen).min().orElse(0);
            double high = Arrays.stream(seen).max().orElse(0);
            worst.add(Words.said("%.0f %% → %.2f–%.2f", 100 * budgets[i], 100 * low, 100 * high));
            double off = i == 0 ? .3 : .2;
            met &= low >= budgets[i] * (1 - off) - 1e-9 && high <= budgets[i] * (1 + off) + 1e-9;
        }
        add(
                "calm: thresholds of the first half hold in the second (1 % within 0.7–1.3, others within a fifth), every seed",
                String.join(", ", worst), met);
    }

    private void strict(Averages calm) {
        double caught = calm.caught(Models.STRICT, Attacker.TARGETED, 3);
        double shipped = calm.caught(Models.OURS, Attacker.TARGETED, 3);
        add(
                "calm: the switch against targeted attackers does something",
                Words.said(
                        "at 10 %% challenges %.1f %% of them caught with weight .25, %.1f %% as shipped",
                        100 * caught, 100 * shipped),
                caught > shipped);
    }

    private void sprays(Sprays.Row ours) {
        List<String> missed = IntStream.range(0, Sprays.campaigns().size())
                .filter(i -> ours.found().get(i) < .95)
                .mapToObj(i -> Sprays.campaigns().get(i))
                .toList();
        add(
                "sprays: all six campaigns are seen",
                missed.isEmpty() ? "all" : "missed: " + String.join("; ", missed),
                missed.isEmpty());
        add(
                "sprays: at most 2 alerts on 10,000 ordinary office days",
                Words.said("%.1f", ours.perDays()),
                ours.perDays() <= 2);
    }

    /** Of sprays alone. */
    static List<Target> of(List<Sprays.Row> sprays, List<Wide.Size> wide) {
        return of(Optional.empty(), Optional.empty(), sprays, wide);
    }

    private void wide(List<Wide.Size> sizes) {
        wide(sizes, 0, "400 names from 200 networks, with a client of their own");
        wide(sizes, 1, "the same with the tenant's commonest client");
        wide(sizes, 2, "the same with another client each time");
        double most = sizes.stream()
                .mapToDouble(size -> size.monthly().getFirst().stream()
                        .mapToInt(Integer::intValue)
                        .average()
                        .orElse(0))
                .max()
                .orElse(0);
        add(
                "sprays: at most one false alert about many networks a tenant and month",
                Words.said("%.1f, at the worst size", most),
                most <= 1);
    }

    private void wide(List<Wide.Size> sizes, int campaign, String what) {
        double least = sizes.stream()
                .mapToDouble(size -> size.found().get(campaign).getFirst())
                .min()
                .orElse(0);
        add(
                "sprays: %s, are seen among ordinary sign-ins of 200, 1,000 and 5,000 people".formatted(what),
                Words.said("%.0f %% of five seeds, at the worst size", 100 * least),
                least >= .95);
    }

    private static String name(int attacker) {
        return CLASSIC.get(attacker).wireName();
    }

    private void add(String promise, String seen, boolean met) {
        targets.add(new Target(promise, seen, met));
    }
}
