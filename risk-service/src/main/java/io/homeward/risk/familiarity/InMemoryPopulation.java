package io.homeward.risk.familiarity;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A tenant's population in memory: exact while there is room. Where a level holds too many values the lightest half of them is forgotten, while their
 * parents keep the weight: a forgotten value then counts as one that is hardly ever seen, which it is. Not safe for threads.
 */
public final class InMemoryPopulation implements Population {
    /** Values of a level: an office building's addresses many times over, in half a megabyte. */
    public static final int BOUND = 16_384;

    private final Model model;
    private final int bound;
    private final Novelty novelty = new Novelty();
    private final List<Counts> values;
    private final List<Counts> parents;
    private long version;

    public InMemoryPopulation(Model model) {
        this(model, BOUND);
    }

    InMemoryPopulation(Model model, int bound) {
        this.model = model;
        this.bound = bound;
        this.values = Stream.generate(Counts::new).limit(Level.COUNT).toList();
        this.parents = Stream.generate(Counts::new).limit(Level.COUNT).toList();
    }

    /** One value's weight, as it was on a day; how a population is kept and exchanged. Amounts add up. */
    public record Row(Level level, long parent, long value, double weight, int day) {}

    /** What one lesson adds, as rows. What was beyond judging is not counted. */
    public static List<Row> rows(Lesson lesson, double sign) {
        Features features = lesson.features();
        return Arrays.stream(Level.values())
                .filter(features::evaluable)
                .map(level -> new Row(
                        level, features.parent(level), features.value(level), sign * lesson.weight(), features.day()))
                .toList();
    }

    public void learn(Lesson lesson) {
        rows(lesson, 1).forEach(this::add);
        lesson.novelty().forEach(novelty::add);
        version++;
    }

    public void unlearn(Lesson lesson) {
        rows(lesson, -1).forEach(this::add);
        lesson.noveltyTakenBack().forEach(novelty::add);
        version++;
    }

    public void add(Row row) {
        Counts counts = values.get(row.level.place());
        Counts totals = parents.get(row.level.place());
        boolean added = counts.add(row.value, row.weight, row.day, model.tenant());
        totals.add(row.parent, row.weight, row.day, model.tenant());
        if (added) {
            totals.child(row.parent);
        }
        if (counts.size() > bound) {
            counts.forgetHalf(row.day, model.tenant());
        }
    }

    /** A value's weight as it is kept elsewhere, whatever it was here. */
    public void put(Row row) {
        double here = values.get(row.level.place()).weight(row.value, row.day, model.tenant());
        add(new Row(row.level, row.parent, row.value, row.weight - here, row.day));
    }

    public void put(Novelty.Cell cell) {
        novelty.put(cell);
    }

    /** From now on it answers as this state. */
    public void version(long state) {
        version = state;
    }

    @Override
    public Tally tally(Level level, long parent, long value, int day) {
        Counts totals = parents.get(level.place());
        int at = totals.find(parent);
        if (at < 0) {
            return Tally.NOTHING;
        }
        return new Tally(
                values.get(level.place()).weight(value, day, model.tenant()),
                totals.weight(parent, day, model.tenant()),
                totals.children(at));
    }

    @Override
    public Novelty novelty() {
        return novelty;
    }

    @Override
    public long version() {
        return version;
    }

    /** How many values of a level are kept. */
    int size(Level level) {
        return values.get(level.place()).size();
    }
}
