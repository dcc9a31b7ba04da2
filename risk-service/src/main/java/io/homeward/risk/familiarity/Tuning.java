package io.homeward.risk.familiarity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every number of the engine. The reason stands with each; those that nobody has measured on real sign-ins say "by design" and are what the quality
 * benchmark varies.
 *
 * @param attackers what is expected of whoever is not the owner
 * @param levels one for each {@link Level}, in its order
 * @param hazards how readily people do something new
 * @param bounds how far one level may speak
 * @param scale from score to level
 * @param weights what detectors' findings add to the score
 */
public record Tuning(
        Attackers attackers, List<PerLevel> levels, Hazards hazards, Bounds bounds, Scale scale, Weights weights) {
    /** Raised with every change of a formula; the numbers speak for themselves in {@link #version()}. */
    private static final String FORMULAS = "chain-lr-2";

    /** Bounds of the gaps since the last accepted sign-in: 1 min, 10 min, 1 h, 24 h, 7 d, 30 d. People's novelty was published in these. */
    static final List<Long> GAPS =
            List.of(60_000L, 600_000L, 3_600_000L, 86_400_000L, 7 * 86_400_000L, 30 * 86_400_000L);

    static final int GAP_BINS = 7;

    /** Lengths of history told apart: 1, 2-4, 5-9, 10 or more accepted sign-ins. */
    static final int HISTORY_BINS = 4;

    public Tuning {
        levels = List.copyOf(levels);
        if (levels.size() != Level.COUNT) {
            throw new IllegalArgumentException("Every level needs its numbers");
        }
    }

    /**
     * A mixture of four. The weights are shares and add up to one.
     *
     * @param naive draws everything from what is usual in the tenant: bots with leaked passwords. Just under half, as in published takeovers
     * @param vpn knows the person's country and exits there
     * @param targeted knows country, operator and device. Small on purpose: on generated sign-ins a hundredth finds as many of the others at every
     *     budget as none at all, while three hundredths cost 5 to 6 more challenges in a hundred to find 99 % of them, and a quarter far more; who
     *     fears targeted attackers has to say so
     * @param foreign sits on infrastructure from anywhere on earth, which users of the tenant need never have used
     * @param countries 230 countries have addresses: {@code foreign} picks one blindly
     * @param networks 84,159 operators over 230 countries: 366 in each on average
     * @param unseenCountry what a VPN attacker's country weighs where the person was never there: he would have picked another. A millionth
     * @param unseenTargeted a targeted attacker errs in operator or device one time in a thousand
     * @param unseenDetail versions go stale, so a copied device shows other ones half of the time
     * @param least no probability is smaller: a thousand-millionth keeps one level from deciding alone by a rounding error
     */
    public record Attackers(
            double naive,
            double vpn,
            double targeted,
            double foreign,
            double countries,
            double networks,
            double unseenCountry,
            double unseenTargeted,
            double unseenDetail,
            double least) {
        public Attackers {
            if (Math.abs(naive + vpn + targeted + foreign - 1) > 1e-9
                    || Math.min(Math.min(naive, vpn), Math.min(targeted, foreign)) < 0) {
                throw new IllegalArgumentException("Shares of attackers add up to one");
            }
        }

        /** The same with other shares. */
        Attackers mixed(double ofNaive, double ofVpn, double ofTargeted, double ofForeign) {
            return new Attackers(
                    ofNaive,
                    ofVpn,
                    ofTargeted,
                    ofForeign,
                    countries,
                    networks,
                    unseenCountry,
                    unseenTargeted,
                    unseenDetail,
                    least);
        }

        Attackers withTargeted(double share) {
            double rest = (1 - share) / (1 - targeted);
            return mixed(naive * rest, vpn * rest, share, foreign * rest);
        }
    }

    /**
     * @param bound how many values a person's profile keeps: together they fit into 4 kB
     * @param halfLife in days, of what a person did: a season; versions of devices change twice as fast
     * @param slack how many values nobody has seen yet are expected beside those that are known under one parent; of operators in
     *     a country a hundred, which finds newcomers on rented infrastructure best where few sign-ins from that country are known
     * @param novelty shipped share of sign-ins that show a new value under a known parent
     * @param byGap the same for each gap since the last sign-in
     * @param byHistory factors of it for each length of history
     */
    public record PerLevel(
            int bound, double halfLife, double slack, double novelty, List<Double> byGap, List<Double> byHistory) {
        public PerLevel {
            byGap = List.copyOf(byGap);
            byHistory = List.copyOf(byHistory);
            if (bound < 1 || bound > 255 || byGap.size() != GAP_BINS || byHistory.size() != HISTORY_BINS) {
                throw new IllegalArgumentException("Numbers of a level do not fit");
            }
        }

        private PerLevel withoutGap() {
            return new PerLevel(
                    bound,
                    halfLife,
                    slack,
                    novelty,
                    Stream.generate(() -> novelty).limit(GAP_BINS).toList(),
                    byHistory);
        }
    }

    /**
     * @param prior how many sign-ins what is shipped weighs against what the tenant's people did: 20, so that a day of a small tenant moves it
     * @param least so that one sign-in is never out of the question
     * @param most so that a familiar value always speaks for the owner
     * @param tenantHalfLife days, of what a tenant's people do: two seasons, as networks change more slowly than people
     * @param world how many of the tenant's sign-ins what is known of all tenants weighs: 50
     * @param byGap whether the time since the last sign-in counts; false only to measure what it is worth
     */
    public record Hazards(
            double prior, double least, double most, double tenantHalfLife, double world, boolean byGap) {}

    /**
     * @param least a level speaks for the owner at most so strongly: e^6 to one, or a stolen laptop would excuse everything else
     * @param most and against him: e^8 to one, or one exotic value would
     * @param hour the time of day is a weak habit
     * @param use what is signed in to, and how, likewise
     */
    public record Bounds(double least, double most, double hour, double use) {}

    /**
     * @param least lower end of the score's scale; by design wider than what people show
     * @param bin width of one of its 512 parts
     * @param halfLife days, of the sign-ins that thresholds are drawn from: two weeks, to follow a tenant without forgetting a weekend
     * @param prior how many sign-ins the shipped thresholds weigh: below 2,000 a quantile of 0.3 % rests on fewer than six
     * @param rest how much of a group's further evidence counts beside its strongest: evidence of one kind is not independent
     * @param anomalous from where on a chain as a whole speaks against the owner: e to one
     * @param learningDays for so long after somebody's first sign-in nothing is unfamiliar
     * @param learningSignIns nor before so many accepted ones,
     * @param learnt unless there are so many
     * @param shipped thresholds of a tenant that nothing is known of, for some shares of sign-ins, falling, and straight lines between: half a unit
     *     above what generated people show, as a false alarm in the first weeks costs more trust than a late one
     */
    public record Scale(
            double least,
            double bin,
            double halfLife,
            double prior,
            double rest,
            double anomalous,
            int learningDays,
            int learningSignIns,
            int learnt,
            List<Quantile> shipped) {
        public Scale {
            shipped = List.copyOf(shipped);
        }
    }

    /**
     * By design; each less than what takes an ordinary sign-in to high, as each has good explanations.
     *
     * @param anonymized an address that hides who is behind it
     * @param malicious an address that guessed
     * @param impossible a journey nobody makes, less what a new country and operator have added already
     * @param unlikely one that hardly anybody makes, likewise
     */
    public record Weights(double anonymized, double malicious, double impossible, double unlikely) {}

    /** So large a share of accepted sign-ins scores this or more. */
    public record Quantile(double share, double score) {}

    private static final List<Double> ALIKE = List.of(1.0, 1.0, 1.0, 1.0);

    /**
     * Published shares of new addresses by gap are 2.4, 5.4, 12.0, 22.3, 35.1, 53.9 and 75.9 %; country and operator follow their shape around their
     * own averages (3.5 and 10 %), and what is left is split between neighbourhood and address, because dynamic addresses mostly move far. Devices: 2 %
     * within ten minutes to 10 % after a month. Versions: 45 % overall, by design hardly any within a day, as updates take time. Hours: by design, one
     * sees many of 48 for the first time while a history is short.
     */
    public static final Tuning SHIPPED = new Tuning(
            new Attackers(.495, .347, .01, .148, 230, 366, 1e-6, 1e-3, .5, 1e-9),
            List.of(
                    new PerLevel(16, 90, 50, .035, List.of(.002, .0042, .0094, .0175, .0273, .042, .06), ALIKE),
                    new PerLevel(24, 90, 100, .1, List.of(.0054, .012, .027, .05, .078, .12, .17), ALIKE),
                    new PerLevel(48, 90, 200, .25, List.of(.012, .027, .06, .11, .175, .27, .38), ALIKE),
                    new PerLevel(64, 90, 200, .15, List.of(.005, .011, .027, .054, .09, .155, .26), ALIKE),
                    new PerLevel(24, 90, 40, .085, List.of(.02, .02, .04, .06, .08, .095, .1), ALIKE),
                    new PerLevel(48, 45, 200, .45, List.of(.05, .06, .08, .15, .33, .6, .8), ALIKE),
                    new PerLevel(48, 90, 1, .4, List.of(.05, .1, .3, .4, .4, .4, .4), List.of(2.1, 1.8, 1.3, .6)),
                    new PerLevel(24, 90, 20, .1, List.of(.1, .1, .1, .1, .1, .1, .1), List.of(3.0, 2.0, 1.5, .6)),
                    new PerLevel(8, 90, 5, .05, List.of(.05, .05, .05, .05, .05, .05, .05), ALIKE)),
            new Hazards(20, 1e-4, .999, 180, 50, true),
            new Bounds(-6, 8, 1, .7),
            new Scale(
                    -24,
                    .125,
                    14,
                    2000,
                    .25,
                    1,
                    5,
                    5,
                    10,
                    List.of(
                            new Quantile(.5, -5),
                            new Quantile(.1, .5),
                            new Quantile(.02, 3.2),
                            new Quantile(.003, 5.5),
                            new Quantile(.0001, 7.5))),
            new Weights(2.5, 2, 3, 1.5));

    PerLevel level(Level level) {
        return levels.get(level.place());
    }

    private Tuning with(Attackers others) {
        return new Tuning(others, levels, hazards, bounds, scale, weights);
    }

    /** A tenant's switch: how much targeted attackers are feared, from 0 to 1; the others keep their proportions. */
    public Tuning withTargeted(double share) {
        return with(attackers.withTargeted(share));
    }

    /** For comparison: as if the time since the last sign-in said nothing. */
    public Tuning withoutGap() {
        var h = hazards;
        return new Tuning(
                attackers,
                levels.stream().map(PerLevel::withoutGap).toList(),
                new Hazards(h.prior, h.least, h.most, h.tenantHalfLife, h.world, false),
                bounds,
                scale,
                weights);
    }

    /** For comparison: as if every attacker drew from what is usual in the tenant. */
    public Tuning withoutMixture() {
        return with(attackers.mixed(1, 0, 0, 0));
    }

    /** For comparison: as if nobody sat on infrastructure that the tenant has never seen. */
    public Tuning withoutForeign() {
        var a = attackers;
        double rest = 1 - a.foreign;
        return with(a.mixed(a.naive / rest, a.vpn / rest, a.targeted / rest, 0));
    }

    /** The name of the formulas and a fingerprint of all numbers: another one wherever the same sign-in might get another score. */
    public String version() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return FORMULAS + "-" + HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
