package io.homeward.bench.quality;

import io.homeward.bench.quality.attack.Attacker;
import io.homeward.bench.quality.attack.LeakAudit;
import io.homeward.bench.quality.measure.Interval;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one step found: a profile, a seed, all models. Kept as a file, so that a run can be continued and plots drawn again.
 *
 * @param fingerprint of the code that found it
 * @param novelty how many evaluated sign-ins had something new for their person
 * @param audit how well a classifier tells attackers by what is not the attack
 * @param firstDays what a tenant that has no thresholds of its own would see, low to high
 */
public record Results(
        String fingerprint,
        String profile,
        long seed,
        int logins,
        int evaluated,
        int newcomers,
        Map<String, Double> novelty,
        Map<Attacker, Integer> victims,
        Map<Attacker, Map<LeakAudit.Group, Double>> audit,
        List<Model> models,
        List<FirstDays> firstDays) {

    /** Budgets of challenges at which attackers are counted. */
    public static final List<Double> BUDGETS = List.of(.01, .02, .05, .10);

    /** Shares of attackers to be caught at which challenges are counted. */
    public static final List<Double> CATCHES = List.of(.90, .98, .99);

    /** Where the curves are drawn: from 0.1 % of the owners to all, in equal steps of the logarithm. */
    public static final List<Double> CURVE = IntStream.rangeClosed(0, 36)
            .mapToObj(i -> Math.min(1, StrictMath.pow(10, -3 + i / 12.0)))
            .toList();

    /**
     * @param against attackers on accounts with history
     * @param newcomers attackers on accounts without
     */
    public record Model(String name, Map<Attacker, Against> against, Map<Attacker, Against> newcomers, Owners owners) {}

    /**
     * @param caught at each of the budgets
     * @param caughtBetween the middle 95 % of it, people drawn again; for some models only
     * @param challenges to catch each of the shares
     * @param challengesBetween likewise
     * @param curve caught at each of {@link #CURVE}
     * @param byHistory caught at 1 % challenges of all, by length of history: 1-4, 5 and more
     * @param byGap the same by gap
     * @param again median of how often a person is challenged within the first 12 and 39 sign-ins, at thresholds that catch 98 % and 99 %
     */
    public record Against(
            double auc,
            List<Double> caught,
            List<Interval> caughtBetween,
            List<Double> challenges,
            List<Interval> challengesBetween,
            List<Double> curve,
            List<Double> byHistory,
            List<Double> byGap,
            Map<String, Double> again) {}

    /**
     * What owners put up with at thresholds for each of the budgets.
     *
     * @param transferred challenged in the second half of the evaluation at thresholds from the first
     * @param newUsers challenged among those with 1 to 4 sign-ins before
     * @param abroad challenged among those in a country that is new for them
     */
    public record Owners(List<Double> transferred, List<Double> newUsers, List<Double> abroad) {}

    /**
     * One of the shipped thresholds.
     *
     * @param budget which share of ordinary sign-ins it is meant for
     * @param challenged which share it challenges here
     * @param own the score that this share of the sign-ins reaches
     */
    public record FirstDays(double budget, double challenged, double own) {}
}
