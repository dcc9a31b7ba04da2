package io.homeward.risk.fanout;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.detection.BetaBinomial;
import io.homeward.risk.detection.FanOutLimits;
import io.homeward.risk.profile.FailureShare;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a technician's last day is out of the ordinary. Customers a day are taken as negative binomial around his own mean, drawn towards his
 * colleagues' while he has few days, and raised by what the team does today; first-time customers among them as beta-binomial around his own
 * share. Pure.
 */
record FanOut(FanOutLimits limits) {

    /** @param evidence counts and what decided, no customer's name */
    record Found(RiskLevel level, Map<String, Object> evidence, String reason) {}

    /** @param onboarded customers whose relationship is new; they do not count */
    Optional<Found> judge(Rounds rounds, Team team, Set<TenantId> onboarded, Instant at) {
        int customers = rounds.recent(at, limits.window(), onboarded);
        int first = rounds.firstTime(at, limits.window(), onboarded);
        Habit habit = rounds.habit(at, limits.window());
        boolean settled = habit.days() >= limits.daysOfHabit();
        double expected = expected(habit, team);
        double rate = surprise(customers, expected, spread(habit));
        double newness = settled ? BetaBinomial.surprise(first, customers, share(habit)) : 0;
        return level(customers, first, rate, newness, settled).map(level -> {
            var evidence = new LinkedHashMap<String, Object>();
            evidence.put("customers", customers);
            evidence.put("firstTimeCustomers", first);
            evidence.put("onboardedCustomers", rounds.recent(at, limits.window(), Set.of()) - customers);
            evidence.put("hours", limits.window().toHours());
            evidence.put("expectedCustomers", rounded(expected));
            evidence.put("usualCustomersADay", rounded(habit.usual()));
            evidence.put("daysKnown", habit.days());
            evidence.put("colleaguesUsual", rounded(team.usual()));
            evidence.put("teamBusier", rounded(team.busier()));
            evidence.put("rateSurprise", rounded(rate));
            evidence.put("firstTimeSurprise", rounded(newness));
            evidence.put("limits", settled ? limits.rateSurprise() : limits.rateSurpriseOfNewcomers());
            return new Found(level, evidence, words(customers, first, habit, team, settled));
        });
    }

    private Optional<RiskLevel> level(int customers, int first, double rate, double newness, boolean settled) {
        double needed = settled ? limits.rateSurprise() : limits.rateSurpriseOfNewcomers();
        boolean many = customers >= limits.leastCustomers() && rate >= needed;
        boolean strange =
                first >= limits.leastFirst() && newness >= limits.firstSurprise() && rate >= limits.rateBesideFirst();
        boolean extreme = many
                && rate >= limits.highRate()
                && newness >= limits.firstSurprise()
                && first >= limits.highFirst()
                && first * 2 > customers;
        return extreme
                ? Optional.of(RiskLevel.HIGH)
                : many || strange ? Optional.of(RiskLevel.MEDIUM) : Optional.empty();
    }

    /** From so many on that a day that was found unusual teaches no more: twice what was expected. */
    int mostToLearn(Rounds rounds, Team team, Instant at) {
        return (int) Math.ceil(2 * expected(rounds.habit(at, limits.window()), team));
    }

    private double expected(Habit habit, Team team) {
        double own = (habit.entries() + limits.weightOfColleagues() * team.usual())
                / (habit.days() + limits.weightOfColleagues());
        return Math.max(own, 0.5) * team.busier();
    }

    private double spread(Habit habit) {
        if (habit.days() < limits.daysOfHabit()) {
            return limits.spreadOfNewcomers();
        }
        // His own spread, drawn towards what is usual: a few days that happen to be alike promise nothing about the
        // next.
        double mean = habit.usual();
        double excess =
                (habit.days() * (habit.variance() - mean) + limits.weightOfSpread() * mean * mean / limits.spread())
                        / (habit.days() + limits.weightOfSpread());
        return excess <= 0
                ? limits.steadiest()
                : Math.clamp(mean * mean / excess, limits.spreadOfNewcomers(), limits.steadiest());
    }

    private FailureShare share(Habit habit) {
        double own = habit.entries() + limits.firstPriorWeight();
        double shrink = Math.min(1, limits.firstMostWeight() / own);
        double first = habit.first() + limits.firstPrior() * limits.firstPriorWeight();
        return new FailureShare(first * shrink, (own - first) * shrink);
    }

    /** Minus the decimal logarithm of the probability of so many or more, where the mean and the size of a negative binomial are these. */
    static double surprise(int customers, double mean, double size) {
        if (customers <= 0) {
            return 0;
        }
        double ratio = mean / (size + mean);
        double log = size * Math.log(size / (size + mean));
        for (int k = 0; k < customers; k++) {
            log += Math.log((k + size) / (k + 1) * ratio);
        }
        double sum = 0;
        double relative = 1;
        for (int k = customers; relative > 1e-12 && k < customers + 10_000; k++) {
            sum += relative;
            relative *= (k + size) / (k + 1) * ratio;
        }
        return Math.max(0, -(log + Math.log(sum)) / Math.log(10));
    }

    private static String words(int customers, int first, Habit habit, Team team, boolean settled) {
        String usual = settled
                ? "he usually enters %.1f on a working day (%d known)".formatted(habit.usual(), habit.days())
                : "he has few days of his own yet, and his colleagues usually enter %.1f".formatted(team.usual());
        String busier = team.busier() > 1.5
                ? "; his team is %.1f times as busy as usual, which was allowed for".formatted(team.busier())
                : "";
        return String.format(
                Locale.ROOT,
                "Entered %d customers within 24 hours, %d of them for the first time; %s%s.",
                customers,
                first,
                usual,
                busier);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
