package io.homeward.risk.familiarity;

import io.homeward.risk.familiarity.Observation.Seen;
import io.homeward.risk.familiarity.Observation.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is usual for one person. Immutable and bounded: {@link ProfileCodec} writes any into 4 kB. Its content depends on what was learned, in which
 * order, and on nothing else.
 */
public final class Profile {
    /** Enough to see A, B, A, and to find the sign-in before one that arrives late. */
    static final int RING = 8;

    private static final List<Slots> NO_SLOTS = java.util.Collections.nCopies(Level.COUNT, Slots.EMPTY);

    public static final Profile EMPTY = new Profile(0, 0, 0, 0, NO_SLOTS, List.of());

    /** One of the last accepted sign-ins. */
    record Past(long millis, long ip, long device) {}

    private final double sum;
    private final int count;
    private final long first;
    private final long last;
    private final List<Slots> levels;
    private final List<Past> ring;

    Profile(double sum, int count, long first, long last, List<Slots> levels, List<Past> ring) {
        this.sum = sum;
        this.count = count;
        this.first = first;
        this.last = last;
        this.levels = List.copyOf(levels);
        this.ring = List.copyOf(ring);
    }

    /** Accepted sign-ins learned from, each counting 1. */
    public int signIns() {
        return count;
    }

    /** Their decayed weight at the latest of them. */
    public double weight() {
        return sum;
    }

    /** The earliest of them. */
    public Optional<Instant> first() {
        return count == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first));
    }

    /** The latest of them. */
    public Optional<Instant> last() {
        return count == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last));
    }

    Slots slots(Level level) {
        return levels.get(level.place());
    }

    List<Past> ring() {
        return ring;
    }

    /** How many different values of a level are kept. */
    public int size(Level level) {
        return slots(level).size();
    }

    /** Holds a sign-in against this past. */
    public Observation observe(Features features, Population population, Model model) {
        var seen = new ArrayList<Seen>(Level.COUNT);
        Standing[] standings = standings(features, model);
        int gap = gap(features.millis());
        for (Level level : Level.values()) {
            seen.add(seen(level, standings[level.place()], features, gap, population, model));
        }
        return new Observation(count, seen);
    }

    private Seen seen(Level level, Standing standing, Features features, int gap, Population population, Model model) {
        if (!standing.speaks()) {
            return Seen.mute(standing);
        }
        int day = features.day();
        float usual =
                (float) population.share(level, features.parent(level), features.value(level), day, model.tuning());
        if (count == 0 || standing == Standing.WITHIN_NEW) {
            return new Seen(standing, 0, 0, usual, 0);
        }
        Decay decay = model.person(level);
        return new Seen(
                standing,
                (float) slots(level).weight(features.value(level), day, decay),
                (float) slots(level).total(features.parent(level), day, decay),
                usual,
                (float) population.novelty().hazard(level, gap, history(), model.tuning()));
    }

    /** How each level stands to this past. */
    private Standing[] standings(Features features, Model model) {
        var standings = new Standing[Level.COUNT];
        for (Level level : Level.values()) {
            standings[level.place()] =
                    count == 0 ? unheardOf(level, features) : standing(level, features, standings, model);
        }
        return standings;
    }

    /** Without a past only the rarity of country and operator says anything: devices and addresses of newcomers are all new. */
    private static Standing unheardOf(Level level, Features features) {
        if (!features.evaluable(level)) {
            return Standing.NOT_EVALUABLE;
        }
        return level == Level.COUNTRY || level == Level.ASN ? Standing.NEW : Standing.NOT_RECORDED;
    }

    private Standing standing(Level level, Features features, Standing[] above, Model model) {
        if (!features.evaluable(level)) {
            return Standing.NOT_EVALUABLE;
        }
        Standing parent = level.head() ? Standing.KNOWN : above[level.place() - 1];
        return switch (parent) {
            case NEW, WITHIN_NEW -> Standing.WITHIN_NEW;
            case NOT_RECORDED, VOUCHED_FOR -> Standing.NOT_RECORDED;
            case KNOWN, NOT_EVALUABLE -> {
                if (level == Level.AGENT && parent == Standing.KNOWN && features.registered()) {
                    yield Standing.VOUCHED_FOR;
                }
                if (slots(level).total(features.parent(level), features.day(), model.person(level)) == 0) {
                    // Nothing of this kind could be judged until now: the source or the database is new, not the
                    // person's habits.
                    yield Standing.NOT_RECORDED;
                }
                yield slots(level).find(features.value(level)) >= 0 ? Standing.KNOWN : Standing.NEW;
            }
        };
    }

    private int history() {
        if (count < 2) {
            return 0;
        }
        return count < 5 ? 1 : count < 10 ? 2 : 3;
    }

    /** The bin of the time since the sign-in before; of a late one, since the one before it among the last, or else until the one after it. */
    private int gap(long millis) {
        long gap = Long.MAX_VALUE;
        if (count > 0 && millis >= last) {
            gap = millis - last;
        } else {
            for (Past past : ring) {
                if (past.millis <= millis) {
                    gap = millis - past.millis;
                }
            }
            if (gap == Long.MAX_VALUE && !ring.isEmpty()) {
                gap = ring.getFirst().millis - millis;
            }
        }
        int bin = 0;
        while (bin < Tuning.GAPS.size() && gap >= Tuning.GAPS.get(bin)) {
            bin++;
        }
        return bin;
    }

    /** What this sign-in teaches, as things stand. */
    public Lesson lesson(Features features, double weight, Model model) {
        var occasions = EnumSet.noneOf(Level.class);
        var fresh = EnumSet.noneOf(Level.class);
        if (count > 0) {
            Standing[] standings = standings(features, model);
            for (Level level : Level.values()) {
                Standing standing = standings[level.place()];
                if (standing == Standing.KNOWN || standing == Standing.NEW) {
                    occasions.add(level);
                }
                if (standing == Standing.NEW) {
                    fresh.add(level);
                }
            }
        }
        return new Lesson(features, weight, gap(features.millis()), history(), occasions, fresh);
    }

    /** The profile that has learned it. */
    public Profile with(Lesson lesson, Model model) {
        Features features = lesson.features();
        int day = features.day();
        var next = new ArrayList<Slots>(Level.COUNT);
        for (Level level : Level.values()) {
            Slots slots = slots(level);
            Decay decay = model.person(level);
            if (!level.head()) {
                slots = slots.within(next.getLast(), day, decay);
            }
            next.add(slots.plus(
                    features.parent(level),
                    features.value(level),
                    day,
                    lesson.weight(),
                    model.tuning().level(level).bound(),
                    decay));
        }
        long millis = features.millis();
        int lastDay = (int) Math.floorDiv(last, Features.MILLIS_OF_A_DAY);
        double total = count == 0
                ? lesson.weight()
                : day >= lastDay
                        ? sum * model.person().after(day - lastDay) + lesson.weight()
                        : sum + lesson.weight() * model.person().after(lastDay - day);
        return new Profile(
                total,
                count + 1,
                count == 0 ? millis : Math.min(first, millis),
                count == 0 ? millis : Math.max(last, millis),
                next,
                remembered(new Past(millis, features.value(Level.IP), features.value(Level.DEVICE))));
    }

    private List<Past> remembered(Past past) {
        var next = new ArrayList<>(ring);
        int at = next.size();
        while (at > 0 && next.get(at - 1).millis > past.millis) {
            at--;
        }
        next.add(at, past);
        return next.subList(Math.max(0, next.size() - RING), next.size());
    }

    /**
     * The profile as if it had not learned it: to rounding, and but for what was forgotten for want of room in between. The time of the first sign-in
     * stays, so that unlearning never sends anybody back to the days of learning.
     */
    public Profile without(Lesson lesson, Model model) {
        if (count <= 1) {
            return EMPTY;
        }
        Features features = lesson.features();
        int day = features.day();
        var next = new ArrayList<Slots>(Level.COUNT);
        for (Level level : Level.values()) {
            Decay decay = model.person(level);
            Slots slots = slots(level).minus(features.value(level), day, lesson.weight(), decay);
            next.add(level.head() ? slots : slots.within(next.getLast(), day, decay));
        }
        var left = new ArrayList<>(ring);
        left.remove(new Past(features.millis(), features.value(Level.IP), features.value(Level.DEVICE)));
        int lastDay = (int) Math.floorDiv(last, Features.MILLIS_OF_A_DAY);
        long latest = last == features.millis() && !left.isEmpty() ? left.getLast().millis : last;
        int latestDay = (int) Math.floorDiv(latest, Features.MILLIS_OF_A_DAY);
        double sumThen = sum - lesson.weight() * model.person().after(lastDay - day);
        double total = Math.max(0, sumThen / model.person().after(lastDay - latestDay));
        return new Profile(total, count - 1, first, latest, next, left);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Profile that
                && Double.compare(sum, that.sum) == 0
                && count == that.count
                && first == that.first
                && last == that.last
                && levels.equals(that.levels)
                && ring.equals(that.ring);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(last) * 31 + count;
    }

    @Override
    public String toString() {
        return "Profile of " + count + " sign-ins, the latest at " + last();
    }
}
