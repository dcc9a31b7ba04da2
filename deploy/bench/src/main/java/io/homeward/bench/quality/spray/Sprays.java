package io.homeward.bench.quality.spray;

import io.homeward.bench.quality.world.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All campaigns, their benign twins and ordinary days, through all rules. */
public final class Sprays {
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;
    private static final int DRAWS = 20;
    private static final int OFFICES = 300;
    private static final int DAYS = 20;
    private static final int SOURCE = 10 << 8 | 7;

    /** A kind of campaign or its twin, and one of each. */
    private record Kind(String name, UnaryOperator<Scene> made) {}

    private static final List<Kind> CAMPAIGNS = List.of(
            new Kind("fast: 200 names in 10 min", scene -> scene.spray(SOURCE, 200, 9 * HOUR, 600)),
            new Kind("slow: 60 names in 24 h", scene -> scene.spray(SOURCE, 60, 0, DAY)),
            new Kind("slower: 40 names in 7 d", scene -> scene.spray(SOURCE, 40, 0, 7 * DAY)),
            new Kind("distributed: 400 names from 200 networks in 1 h", Sprays::distributed),
            new Kind("stuffing: 500 names from 10 networks in 1 h", Sprays::stuffing),
            new Kind("behind a busy office: 60 names in 1 h", scene -> scene.office(SOURCE, 100, 1)
                    .spray(SOURCE, 60, 10 * HOUR, HOUR)));

    private static final List<Kind> TWINS = List.of(
            new Kind("expired passwords on Monday", scene -> scene.expiry(SOURCE, 120)),
            new Kind("everybody again after an outage", scene -> scene.outage(SOURCE, 200)),
            new Kind("telephones with the old password", scene -> scene.staleDevices(SOURCE, 100, 12)),
            new Kind("first day of a term", scene -> scene.firstDay(SOURCE, 300)));

    /**
     * What one rule did.
     *
     * @param found of each campaign, the share seen
     * @param tried of each, how many names had been tried by then, in the median of those seen
     * @param accused of each twin, the share mistaken for a spray
     * @param perDays ordinary office days with an alert, of 10,000
     */
    public record Row(String rule, List<Double> found, List<Double> tried, List<Double> accused, double perDays) {}

    private Sprays() {}

    public static List<String> campaigns() {
        return CAMPAIGNS.stream().map(Kind::name).toList();
    }

    public static List<String> twins() {
        return TWINS.stream().map(Kind::name).toList();
    }

    private static Scene distributed(Scene scene) {
        for (int network = 0; network < 200; network++) {
            scene.spray((1_000 + network) << 8 | 9, 2, 9 * HOUR, HOUR);
        }
        return scene;
    }

    private static Scene stuffing(Scene scene) {
        for (int i = 0; i < 50; i++) {
            scene.spray((1_000 + i % 10) << 8 | i, 10, 9 * HOUR, HOUR);
        }
        return scene;
    }

    public static List<Row> run() {
        return Stream.concat(Stream.of(new EngineRule()), WindowRule.PUBLISHED.stream())
                .map(Sprays::row)
                .toList();
    }

    private static Row row(SprayRule rule) {
        var found = new ArrayList<Double>();
        var tried = new ArrayList<Double>();
        for (Kind campaign : CAMPAIGNS) {
            double[] names = names(rule, campaign);
            found.add(names.length / (double) DRAWS);
            tried.add(names.length == 0 ? Double.NaN : names[names.length / 2]);
        }
        List<Double> accused = TWINS.stream().map(twin -> accused(rule, twin)).toList();
        return new Row(rule.name(), found, tried, accused, perDays(rule));
    }

    /** For each draw in which the rule spoke: how many names had been tried by then; sorted. */
    private static double[] names(SprayRule rule, Kind kind) {
        return IntStream.range(0, DRAWS)
                .mapToObj(draw -> kind.made.apply(new Scene(Dice.of(21, draw))).attempts())
                .flatMap(attempts -> first(rule, attempts).stream().map(at -> attempts.stream()
                        .filter(each -> each.at() <= at)
                        .mapToInt(Attempt::name)
                        .distinct()
                        .count()))
                .mapToDouble(Long::doubleValue)
                .sorted()
                .toArray();
    }

    private static double accused(SprayRule rule, Kind twin) {
        return IntStream.range(0, DRAWS)
                        .filter(draw -> speaks(
                                rule,
                                twin.made.apply(new Scene(Dice.of(21, draw))).attempts()))
                        .count()
                / (double) DRAWS;
    }

    private static boolean speaks(SprayRule rule, List<Attempt> attempts) {
        return !rule.alerts(attempts).isEmpty() || rule.across(attempts).isPresent();
    }

    private static Optional<Long> first(SprayRule rule, List<Attempt> attempts) {
        return attempts.stream().collect(Collectors.groupingBy(Attempt::neighbourhood)).values().stream()
                .flatMap(those -> rule.first(those).stream())
                .min(Long::compare)
                .or(() -> rule.across(attempts));
    }

    private static double perDays(SprayRule rule) {
        long alerts = 0;
        for (int office = 0; office < OFFICES; office++) {
            Dice dice = Dice.of(22, office);
            int people = (int) dice.logUniform(3, 400);
            List<Attempt> attempts =
                    new Scene(dice).office(SOURCE, people, DAYS).attempts();
            alerts += rule.alerts(attempts).stream()
                    .map(at -> (at - 1) / DAY)
                    .distinct()
                    .count();
        }
        return alerts * 10_000.0 / (OFFICES * DAYS);
    }
}
