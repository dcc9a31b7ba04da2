package io.homeward.risk.detection;

import java.time.Duration;

/**
 * Every number that delegated fan-out ({@code fanout}) decides by, with its reason.
 *
 * @param window a stolen account is used within a day, and a working day with its night shift lies in one
 * @param rateSurprise decimal orders of magnitude by which so many customers a day are rarer than chance: 4 is once in 10,000 working days of one
 *     technician by the model; as his habits are estimated, and there are two rules, made-up ordinary work is found once in about 3,200 days, thirteen
 *     years (1,000 years on seeds of which none was tuned on)
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

    public FanOutLimits {
        require(
                window.compareTo(Duration.ofHours(1)) >= 0 && window.compareTo(Duration.ofDays(7)) <= 0,
                "window is from 1 hour to 7 days");
        require(rateSurprise >= 1 && rateSurprise <= 50, "rate-surprise is from 1 to 50");
        require(
                rateSurpriseOfNewcomers >= rateSurprise && rateSurpriseOfNewcomers <= 50,
                "rate-surprise-of-newcomers is at least fan-out.rate-surprise and at most 50");
        require(leastCustomers >= 2 && leastCustomers <= 1000, "least-customers is from 2 to 1000");
        require(firstSurprise >= 1 && firstSurprise <= 50, "first-surprise is from 1 to 50");
        require(leastFirst >= 2 && leastFirst <= 1000, "least-first is from 2 to 1000");
        require(
                rateBesideFirst >= 0 && rateBesideFirst <= rateSurprise,
                "rate-beside-first is at most fan-out.rate-surprise");
        require(
                highRate >= rateSurprise && highRate <= 50,
                "high-rate is at least fan-out.rate-surprise and at most 50");
        require(highFirst >= leastFirst && highFirst <= 1000, "high-first is from fan-out.least-first to 1000");
        require(daysOfHabit >= 2 && daysOfHabit <= 60, "days-of-habit is from 2 to 60");
        require(usualOfNobody > 0 && usualOfNobody <= 1000, "usual-of-nobody is positive and at most 1000");
        require(
                weightOfColleagues > 0 && weightOfColleagues <= 100,
                "weight-of-colleagues is positive and at most 100");
        require(
                !newRelationship.isNegative() && newRelationship.compareTo(Duration.ofDays(90)) <= 0,
                "new-relationship is at most 90 days");
        require(steadiest >= spread && steadiest <= 1000, "steadiest is at least fan-out.spread and at most 1000");
        require(
                spreadOfNewcomers > 0 && spreadOfNewcomers <= spread,
                "spread-of-newcomers is positive and at most fan-out.spread");
        require(weightOfSpread >= 0 && weightOfSpread <= 1000, "weight-of-spread is from 0 to 1000");
        require(firstPrior > 0 && firstPrior < 1, "first-prior is between 0 and 1");
        require(firstPriorWeight > 0 && firstPriorWeight <= 1000, "first-prior-weight is positive and at most 1000");
        require(
                firstMostWeight >= firstPriorWeight && firstMostWeight <= 10_000,
                "first-most-weight is at least fan-out.first-prior-weight and at most 10000");
        require(teamBusiest >= 1 && teamBusiest <= 1000, "team-busiest is from 1 to 1000");
        require(teamLeast >= 2 && teamLeast <= 100, "team-least is from 2 to 100");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("homeward.detection.fan-out." + otherwise);
        }
    }
}
