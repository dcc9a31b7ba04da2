package io.homeward.risk.familiarity;

import java.util.Optional;

/** What a tenant's people do, as far as one sign-in is held against it. */
public interface Population {

    /**
     * What is known under one parent.
     *
     * @param count decayed weight of the value
     * @param total decayed weight of all values under the parent
     * @param children how many different values there are
     */
    record Tally(double count, double total, double children) {
        static final Tally NOTHING = new Tally(0, 0, 0);
    }

    /** @param day since 1970, UTC: the day it is asked for */
    Tally tally(Level level, long parent, long value, int day);

    Novelty novelty();

    /** Which state of it answered; kept with a score. */
    long version();

    /** What all tenants do, where they agreed to tell; its values are hashed with the same key. */
    default Optional<Population> world() {
        return Optional.empty();
    }

    /**
     * How usual a value is: the tenant's share, smoothed by half an occurrence for each value that is or might be there. With a world beside it, the
     * tenant's plain share shrunk to the world's smoothed one.
     */
    default double share(Level level, long parent, long value, int day, Tuning tuning) {
        Tally here = tally(level, parent, value, day);
        double slack = tuning.level(level).slack();
        Optional<Population> world = world();
        if (world.isEmpty()) {
            return smoothed(here, slack);
        }
        double weight = tuning.hazards().world();
        double everywhere = smoothed(world.get().tally(level, parent, value, day), slack);
        return (here.count() + weight * everywhere) / (here.total() + weight);
    }

    private static double smoothed(Tally tally, double slack) {
        return (tally.count() + .5) / (tally.total() + .5 * (tally.children() + slack));
    }
}
