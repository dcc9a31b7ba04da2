package io.homeward.bench.quality.world;

import java.util.List;

/** How long somebody has not signed in, in the bins in which novelty has been published. */
public enum Gap {
    SECONDS("< 1 min", 5, 60),
    MINUTES("to 10 min", 60, 600),
    HOUR("to 1 h", 600, 3_600),
    DAY("to 1 d", 3_600, 86_400),
    WEEK("to 7 d", 86_400, 7 * 86_400),
    MONTH("to 30 d", 7 * 86_400, 30 * 86_400),
    LONGER("> 30 d", 30 * 86_400, 200 * 86_400);

    /** From the shortest to the longest. */
    public static final List<Gap> ALL = List.of(values());

    private final String told;
    private final long from;
    private final long to;

    Gap(String told, long from, long to) {
        this.told = told;
        this.from = from;
        this.to = to;
    }

    /** The bin of a gap in seconds. */
    public static Gap of(long seconds) {
        for (Gap each : ALL) {
            if (seconds < each.to) {
                return each;
            }
        }
        return LONGER;
    }

    /** Seconds, every order of magnitude in the bin as likely as every other. */
    long drawn(Dice dice) {
        return Math.round(dice.logUniform((double) from, (double) to));
    }

    /** Its place among {@link #ALL}. */
    int place() {
        return ALL.indexOf(this);
    }

    public String told() {
        return told;
    }
}
