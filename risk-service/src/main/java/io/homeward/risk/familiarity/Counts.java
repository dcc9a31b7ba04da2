package io.homeward.risk.familiarity;

import java.util.Arrays;

/** Decayed weights by number: an open hash table, because a population is asked many times for every sign-in. */
final class Counts {
    private static final int SMALLEST = 16;

    private long[] keys = new long[SMALLEST];
    private boolean[] used = new boolean[SMALLEST];
    private double[] weights = new double[SMALLEST];
    private int[] days = new int[SMALLEST];
    private int[] children = new int[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    /** Where a number stands; negative where it does not. */
    int find(long key) {
        int at = slot(key);
        return used[at] ? at : -1;
    }

    private int slot(long key) {
        // The numbers are hashes already, but for a few small ones: one multiplication spreads those.
        int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & keys.length - 1;
        while (used[at] && keys[at] != key) {
            at = at + 1 & keys.length - 1;
        }
        return at;
    }

    double weight(long key, int day, Decay decay) {
        int at = slot(key);
        return used[at] ? weights[at] * decay.after(day - days[at]) : 0;
    }

    int children(int at) {
        return children[at];
    }

    /** @return whether it was not there before */
    boolean add(long key, double weight, int day, Decay decay) {
        int at = slot(key);
        boolean added = !used[at];
        if (added) {
            used[at] = true;
            keys[at] = key;
            weights[at] = Math.max(0, weight);
            days[at] = day;
            size++;
            if (size * 2 > keys.length) {
                rebuild(keys.length * 2, -1, day, decay);
            }
        } else if (day >= days[at]) {
            weights[at] = Math.max(0, weights[at] * decay.after(day - days[at]) + weight);
            days[at] = day;
        } else {
            weights[at] = Math.max(0, weights[at] + weight * decay.after(days[at] - day));
        }
        return added;
    }

    void child(long key) {
        children[slot(key)]++;
    }

    void forgetHalf(int day, Decay decay) {
        double[] sorted = new double[size];
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            if (used[i]) {
                sorted[n++] = weights[i] * decay.after(day - days[i]);
            }
        }
        Arrays.sort(sorted);
        rebuild(keys.length, sorted[n / 2], day, decay);
    }

    private void rebuild(int length, double heavierThan, int day, Decay decay) {
        long[] oldKeys = keys;
        boolean[] oldUsed = used;
        double[] oldWeights = weights;
        int[] oldDays = days;
        int[] oldChildren = children;
        keys = new long[length];
        used = new boolean[length];
        weights = new double[length];
        days = new int[length];
        children = new int[length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldUsed[i] && oldWeights[i] * decay.after(day - oldDays[i]) > heavierThan) {
                int at = slot(oldKeys[i]);
                used[at] = true;
                keys[at] = oldKeys[i];
                weights[at] = oldWeights[i];
                days[at] = oldDays[i];
                children[at] = oldChildren[i];
                size++;
            }
        }
    }
}
