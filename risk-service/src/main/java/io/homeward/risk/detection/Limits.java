package io.homeward.risk.detection;

import java.time.Duration;

/**
 * Every number that detectors decide by, with its reason. Operators may set others ({@code homeward.detection.*}); numbers that make no sense are
 * refused here, so that a service with them does not start. The ones that decided stand in the evidence of every detection.
 */
public record Limits(
        Spray spray,
        Guessing guessing,
        Travel travel,
        Fatigue fatigue,
        Token token,
        Relay relay,
        Browser browser,
        Issuer issuer,
        Confirmed confirmed,
        Campaign campaign,
        FanOutLimits fanOut) {

    public static final Limits SHIPPED = new Limits(
            new Spray(5, 8, 6, Duration.ofHours(24)),
            new Guessing(8),
            new Travel(500, Duration.ofHours(24), 900, 450, 100, 3, 2),
            new Fatigue(Duration.ofMinutes(10), 3, 5, 3),
            new Token(3.2, 6.4),
            new Relay(Duration.ofSeconds(60)),
            new Browser(5, Duration.ofHours(24)),
            new Issuer(50, 3),
            new Confirmed(.5),
            new Campaign(8, 3, 3, 5, 12, 10, 2, 3),
            FanOutLimits.SHIPPED);

    /**
     * @param names so many failing names at one source, at least: what public rules for one address agree on, and fewer are any family's evening
     * @param triesPerName on average, at most: whoever tries a name more often guesses at it, and does not spray
     * @param surprise decimal orders of magnitude by which the share of failing names is rarer than chance at an ordinary source: of simulated busy
     *     addresses 1.5 in 10,000 days reach 4, and none reaches 6
     * @param afterwards a spray is held against passwords that were right at its source up to so long before it showed, or after: lists of hits are
     *     tried within a day
     */
    public record Spray(int names, int triesPerName, double surprise, Duration afterwards) {
        public Spray {
            require(names >= 2 && names <= 10_000, "spray.names is from 2 to 10000");
            require(triesPerName >= 1 && triesPerName <= 1000, "spray.tries-per-name is from 1 to 1000");
            require(surprise >= 1 && surprise <= 50, "spray.surprise is from 1 to 50");
            require(
                    between(afterwards, Duration.ofMinutes(10), Duration.ofDays(7)),
                    "spray.afterwards is from 10 minutes to 7 days");
        }
    }

    /** @param tries more than so many failures for one name within a day are guessing: people give up or ask for a new password before */
    public record Guessing(int tries) {
        public Guessing {
            require(tries >= 3 && tries <= 10_000, "guessing.tries is from 3 to 10000");
        }
    }

    /**
     * @param shortestKm shorter journeys are noise: databases place addresses this wrongly, and every public rule that holds up in use ignores them
     * @param longest sign-ins further apart in time say nothing about travel: anywhere on earth is within a day's flight
     * @param impossibleKmh faster than airliners fly over the ground from door to door
     * @param unlikelyKmh only a prompt non-stop flight is as fast
     * @param familiarKm within this distance of an earlier place one is there again: a metropolitan area
     * @param colleagues so many others of the tenant in the same network within 30 days make it the tenant's own exit, and no journey
     * @param toggles so many changes between the same two networks within 60 days are a VPN switched on and off; once might be anybody's journey
     */
    public record Travel(
            int shortestKm,
            Duration longest,
            int impossibleKmh,
            int unlikelyKmh,
            int familiarKm,
            int colleagues,
            int toggles) {
        public Travel {
            require(shortestKm >= 50 && shortestKm <= 20_000, "travel.shortest-km is from 50 to 20000");
            require(
                    between(longest, Duration.ofMinutes(10), Duration.ofDays(7)),
                    "travel.longest is from 10 minutes to 7 days");
            require(
                    unlikelyKmh >= 100 && unlikelyKmh < impossibleKmh && impossibleKmh <= 10_000,
                    "travel.unlikely-kmh is at least 100 and less than travel.impossible-kmh, which is at most 10000");
            require(familiarKm >= 0 && familiarKm <= shortestKm, "travel.familiar-km is at most travel.shortest-km");
            require(colleagues >= 1 && colleagues <= 100, "travel.colleagues is from 1 to 100");
            require(toggles >= 1 && toggles <= 16, "travel.toggles is from 1 to 16");
        }
    }

    /**
     * Public rules alert at 5 to 10 denied prompts in 5 or 10 minutes; the lower ones end in an approval.
     *
     * @param within how far back prompts are counted: whoever wears somebody down asks every few seconds
     * @param medium so many denied or unanswered prompts: one is a slip and two are a bad connection
     * @param high nobody asks himself five times
     * @param approved an approval after so many denials is what wearing down is for
     */
    public record Fatigue(Duration within, int medium, int high, int approved) {
        /** More denials than this are not remembered of one person. */
        public static final int MOST = 32;

        public Fatigue {
            require(
                    between(within, Duration.ofMinutes(1), Duration.ofDays(1)),
                    "fatigue.within is from 1 minute to 1 day");
            require(
                    medium >= 2 && medium <= high && high <= MOST,
                    "fatigue.medium is at least 2 and at most fatigue.high, which is at most " + MOST);
            require(approved >= 2 && approved <= MOST, "fatigue.approved is from 2 to " + MOST);
        }
    }

    /**
     * @param unlike how unlike its issuing sign-in a use of a session has to be to be spoken of: what 2 % of ordinary sign-ins score against a whole
     *     history, and a use is held against a single sign-in
     * @param most from here on it weighs as much as it can: twice that
     */
    public record Token(double unlike, double most) {
        public Token {
            require(
                    unlike > 0 && unlike < most && most <= 50,
                    "token.unlike is positive and less than token.most, which is at most 50");
        }
    }

    /** @param within how soon after it was issued a session that was relayed is used by the relay's owner: kits replay it at once */
    public record Relay(Duration within) {
        public Relay {
            require(
                    between(within, Duration.ofSeconds(1), Duration.ofHours(1)),
                    "relay.within is from 1 second to 1 hour");
        }
    }

    /**
     * @param people so many people of one tenant in one browser: families and reception desks have fewer, and desks stand in the office
     * @param within a working day and a night
     */
    public record Browser(int people, Duration within) {
        public Browser {
            require(people >= 2 && people <= 100, "browser.people is from 2 to 100");
            require(
                    between(within, Duration.ofMinutes(10), Duration.ofDays(7)),
                    "browser.within is from 10 minutes to 7 days");
        }
    }

    /**
     * @param learntAfter so many sign-ins that named an issuer have to be known before another one is strange: an issuer of one tenant in twenty of
     *     them has then been missed in less than one case in ten
     * @param people once so many people came by it, a new issuer is the tenant's: the first ones have been told of
     */
    public record Issuer(int learntAfter, int people) {
        public Issuer {
            require(learntAfter >= 1 && learntAfter <= 10_000, "issuer.learnt-after is from 1 to 10000");
            require(people >= 1 && people <= 100, "issuer.people is from 1 to 100");
        }
    }

    /**
     * @param weight of confirmations, which halves every 30 days: one is remembered for a month, eight at one address, which is the most, for four
     */
    public record Confirmed(double weight) {
        public Confirmed {
            require(weight > 0 && weight <= 8, "confirmed.weight is positive and at most 8");
        }
    }

    /**
     * @param names so many failing names at one network or client, at least: a busy carrier has some every day
     * @param places from so many neighbourhoods, at least: what comes from fewer is seen by address
     * @param times a network, a client or a tenant is unlike itself from so many times its own share of failing names on: numbers alone grow with the traffic
     * @param days so many days of its own have to be known to measure a key by itself; before, it is measured by others of its kind
     * @param sum so many names more than go with the business of the moment: at three times the usual pace this is e^13, a false alarm in years; a
     *     tenant whose ordinary days come higher is given a higher one of its own
     * @param members so many names with client and failure in common, at least, are a cluster
     * @param strange so many times as many names fail where they never got in as with the same client at home: of an application gone wrong, or of an outage,
     *     most fail at home
     * @param accuses so many times as many names as strangers who got in alike, or none of these is accused: three in four are the campaign's
     */
    public record Campaign(
            int names, int places, double times, int days, double sum, int members, double strange, double accuses) {
        public Campaign {
            require(names >= 2 && names <= 10_000, "campaign.names is from 2 to 10000");
            require(places >= 1 && places <= 1000, "campaign.places is from 1 to 1000");
            require(times > 1 && times <= 100, "campaign.times is more than 1 and at most 100");
            require(days >= 1 && days <= 30, "campaign.days is from 1 to 30");
            require(sum >= 2 && sum <= 10_000, "campaign.sum is from 2 to 10000");
            require(members >= 2 && members <= 10_000, "campaign.members is from 2 to 10000");
            require(strange > 0 && strange <= 100, "campaign.strange is positive and at most 100");
            require(accuses >= 1 && accuses <= 100, "campaign.accuses is from 1 to 100");
        }
    }

    private static boolean between(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("homeward.detection." + otherwise);
        }
    }
}
