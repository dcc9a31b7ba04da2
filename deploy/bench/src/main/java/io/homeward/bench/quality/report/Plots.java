package io.homeward.bench.quality.report;

import io.homeward.bench.quality.Models;
import io.homeward.bench.quality.Results;
import io.homeward.bench.quality.attack.Attacker;
import io.homeward.bench.quality.measure.Interval;
import io.homeward.bench.quality.world.Gap;
import java.util.List;
import java.util.stream.IntStream;

/** What the tables say, as pictures. */
final class Plots {
    private static final List<String> BESIDE =
            List.of(Models.OURS, Models.FREEMAN, Models.FREEMAN_WEIGHTED, Models.COUNT, Models.LOG_ODDS, Models.RULES);
    private static final List<String> TIME =
            List.of(Models.OURS, Models.STRICT, Models.WITHOUT_GAP, Models.FREEMAN, Models.COUNT);
    private static final List<Svg.Tick> SHARES = List.of(
            new Svg.Tick(0, "0"),
            new Svg.Tick(.25, "25"),
            new Svg.Tick(.5, "50"),
            new Svg.Tick(.75, "75"),
            new Svg.Tick(1, "100"));
    private static final List<Svg.Tick> DECADES = List.of(
            new Svg.Tick(0, "0.1"), new Svg.Tick(1 / 3.0, "1"), new Svg.Tick(2 / 3.0, "10"), new Svg.Tick(1, "100"));

    private Plots() {}

    /** How many attackers each model catches for how many challenges. */
    static String curves(Averages those) {
        return Svg.of(List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED, Attacker.RARE).stream()
                .map(attacker -> new Svg.Panel(
                        those.profile() + ": " + attacker.wireName(),
                        "owners challenged, %",
                        "attackers caught, %",
                        DECADES,
                        SHARES,
                        BESIDE.stream()
                                .map(model -> curve(those, model, attacker))
                                .toList()))
                .toList());
    }

    private static Svg.Line curve(Averages those, String model, Attacker attacker) {
        int points = Results.CURVE.size();
        return new Svg.Line(
                model,
                Results.CURVE.stream().map(share -> 1 + Math.log10(share) / 3).toList(),
                IntStream.range(0, points)
                        .mapToObj(i ->
                                those.mean(model, attacker, each -> each.curve().get(i)))
                        .toList());
    }

    /** How many are caught at 1 % challenges, by how long the owner has been away. */
    static String gaps(Averages those) {
        return Svg.of(List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED, Attacker.RARE).stream()
                .map(attacker -> new Svg.Panel(
                        those.profile() + ": " + attacker.wireName() + " at 1 % challenges",
                        "since the owner's last sign-in",
                        "attackers caught, %",
                        gapTicks(),
                        SHARES,
                        TIME.stream()
                                .map(model -> byGap(those, model, attacker))
                                .toList()))
                .toList());
    }

    private static List<Svg.Tick> gapTicks() {
        return IntStream.range(0, Gap.ALL.size())
                .mapToObj(i -> new Svg.Tick(
                        x(i), Gap.ALL.get(i).told().replace("<", "&lt;").replace(">", "&gt;")))
                .toList();
    }

    private static double x(int gap) {
        return gap / (Gap.ALL.size() - 1.0);
    }

    private static Svg.Line byGap(Averages those, String model, Attacker attacker) {
        return new Svg.Line(
                model,
                IntStream.range(0, Gap.ALL.size()).mapToObj(Plots::x).toList(),
                IntStream.range(0, Gap.ALL.size())
                        .mapToObj(i -> Interval.mean(those.against(
                                model, attacker, each -> each.byGap().get(i))))
                        .toList());
    }
}
