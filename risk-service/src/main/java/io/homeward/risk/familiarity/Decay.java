package io.homeward.risk.familiarity;

/** How much of a weight is left after some days. Whole days only, from a table: the same bits everywhere. */
public final class Decay {
    /** Nothing is left of what is older: eleven years are 45 half-lives of the slowest that is used on people. */
    private static final int LONGEST = 4096;

    private final double[] left = new double[LONGEST];

    public Decay(double halfLifeDays) {
        for (int day = 0; day < LONGEST; day++) {
            left[day] = StrictMath.pow(2, -day / halfLifeDays);
        }
    }

    /** From 1 on the day itself downwards; a negative number of days is none. */
    public double after(int days) {
        if (days <= 0) {
            return 1;
        }
        return days < LONGEST ? left[days] : 0;
    }
}
