package io.homeward.risk.habit;

import io.homeward.risk.familiarity.Decay;
import io.homeward.risk.familiarity.InMemoryPopulation;
import io.homeward.risk.familiarity.InMemoryPopulation.Row;
import io.homeward.risk.familiarity.Lesson;
import io.homeward.risk.familiarity.Level;
import io.homeward.risk.familiarity.Novelty;
import io.homeward.risk.familiarity.Tuning;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one tenant's counts gain by sign-ins, added up. Not safe for threads. */
final class Gains {
    private static final Decay DECAY = new Decay(Tuning.SHIPPED.hazards().tenantHalfLife());

    /** Where a score falls. */
    record Bin(String model, int day, int bin) {}

    private record Value(Level level, long value) {}

    private record Occasion(Level level, int gap, int history) {}

    private final Map<Value, Row> rows = new HashMap<>();
    private final Map<Occasion, Novelty.Cell> cells = new HashMap<>();
    private final Map<Bin, Long> bins = new HashMap<>();
    private int signIns;

    /** @param sign 1, or -1 where it is taken back */
    void learned(Lesson lesson, int sign) {
        signIns++;
        InMemoryPopulation.rows(lesson, sign)
                .forEach(row -> rows.merge(new Value(row.level(), row.value()), row, Gains::sum));
        List<Novelty.Cell> novelty = sign > 0 ? lesson.novelty() : lesson.noveltyTakenBack();
        novelty.forEach(cell -> cells.merge(new Occasion(cell.level(), cell.gap(), cell.history()), cell, Gains::sum));
    }

    void scored(Bin bin) {
        bins.merge(bin, 1L, Long::sum);
    }

    Collection<Row> rows() {
        return rows.values();
    }

    Collection<Novelty.Cell> cells() {
        return cells.values();
    }

    Map<Bin, Long> bins() {
        return bins;
    }

    /** How many have taught something. */
    int signIns() {
        return signIns;
    }

    private static Row sum(Row one, Row other) {
        Row early = one.day() <= other.day() ? one : other;
        Row late = one.day() <= other.day() ? other : one;
        return new Row(
                late.level(),
                late.parent(),
                late.value(),
                late.weight() + early.weight() * DECAY.after(late.day() - early.day()),
                late.day());
    }

    private static Novelty.Cell sum(Novelty.Cell one, Novelty.Cell other) {
        return new Novelty.Cell(
                one.level(),
                one.gap(),
                one.history(),
                one.fresh() + other.fresh(),
                one.occasions() + other.occasions());
    }
}
