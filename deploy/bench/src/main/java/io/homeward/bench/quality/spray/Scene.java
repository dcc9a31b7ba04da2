package io.homeward.bench.quality.spray;

import io.homeward.bench.quality.spray.Attempt.Ending;
import io.homeward.bench.quality.world.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Attempts in the making. */
final class Scene {
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;
    private static final double MISTYPES = .08;
    private static final double AT_WORK = .7;

    private final Dice dice;
    private final List<Attempt> attempts = new ArrayList<>();
    private int names;

    Scene(Dice dice) {
        this.dice = dice;
    }

    List<Attempt> attempts() {
        return attempts.stream().sorted(Comparator.comparingLong(Attempt::at)).toList();
    }

    /** So many names nobody has tried yet; returns the first. */
    private int fresh(int count) {
        names += count;
        return names - count;
    }

    /** One wrong password each for so many names, from this address, somewhere in the time. */
    Scene spray(int source, int count, long from, long seconds) {
        int first = fresh(count);
        for (int i = 0; i < count; i++) {
            add(from + (long) (dice.share() * seconds), source, first + i, Ending.WRONG);
        }
        return this;
    }

    /**
     * An office behind one address: each working day most people sign in once or twice, some mistype before, and a share that differs from
     * office to office gives up.
     */
    Scene office(int source, int people, int days) {
        int first = fresh(people);
        double giveUp = givingUp();
        for (int day = 0; day < days; day++) {
            for (int i = 0; i < people; i++) {
                if (day % 7 < 5 && dice.chance(AT_WORK)) {
                    long at = day * DAY + 7 * HOUR + (long) (dice.share() * 10 * HOUR);
                    signIn(at, source, first + i, MISTYPES, giveUp);
                }
            }
        }
        return this;
    }

    /** Beta(6, 54), a tenth on average: what the engine expects of a source nobody knows. */
    private double givingUp() {
        double six = gamma(6);
        return six / (six + gamma(54));
    }

    private double gamma(int shape) {
        double sum = 0;
        for (int i = 0; i < shape; i++) {
            sum += dice.exponential(1);
        }
        return sum;
    }

    private void signIn(long at, int source, int name, double mistypes, double giveUp) {
        if (dice.chance(giveUp)) {
            for (int i = 0; i <= dice.below(3); i++) {
                add(at + i * 20L, source, name, Ending.WRONG);
            }
            return;
        }
        if (dice.chance(mistypes)) {
            add(at - 30, source, name, Ending.WRONG);
        }
        add(at, source, name, Ending.RIGHT);
    }

    /** On a Monday morning passwords have expired. */
    Scene expiry(int source, int people) {
        int first = fresh(people);
        for (int i = 0; i < people; i++) {
            long at = 8 * HOUR + (long) (dice.share() * HOUR);
            if (dice.chance(.6)) {
                add(at, source, first + i, Ending.EXPIRED);
                signIn(at + 200, source, first + i, .3, .05);
            } else {
                signIn(at, source, first + i, MISTYPES, .03);
            }
        }
        return this;
    }

    /** The connection was away, and everybody signs in again within ten minutes, in a hurry. */
    Scene outage(int source, int people) {
        int first = fresh(people);
        for (int i = 0; i < people; i++) {
            signIn(10 * HOUR + (long) (dice.share() * 600), source, first + i, .15, .06);
        }
        return this;
    }

    /** Telephones that know the old password try it all day, some of people who are in the office as well. */
    Scene staleDevices(int source, int people, int devices) {
        int first = fresh(people);
        for (int i = 0; i < people; i++) {
            boolean stale = i < devices;
            for (long at = 8 * HOUR; stale && at < 17 * HOUR; at += 1_800) {
                add(at + dice.below(600), source, first + i, Ending.WRONG);
            }
            if (!stale || dice.chance(.5)) {
                signIn(8 * HOUR + (long) (dice.share() * 2 * HOUR), source, first + i, MISTYPES, .03);
            }
        }
        return this;
    }

    /** The first day of a term: everybody is new, many fail at first, some for good. */
    Scene firstDay(int source, int people) {
        int first = fresh(people);
        for (int i = 0; i < people; i++) {
            signIn(9 * HOUR + (long) (dice.share() * 2 * HOUR), source, first + i, .3, .10);
        }
        return this;
    }

    private void add(long at, int source, int name, Ending ending) {
        attempts.add(new Attempt(Math.max(0, at), source, name, ending));
    }
}
