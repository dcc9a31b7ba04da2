package io.homeward.risk.fanout;

import java.util.List;

/**
 * What is usual for one technician.
 *
 * @param days on which he entered anybody
 * @param usual customers on one of them, on average
 * @param variance of that
 * @param entries customers counted once a day, over all days, and how many of them were {@code first} ones
 */
record Habit(int days, double usual, double variance, int entries, int first) {
    static Habit of(List<Rounds.Day> days) {
        double mean = days.stream().mapToInt(Rounds.Day::customers).average().orElse(0);
        double variance = days.size() < 2
                ? 0
                : days.stream()
                                .mapToDouble(each -> (each.customers() - mean) * (each.customers() - mean))
                                .sum()
                        / (days.size() - 1);
        return new Habit(
                days.size(),
                mean,
                variance,
                days.stream().mapToInt(Rounds.Day::customers).sum(),
                days.stream().mapToInt(Rounds.Day::first).sum());
    }
}
