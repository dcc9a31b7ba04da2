package io.homeward.risk.familiarity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One level of a profile: values under their parents with decayed weights, and what was forgotten for want of room. Immutable. Few enough entries for a
 * linear search to be the fastest.
 */
final class Slots {
    static final Slots EMPTY = new Slots(new long[0], new long[0], new float[0], new int[0], 0, 0);

    /** What is left of a weight after unlearning it is zero but for rounding; a real weight decays to this in five years, of versions in half of that. */
    private static final float NOTHING = 1e-6f;

    final long[] parents;
    final long[] values;
    final float[] weights;
    final int[] days;
    final float other;
    final int otherDay;

    Slots(long[] parents, long[] values, float[] weights, int[] days, float other, int otherDay) {
        this.parents = parents;
        this.values = values;
        this.weights = weights;
        this.days = days;
        this.other = other;
        this.otherDay = otherDay;
    }

    int size() {
        return values.length;
    }

    int find(long value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        return -1;
    }

    double weight(int i, int day, Decay decay) {
        return weights[i] * decay.after(day - days[i]);
    }

    double weight(long value, int day, Decay decay) {
        int i = find(value);
        return i < 0 ? 0 : weight(i, day, decay);
    }

    /** All that was judged under a parent, with its part of what was forgotten. */
    double total(long parent, int day, Decay decay) {
        double under = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            double weight = weight(i, day, decay);
            all += weight;
            if (parents[i] == parent && (values[i] & ValueKey.BEYOND_JUDGING) == 0) {
                under += weight;
            }
        }
        return under == 0 ? 0 : under * (1 + other * decay.after(day - otherDay) / all);
    }

    /**
     * With more weight on a value. Where that makes one too many, the lightest other one is forgotten; never the one just learned, or a full profile
     * would learn nothing any more.
     */
    Slots plus(long parent, long value, int day, double weight, int bound, Decay decay) {
        int at = find(value);
        if (at >= 0) {
            Slots copy = copy();
            if (day >= days[at]) {
                copy.weights[at] = (float) (weights[at] * decay.after(day - days[at]) + weight);
                copy.days[at] = day;
            } else {
                copy.weights[at] = (float) (weights[at] + weight * decay.after(days[at] - day));
            }
            return copy;
        }
        Slots room = size() < bound ? this : without(lightest(day, decay), day, decay);
        int size = room.size();
        var more = new Slots(
                Arrays.copyOf(room.parents, size + 1),
                Arrays.copyOf(room.values, size + 1),
                Arrays.copyOf(room.weights, size + 1),
                Arrays.copyOf(room.days, size + 1),
                room.other,
                room.otherDay);
        more.parents[size] = parent;
        more.values[size] = value;
        more.weights[size] = (float) weight;
        more.days[size] = day;
        return more;
    }

    /** Takes the weight back that was learned on a day. */
    Slots minus(long value, int day, double weight, Decay decay) {
        int at = find(value);
        if (at < 0) {
            return this;
        }
        double left = day <= days[at]
                ? weights[at] - weight * decay.after(days[at] - day)
                : weights[at] - weight / decay.after(day - days[at]);
        if (left < NOTHING) {
            return dropped(at, other, otherDay);
        }
        Slots copy = copy();
        copy.weights[at] = (float) left;
        return copy;
    }

    private int lightest(int day, Decay decay) {
        int lightest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            double weight = weight(i, day, decay);
            if (weight < least) {
                least = weight;
                lightest = i;
            }
        }
        return lightest;
    }

    private Slots without(int at, int day, Decay decay) {
        int then = Math.max(day, otherDay);
        double forgotten = other * decay.after(then - otherDay) + weights[at] * decay.after(then - days[at]);
        return dropped(at, (float) forgotten, then);
    }

    /** What is part of something forgotten is forgotten with it. */
    Slots within(Slots above, int day, Decay decay) {
        Slots left = this;
        for (int i = left.size() - 1; i >= 0; i--) {
            if (above.find(left.parents[i]) < 0) {
                left = left.without(i, day, decay);
            }
        }
        return left;
    }

    private Slots dropped(int at, float forgotten, int day) {
        int size = size() - 1;
        var less = new Slots(new long[size], new long[size], new float[size], new int[size], forgotten, day);
        for (int i = 0, j = 0; i < values.length; i++) {
            if (i != at) {
                less.parents[j] = parents[i];
                less.values[j] = values[i];
                less.weights[j] = weights[i];
                less.days[j] = days[i];
                j++;
            }
        }
        return less;
    }

    private Slots copy() {
        return new Slots(parents.clone(), values.clone(), weights.clone(), days.clone(), other, otherDay);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Slots that
                && Arrays.equals(parents, that.parents)
                && Arrays.equals(values, that.values)
                && Arrays.equals(weights, that.weights)
                && Arrays.equals(days, that.days)
                && other == that.other
                && otherDay == that.otherDay;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
