package io.homeward.bench.quality.report;

/** What the page says beside its numbers. */
final class Prose {
    static final String OPENING = """
            # How good the risk engine is, beside others

            Written by `deploy/bench/risk-quality`; run it again after every change of the engine. It measures `familiarity`, the part of
            risk-service that says how likely a sign-in with the right password is somebody else's, on made-up sign-ins, since no labelled real
            ones can be had. All models see the same sign-ins in the same order. The first half teaches; in the second, every fifth sign-in is
            replaced, at its very moment, by what each attacker would have made of it, and what attackers do is never learned.

            *Caught* is the share of attackers challenged when so many owners are; *challenges* the share of owners challenged when so many
            attackers are. ± is half of the 95 % interval over seeds. Ties are broken by chance.

            Attackers have the password. **naive**: anybody's address and device. **vpn**: an address in the owner's country, anybody's device.
            **targeted**: another address of the owner's network, everything else his. **rented**: any network of the world, hardly ever one that
            people use. **rare**: any network that people do use, the rarest as likely as the most common.
            """;

    static final String GATE = """
            A comparison on made-up sign-ins says something only if a known model does on them what it does on real ones. Freeman's model has been
            measured on the 31 million sign-ins of the published RBA data set; here it does this (profile *calm*, all seeds). Turned to get there
            were three knobs: new addresses abroad from 8 % to 3 %, new networks at home from 14 % to 9 %, and two models of each device instead of
            one. The other profiles have no gate.

            """;

    static final String MODELS = """
            Freeman in two forms: the sum over seven attributes whose results are published, and the weighted levels of the data set's authors.
            Keycloak-style and BuffaLogs-style are our reading of what their documents and sources say they do, with the parts these sign-ins have
            data for; Keycloak's bias, added twice, moves all scores alike and so changes its levels, not its order. *Homeward* is as shipped;
            the rows below it have one thing taken away or one switch turned.
            """;

    static final String FIRST_DAYS = """
            Until a tenant has some thousand sign-ins, shipped thresholds weigh in: what they do to people who are no longer new. They are meant to
            challenge rather less than their budgets, as a false alarm in the first weeks costs more trust than a late one. Shared labs, where
            everybody's device is anybody's, are above the lowest until their own sign-ins have spoken.

            """;

    static final String SPRAYS = """
            One wrong password each for many names, twenty times each campaign; then what looks like it; then three hundred offices of 3 to 400
            people behind one address each, for twenty days, in which a tenth of the names on average fail and give up. The published rules look at
            one address at a time; Homeward at the address and its neighbourhood, in four windows, and at networks, clients and the tenant as a whole.

            """;

    static final String WIDE = """
            The same among ordinary sign-ins: tenants of 200, 1,000 and 5,000 people who sign in from home networks, 6 % of the time from where they had
            never been, mistype (8 %) and now and then give up (2 %). Two weeks are learnt from; then a day with a campaign, or with what looks like one,
            or a whole month with neither. Seven of ten names tried are somebody's. No address of a campaign has more than a few tries, so rules by address
            see none of it: that is the last column, what there was before. The service judges estimates where the benchmark has exact counts.

            The larger a tenant, the more of its people mistype with its commonest client at home, and the more it takes to stand out beside them, twice
            as many: a campaign of 400 that comes with that client, or with another each time, goes unseen at 5,000 people, and the latter mostly at
            1,000. Without that rule a release that fails for everybody would be an alert each time. Whoever is slower than the tenant's own noise, twenty
            names a day, goes unseen almost everywhere.

            """;

    static final String LIMITS = """
            - Targeted attackers are hardly caught at small budgets by anybody: their only difference, a new address, is what owners show in four of ten
              sign-ins. A rule that challenges every new address of a well-known person catches more of them, and more of everybody.
            - Accounts without history are judged by their network alone. The last row of those tables says what the best judge could do.
            - Everything is synthetic, and the generator and the engine come from the same specification. That novelty depends on how long somebody
              was away is built in because it was measured on the real data set; an engine that looks at it profits by construction.
            - The published figures of Freeman have tails the generator reproduces only within the gate's tolerances. What is said about 1 %
              challenges is the least certain.
            - Attackers on the owner's own network and device (a stolen session, malware) are out of reach of any such score.
            - Real logs are not judged here.
            - Technicians who go round unusually many customers (`delegatedFanOut`) are not part of this benchmark. Its false alarms were once counted on the
              seeds it was tuned on; on others (risk-service, `FanOutTest`: 1,000 working years of made-up technicians with habits of their own, five sets of
              seeds) ordinary work is found 77 times, 9 to 22 a set: once in thirteen years of a technician, three times as often as its limit of one in
              10,000 days says, since habits are estimated and there are two rules. For a team of twenty that is three in two years, at medium; left so.
            """;

    private Prose() {}
}
