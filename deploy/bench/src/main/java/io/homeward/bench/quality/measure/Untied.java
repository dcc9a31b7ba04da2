package io.homeward.bench.quality.measure;

import io.homeward.bench.quality.world.Dice;
import java.util.Arrays;

/**
 * Scores of a model turned into places in one common order. Among equals chance decides: a model that knows few values is measured as if the
 * sign-ins at its threshold were challenged at random, and gains nothing from the side on which its ties fall.
 */
public final class Untied {
    private record Entry(double score, long lot, int group, int index) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byScore = Double.compare(score, other.score);
            return byScore != 0 ? byScore : Long.compare(lot, other.lot);
        }
    }

    private Untied() {}

    /** The same groups with, instead of each score, its place among all; all places differ. */
    public static double[][] places(Dice dice, double[]... groups) {
        int size = Arrays.stream(groups).mapToInt(group -> group.length).sum();
        var entries = new Entry[size];
        int at = 0;
        for (int group = 0; group < groups.length; group++) {
            for (int i = 0; i < groups[group].length; i++) {
                long lot = (long) dice.below(Integer.MAX_VALUE) << 20 | at;
                entries[at++] = new Entry(groups[group][i], lot, group, i);
            }
        }
        Arrays.sort(entries);
        var places = new double[groups.length][];
        Arrays.setAll(places, group -> new double[groups[group].length]);
        for (int place = 0; place < size; place++) {
            places[entries[place].group][entries[place].index] = place;
        }
        return places;
    }
}
