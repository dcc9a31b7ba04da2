package io.homeward.bench.quality.world;

/**
 * A device as somebody owns it: what it says changes with the releases of its system and browser, some time after they come out.
 *
 * @param lag seconds from a release to this device's update
 */
record Owned(int os, int browser, int model, double lag) {
    private static final double DAY = 86_400;
    private static final double BROWSER_CYCLE = 42 * DAY;
    private static final double OS_CYCLE = 200 * DAY;
    private static final double MEAN_LAG = 20 * DAY;

    /** Android, iOS, Windows, macOS, Linux. */
    private static final double[] SYSTEMS = {.36, .28, .22, .12, .02};

    /** Chrome, Safari, Edge, Firefox, Samsung, by system. */
    private static final double[][] BROWSERS = {
        {.80, 0, 0, .05, .15}, {.15, .85, 0, 0, 0}, {.65, 0, .20, .15, 0}, {.42, .50, 0, .08, 0}, {.50, 0, 0, .50, 0}
    };

    static Owned drawn(Dice dice, Profile profile) {
        int os = dice.pick(SYSTEMS);
        return new Owned(
                os,
                dice.pick(BROWSERS[os]),
                profile.models() == 1 ? 0 : dice.pick(Dice.zipf(profile.models(), 1)),
                dice.exponential(MEAN_LAG));
    }

    /** What it says {@code at} so many seconds after the beginning. Nothing says a version that is not out. */
    Device at(long at) {
        return new Device(
                os,
                browser,
                model,
                version(at, OS_CYCLE, os * 31 * DAY),
                version(at, BROWSER_CYCLE, browser * 9 * DAY));
    }

    private int version(long at, double cycle, double phase) {
        return 20 + (int) Math.floor((at - lag + phase) / cycle);
    }

    /** The newest browser version that is out. */
    static int newest(int browser, long at) {
        return 20 + (int) Math.floor((at + browser * 9 * DAY) / BROWSER_CYCLE);
    }
}
