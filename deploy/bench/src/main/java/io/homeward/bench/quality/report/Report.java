package io.homeward.bench.quality.report;

import io.homeward.bench.quality.Check;
import io.homeward.bench.quality.Gate;
import io.homeward.bench.quality.Models;
import io.homeward.bench.quality.Results;
import io.homeward.bench.quality.attack.Attacker;
import io.homeward.bench.quality.spray.Sprays;
import io.homeward.bench.quality.spray.Wide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page and its plots, written from results alone. */
public final class Report {
    private final List<Averages> profiles;
    private final List<Gate.Figure> gate;
    private final List<Check> checks;
    private final List<Sprays.Row> sprays;
    private final List<Wide.Size> wide;
    private final String engine;

    /** @param engine the version of its numbers */
    public Report(
            List<Results> results,
            List<Gate.Figure> gate,
            List<Check> checks,
            List<Sprays.Row> sprays,
            List<Wide.Size> wide,
            String engine) {
        this.profiles = results.stream()
                .map(Results::profile)
                .distinct()
                .map(profile -> new Averages(results.stream()
                        .filter(each -> each.profile().equals(profile))
                        .toList()))
                .toList();
        this.gate = gate;
        this.checks = checks;
        this.sprays = sprays;
        this.wide = wide;
        this.engine = engine;
    }

    /**
     * Writes the page and the plots.
     *
     * @return what to print: the page without its pictures
     */
    public String written(Path folder) throws IOException {
        Path plots = Files.createDirectories(folder.resolve("plots"));
        for (Averages each : profiles) {
            Files.writeString(plots.resolve(each.profile() + ".svg"), Plots.curves(each));
            Files.writeString(plots.resolve(each.profile() + "-gaps.svg"), Plots.gaps(each));
        }
        String page = page();
        Files.writeString(folder.resolve("risk-quality.md"), page);
        return page.lines().filter(line -> !line.startsWith("![")).collect(Collectors.joining("\n"));
    }

    private String page() {
        var page = new StringBuilder(Prose.OPENING).append("\nThe engine here is `" + engine + "`.\n");
        page.append("\n## Promises\n\n").append(promises());
        page.append("\n").append(better());
        page.append("\n## The gate\n\n").append(Prose.GATE).append(gate());
        page.append("\n## Beside others\n\n").append(Prose.MODELS);
        for (Averages each : profiles) {
            page.append(new ProfileTables(each).page());
        }
        page.append("\n## Before a tenant has thresholds of its own\n\n")
                .append(Prose.FIRST_DAYS)
                .append(firstDays());
        page.append(SprayTables.BEGINNING).append(new SprayTables(sprays, wide).page());
        page.append("\n## What must hold besides\n\n").append(checks());
        return page.append("\n## What this does not show\n\n")
                .append(Prose.LIMITS)
                .toString();
    }

    private String promises() {
        var table = new Table(List.of("promise", "seen", ""));
        boolean holds = gate.stream().allMatch(Gate.Figure::holds);
        table.row(List.of("the gate holds", holds ? "all " + gate.size() + " figures" : "not all figures", met(holds)));
        for (Acceptance.Target each : Acceptance.of(profile("calm"), profile("noisy"), sprays, wide)) {
            table.row(List.of(each.promise(), each.seen(), met(each.met())));
        }
        return table.toString();
    }

    /** Where somebody else catches more at 1 % challenges than we do. */
    private String better() {
        var found = new ArrayList<String>();
        for (Averages each : profiles) {
            for (Attacker attacker : Attacker.values()) {
                double ours = each.caught(Models.OURS, attacker, 0);
                each.models().stream()
                        .filter(model -> !model.startsWith(Models.OURS) && each.caught(model, attacker, 0) > ours)
                        .map(model -> Words.said(
                                "- %s, %s: %s %.1f %%, Homeward %.1f %%\n",
                                each.profile(),
                                attacker.wireName(),
                                model,
                                100 * each.caught(model, attacker, 0),
                                100 * ours))
                        .forEach(found::add);
            }
        }
        return found.isEmpty()
                ? "At 1 % challenges nobody else catches more anywhere.\n"
                : "Where somebody else catches more at 1 % challenges:\n\n" + String.join("", found);
    }

    private Optional<Averages> profile(String name) {
        return profiles.stream().filter(each -> each.profile().equals(name)).findFirst();
    }

    private String gate() {
        var table = new Table(List.of("Freeman's model, sum of ratios", "published", "may differ by", "here", ""));
        for (Gate.Figure each : gate) {
            table.row(List.of(
                    each.name(),
                    Words.said("%.3f", each.published()),
                    Words.said("%.2f", each.tolerance()),
                    Words.said("%.3f", each.here()),
                    each.holds() ? "holds" : "**fails**"));
        }
        return table.toString();
    }

    private String firstDays() {
        var table = new Table(List.of("challenged % (10 / 2 / 0.3 % are meant)", "as shipped", "scores so many reach"));
        for (Averages each : profiles) {
            table.row(List.of(
                    each.profile(),
                    each.firstDays("%.1f", day -> 100 * day.challenged()),
                    each.firstDays("%.2f", Results.FirstDays::own)));
        }
        return table.toString();
    }

    private String checks() {
        var table = new Table(List.of("", "seen", ""));
        checks.forEach(each -> table.row(List.of(each.name(), each.seen(), met(each.holds()))));
        return table.toString();
    }

    static String met(boolean met) {
        return met ? "met" : "**not met**";
    }
}
