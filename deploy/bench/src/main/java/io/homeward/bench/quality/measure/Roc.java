package io.homeward.bench.quality.measure;

import java.util.Arrays;

/** What a threshold would do to owners and to attackers. Challenged is whoever is above or at it; scores are without ties. */
public final class Roc {
    private final double[] owners;
    private final double[] attackers;

    public Roc(double[] owners, double[] attackers) {
        this.owners = owners.clone();
        this.attackers = attackers.clone();
        Arrays.sort(this.owners);
        Arrays.sort(this.attackers);
    }

    /** How likely an attacker is placed above an owner. */
    public double auc() {
        double above = 0;
        int owner = 0;
        for (double attacker : attackers) {
            while (owner < owners.length && owners[owner] < attacker) {
                owner++;
            }
            above += owner;
        }
        return above / owners.length / attackers.length;
    }

    /** The share of attackers challenged when at most this share of owners is. */
    public double caught(double challenges) {
        return shareFrom(attackers, thresholdFor(owners, challenges));
    }

    /** The share of owners challenged when at least this share of attackers is. */
    public double challenges(double caught) {
        return shareFrom(owners, thresholdToCatch(caught));
    }

    /** The highest threshold at which at least this share of attackers is challenged. */
    public double thresholdToCatch(double caught) {
        int needed = (int) Math.ceil(caught * attackers.length - 1e-9);
        return needed == 0 ? Double.POSITIVE_INFINITY : attackers[attackers.length - needed];
    }

    /** The lowest threshold at which at most this share of the sorted scores is challenged. */
    public static double thresholdFor(double[] sorted, double share) {
        int most = (int) Math.floor(share * sorted.length + 1e-9);
        return most >= sorted.length ? Double.NEGATIVE_INFINITY : Math.nextUp(sorted[sorted.length - 1 - most]);
    }

    /** The share of the sorted scores at or above the threshold. */
    public static double shareFrom(double[] sorted, double threshold) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return sorted.length == 0 ? 0 : (sorted.length - low) / (double) sorted.length;
    }
}
