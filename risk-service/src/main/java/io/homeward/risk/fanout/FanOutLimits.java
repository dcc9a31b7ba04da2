package io.homeward.risk.fanout;

import java.time.Duration;

/**
 * Every number the rule decides by, with its reason.
 *
 * @param window a stolen account is used within a day, and a working day with its night shift lies in one
 * @param rateSurprise decimal orders of magnitude by which so many customers a day are rarer than chance: 4 is once in 10,000 working days of one
 *     technician, 40 years
 * @param rateSurpriseOfNewcomers the same for who has not yet days of his own: he is measured by others, so more is wanted
 * @param leastCustomers however surprising, fewer are an ordinary morning in any organisation
 * @param firstSurprise the same for the share of customers he had never entered
 * @param leastFirst fewer are a colleague's holiday
 * @param rateBesideFirst first-time customers alone are a takeover of a colleague's; with a day that only one in a hundred is as busy they are not
 * @param highRate from here on, with most of them first-time, it is high: once in a million working days
 * @param highFirst and so many of them
 * @param daysOfHabit from so many working days on he is measured by himself: a week
 * @param usualOfNobody customers a day where neither he nor his colleagues have habits yet
 * @param weightOfColleagues their habit counts like so many days of his own
 * @param newRelationship a relationship is new for so long: an onboarding takes days, and a weekend may be among them
 * @param steadiest the size of the negative binomial of whose days are most alike
 * @param spread technicians' days differ: variance mean + mean&sup2;/3, a quiet day beside one of three times the mean
 * @param spreadOfNewcomers and among people they differ more
 * @param weightOfSpread that counts like so many days of his own: a variance of fewer is a guess
 * @param firstPrior of a hundred entries of an ordinary week ten are first ones
 * @param firstPriorWeight that counts like so many entries
 * @param firstMostWeight his own share never counts like more entries than this: weeks differ from each other
 * @param teamBusiest colleagues' business today explains his up to so many times the usual
 * @param teamLeast so many colleagues make it the team's business; one is another stolen account
 */
public record FanOutLimits(
        Duration window,
        double rateSurprise,
        double rateSurpriseOfNewcomers,
        int leastCustomers,
        double firstSurprise,
        int leastFirst,
        double rateBesideFirst,
        double highRate,
        int highFirst,
        int daysOfHabit,
        double usualOfNobody,
        double weightOfColleagues,
        Duration newRelationship,
        double steadiest,
        double spread,
        double spreadOfNewcomers,
        double weightOfSpread,
        double firstPrior,
        double firstPriorWeight,
        double firstMostWeight,
        double teamBusiest,
        int teamLeast) {

    public static final FanOutLimits SHIPPED = new FanOutLimits(
            Duration.ofHours(24),
            4,
            5,
            8,
            4,
            5,
            2,
            6,
            8,
            5,
            3,
            2,
            Duration.ofDays(7),
            20,
            3,
            1,
            20,
            0.1,
            10,
            60,
            10,
            2);
}
