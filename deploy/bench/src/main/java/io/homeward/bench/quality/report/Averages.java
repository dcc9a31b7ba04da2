package io.homeward.bench.quality.report;

import static java.util.Objects.requireNonNull;

import io.homeward.bench.quality.Models;
import io.homeward.bench.quality.Results;
import io.homeward.bench.quality.attack.Attacker;
import io.homeward.bench.quality.measure.Interval;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One profile over its seeds. */
final class Averages {
    private final List<Results> seeds;

    Averages(List<Results> seeds) {
        this.seeds = seeds;
    }

    String profile() {
        return seeds.getFirst().profile();
    }

    List<Results> seeds() {
        return seeds;
    }

    /** All but the limit, which says something of newcomers only. */
    List<String> models() {
        return seeds.getFirst().models().stream()
                .map(Results.Model::name)
                .filter(name -> !name.equals(Models.TRUTH))
                .toList();
    }

    /** One value for each seed. */
    double[] of(String model, ToDoubleFunction<Results.Model> figure) {
        return seeds.stream()
                .flatMap(seed -> seed.models().stream())
                .filter(each -> each.name().equals(model))
                .mapToDouble(figure)
                .toArray();
    }

    double mean(String model, Attacker attacker, ToDoubleFunction<Results.Against> figure) {
        return Interval.mean(against(model, attacker, figure));
    }

    double[] against(String model, Attacker attacker, ToDoubleFunction<Results.Against> figure) {
        return of(model, each -> figure.applyAsDouble(of(each.against(), attacker)));
    }

    private static Results.Against of(Map<Attacker, Results.Against> all, Attacker attacker) {
        return requireNonNull(all.get(attacker));
    }

    /** Of the three shipped thresholds. */
    String firstDays(String format, ToDoubleFunction<Results.FirstDays> figure) {
        return IntStream.range(0, seeds.getFirst().firstDays().size())
                .mapToObj(i -> Words.said(
                        format,
                        Interval.mean(seeds.stream()
                                .map(seed -> seed.firstDays().get(i))
                                .mapToDouble(figure)
                                .toArray())))
                .collect(Collectors.joining(" / "));
    }

    double caught(String model, Attacker attacker, int budget) {
        return mean(model, attacker, each -> each.caught().get(budget));
    }

    double challenges(String model, Attacker attacker, int catches) {
        return mean(model, attacker, each -> each.challenges().get(catches));
    }

    double newcomersCaught(String model, Attacker attacker, int budget) {
        return Interval.mean(
                of(model, each -> of(each.newcomers(), attacker).caught().get(budget)));
    }
}
