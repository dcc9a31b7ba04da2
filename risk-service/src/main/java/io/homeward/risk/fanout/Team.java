package io.homeward.risk.fanout;

import io.homeward.risk.detection.FanOutLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What colleagues do.
 *
 * @param usual customers a day, on average of those with habits
 * @param busier how many times the usual they do at the moment: the median, at least 1
 */
record Team(double usual, double busier) {

    /**
     * One of them.
     *
     * @param recent customers in the window before {@code updatedAt}
     */
    record Colleague(int days, double usual, int recent, Instant updatedAt) {}

    static Team of(List<Colleague> colleagues, Instant at, FanOutLimits limits) {
        List<Colleague> settled = colleagues.stream()
                .filter(each -> each.days >= limits.daysOfHabit())
                .toList();
        double usual = settled.stream().mapToDouble(Colleague::usual).average().orElse(limits.usualOfNobody());
        return new Team(usual, busier(settled, at, limits));
    }

    private static double busier(List<Colleague> settled, Instant at, FanOutLimits limits) {
        Duration window = limits.window();
        double[] ratios = settled.stream()
                .filter(each -> each.updatedAt.isAfter(at.minus(window)))
                .mapToDouble(each -> (each.recent + 1) / (each.usual + 1))
                .sorted()
                .toArray();
        if (ratios.length < limits.teamLeast()) {
            return 1;
        }
        double median = ratios[(ratios.length - 1) / 2];
        return Math.clamp(median, 1, limits.teamBusiest());
    }
}
