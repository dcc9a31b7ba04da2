package io.homeward.bench.quality.report;

import io.homeward.bench.quality.Models;
import io.homeward.bench.quality.Results;
import io.homeward.bench.quality.attack.Attacker;
import io.homeward.bench.quality.attack.LeakAudit;
import io.homeward.bench.quality.measure.Interval;
import io.homeward.bench.quality.world.Gap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tables of one profile. */
final class ProfileTables {
    private static final List<String> SLICED = List.of(Models.OURS, Models.WITHOUT_GAP, Models.FREEMAN, Models.COUNT);

    private final Averages those;

    ProfileTables(Averages those) {
        this.those = those;
    }

    String page() {
        var page = new StringBuilder("\n### " + those.profile() + "\n\n");
        page.append(population()).append('\n');
        page.append("![caught by challenges](plots/" + those.profile() + ".svg)\n\n");
        for (Attacker attacker : shown()) {
            page.append(against(attacker)).append('\n');
        }
        page.append("No history, caught % at 1 / 2 / 5 / 10 % of first sign-ins challenged:\n\n");
        page.append(newcomers()).append('\n');
        page.append("What owners put up with:\n\n").append(owners()).append('\n');
        page.append("How often a person is asked again (median), thresholds that catch 98 and 99 %:\n\n")
                .append(again());
        page.append("\nCaught % at 1 % challenges, by history and by time since the last sign-in:\n\n")
                .append(slices());
        page.append("\n![by gap](plots/" + those.profile() + "-gaps.svg)\n");
        return page.toString();
    }

    /** Rented networks are told apart from rare ones where the gate holds; elsewhere they say the same. */
    private List<Attacker> shown() {
        return gated()
                ? List.of(Attacker.values())
                : List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED, Attacker.RARE);
    }

    private boolean gated() {
        return those.profile().equals("calm") || those.profile().equals("noisy");
    }

    private String population() {
        List<Results> seeds = those.seeds();
        String novelty = seeds.getFirst().novelty().keySet().stream()
                .map(what -> Words.said(
                        "%s %.1f %%",
                        what,
                        100
                                * Interval.mean(seeds.stream()
                                        .mapToDouble(each -> each.novelty().get(what))
                                        .toArray())))
                .collect(Collectors.joining(", "));
        return Words.said(
                        "%d seeds, on average %,.0f sign-ins, %,.0f evaluated (people with history), %,.0f first ones, %,.0f attacks of each kind. "
                                + "New to their person: %s. %s%n",
                        seeds.size(),
                        seeds.stream().mapToInt(Results::logins).average().orElse(0),
                        seeds.stream().mapToInt(Results::evaluated).average().orElse(0),
                        seeds.stream().mapToInt(Results::newcomers).average().orElse(0),
                        seeds.stream()
                                .mapToInt(each -> each.victims().get(Attacker.NAIVE))
                                .average()
                                .orElse(0),
                        novelty,
                        audit(seeds))
                .replace(System.lineSeparator(), "\n");
    }

    /** The best any classifier did by what is not the attack. */
    private static String audit(List<Results> seeds) {
        record Found(Attacker attacker, LeakAudit.Group group, double auc) {}
        var found = new ArrayList<Found>();
        seeds.getFirst().audit().forEach((attacker, groups) -> groups.keySet()
                .forEach(group -> found.add(new Found(
                        attacker,
                        group,
                        Interval.mean(seeds.stream()
                                .mapToDouble(each -> each.audit()
                                        .getOrDefault(attacker, Map.of())
                                        .getOrDefault(group, .5))
                                .toArray())))));
        Found most = found.stream().max(Comparator.comparingDouble(Found::auc)).orElseThrow();
        return Words.said(
                "Leak audit: at best AUC %.3f (%s by %s; allowed %.2f%s).",
                most.auc,
                most.attacker.wireName(),
                most.group.name().toLowerCase(Locale.ROOT),
                LeakAudit.MOST,
                most.auc > LeakAudit.MOST ? ", **leaks**" : "");
    }

    private String against(Attacker attacker) {
        var table = new Table(List.of(
                attacker.wireName(),
                "AUC",
                "caught at 1 %",
                "2 %",
                "5 %",
                "10 %",
                "challenges to catch 90 %",
                "98 %",
                "99 %"));
        for (String model : those.models()) {
            var cells = new ArrayList<String>();
            cells.add(model);
            cells.add(Words.auc(those.against(model, attacker, Results.Against::auc)));
            IntStream.range(0, Results.BUDGETS.size())
                    .forEach(i -> cells.add(Words.percent(
                            those.against(model, attacker, each -> each.caught().get(i)))));
            IntStream.range(0, Results.CATCHES.size())
                    .forEach(i -> cells.add(Words.percent(those.against(
                            model, attacker, each -> each.challenges().get(i)))));
            table.row(cells);
        }
        return table + between(attacker);
    }

    /** The intervals of drawing people again, for ours. */
    private String between(Attacker attacker) {
        double low = those.mean(
                Models.OURS, attacker, each -> each.caughtBetween().getFirst().low());
        double high = those.mean(
                Models.OURS, attacker, each -> each.caughtBetween().getFirst().high());
        double from = those.mean(Models.OURS, attacker, each -> each.challengesBetween()
                .getLast()
                .low());
        double to = those.mean(Models.OURS, attacker, each -> each.challengesBetween()
                .getLast()
                .high());
        return Words.said(
                "\nHomeward, people drawn again within a seed: %.1f–%.1f %% caught at 1 %%, %.1f–%.1f %% challenges to catch 99 %%.\n",
                100 * low, 100 * high, 100 * from, 100 * to);
    }

    private String newcomers() {
        var table = new Table(List.of("", "naive", "rented", "rare"));
        var models = new ArrayList<>(those.models());
        if (gated()) {
            models.add(Models.TRUTH);
        }
        for (String model : models) {
            var cells = new ArrayList<>(List.of(model));
            for (Attacker attacker : List.of(Attacker.NAIVE, Attacker.RENTED, Attacker.RARE)) {
                cells.add(IntStream.range(0, Results.BUDGETS.size())
                        .mapToObj(i -> Words.percent(those.newcomersCaught(model, attacker, i)))
                        .collect(Collectors.joining(" / ")));
            }
            table.row(cells);
        }
        return table.toString();
    }

    private String owners() {
        var table = new Table(List.of(
                "challenged %, budget 1 / 2 / 5 / 10 %",
                "thresholds of the first half, in the second",
                "people with 1 to 4 sign-ins",
                "in a country new for them"));
        for (String model : those.models()) {
            table.row(List.of(
                    model,
                    budgets(model, Results.Owners::transferred),
                    budgets(model, Results.Owners::newUsers),
                    budgets(model, Results.Owners::abroad)));
        }
        return table.toString();
    }

    private String budgets(String model, Function<Results.Owners, List<Double>> which) {
        return IntStream.range(0, Results.BUDGETS.size())
                .mapToObj(i -> Words.percent(Interval.mean(
                        those.of(model, each -> which.apply(each.owners()).get(i)))))
                .collect(Collectors.joining(" / "));
    }

    private String again() {
        List<String> when = List.of("12 at 0.98", "12 at 0.99", "39 at 0.98", "39 at 0.99");
        var heading = new ArrayList<>(List.of("within so many sign-ins, catching so much"));
        for (Attacker attacker : List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED)) {
            heading.add(attacker.wireName() + " " + String.join(" / ", when));
        }
        var table = new Table(heading);
        for (String model : those.models()) {
            var cells = new ArrayList<>(List.of(model));
            for (Attacker attacker : List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED)) {
                cells.add(when.stream()
                        .map(each -> Words.number(those.mean(
                                model, attacker, figures -> figures.again().getOrDefault(each, Double.NaN))))
                        .collect(Collectors.joining(" / ")));
            }
            table.row(cells);
        }
        return table.toString();
    }

    private String slices() {
        var heading = new ArrayList<>(List.of("", "1-4 sign-ins", "5 and more"));
        for (Gap gap : Gap.ALL) {
            heading.add(gap.told());
        }
        var table = new Table(heading);
        for (Attacker attacker : List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED)) {
            for (String model : SLICED) {
                var cells = new ArrayList<>(List.of(attacker.wireName() + ": " + model));
                IntStream.range(0, 2)
                        .forEach(i -> cells.add(Words.percent(those.mean(
                                model, attacker, each -> each.byHistory().get(i)))));
                IntStream.range(0, Gap.ALL.size())
                        .forEach(i -> cells.add(Words.percent(
                                those.mean(model, attacker, each -> each.byGap().get(i)))));
                table.row(cells);
            }
        }
        return table.toString();
    }
}
