package io.homeward.bench.quality.peer;

import io.homeward.bench.quality.world.Dice;

/** How often each of very many keys has been seen. */
public final class Counter {
    private long[] keys = new long[1 << 12];
    private int[] counts = new int[1 << 12];
    private int size;

    /** A key for a value of something, of somebody. */
    public static long key(long kind, long whose, long value) {
        long mixed = Dice.mixed(Dice.mixed(kind ^ Dice.mixed(whose)) ^ value);
        return mixed == 0 ? 1 : mixed;
    }

    public int get(long key) {
        return counts[slot(key)];
    }

    /** Counts it, and returns how often it had been seen before. */
    public int add(long key) {
        int slot = slot(key);
        if (counts[slot] == 0) {
            keys[slot] = key;
            if (++size * 2 > keys.length) {
                grow();
                slot = slot(key);
            }
        }
        return counts[slot]++;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
