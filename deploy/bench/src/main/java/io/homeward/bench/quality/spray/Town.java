package io.homeward.bench.quality.spray;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.bench.quality.world.Dice;
import io.homeward.risk.detection.Campaign;
import io.homeward.risk.detection.CampaignKey;
import io.homeward.risk.detection.Campaigns;
import io.homeward.risk.detection.Limits;
import io.homeward.risk.detection.Peace;
import io.homeward.risk.detection.StrangeTry;
import io.homeward.risk.profile.FailureShare;
import io.homeward.risk.profile.SourceActivity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A tenant's people at home, at work and on the road for some weeks, and what is tried at it; judged every ten minutes as the service does, by exact counts
 * where the service has estimates.
 */
final class Town {
    static final long DAY = 86_400;
    static final int HOUR = 3_600;
    private static final Instant BEGIN = Instant.parse("2026-09-07T00:00:00Z");
    private static final long BUCKET = SourceActivity.BUCKET.toSeconds();
    private static final int WRONG = 50126;
    private static final int CLIENTS = 12;
    private static final int NETWORKS = 14;
    private static final int DAYS_OF_PEACE = 30;

    /** What people do: 70 % are there on a working day and 10 % on others, with one to four sign-ins; 6 % of these are from where they had never been. */
    private static final double THERE = .7;

    private static final double WEEKEND = .1;
    private static final double ELSEWHERE = .06;
    private static final double MISTYPES = .08;

    /** Of those who mistype, so many give up. */
    private static final double GIVES_UP = .25;

    private static final Limits.Campaign LIMITS = Limits.SHIPPED.campaign();
    private static final Campaigns CAMPAIGNS = new Campaigns(LIMITS, Limits.SHIPPED.spray());

    private record Spot(int name, long network) {}

    /** What a day was like at one key. */
    private static final class Sums {
        private final Set<Long> others = new HashSet<>();
        private final Set<Long> mistaken = new HashSet<>();
        private final Set<Long> failing = new HashSet<>();
        private int succeeded;
        private double peak;
        private boolean alerted;
    }

    private static final CampaignKey WHOLE = new CampaignKey(CampaignKey.Kind.CLUSTER, 0);

    final Dice dice;
    final int people;
    private final int[] home;
    private final int[] client;
    private final Map<Spot, Integer> knownSince = new HashMap<>();
    private final Map<Integer, Map<CampaignKey, Sums>> days = new HashMap<>();
    private final TreeMap<Instant, List<StrangeTry>> strange = new TreeMap<>();
    private final Map<Instant, Integer> pace = new HashMap<>();
    private final List<Attempted> coming = new ArrayList<>();
    private final Map<CampaignKey, double[]> usual = new HashMap<>();
    private Map<CampaignKey.Kind, FailureShare> shares = Map.of();
    private int usualOf = -1;
    private int sharesOf = -1;

    /** @param at seconds after the beginning, of the judgement that found it */
    record Alerted(long at, Campaign campaign) {}

    private record Attempted(long at, int name, long network, int place, long agent, int code) {}

    Town(Dice dice, int people) {
        this.dice = dice;
        this.people = people;
        this.home = new int[people];
        this.client = new int[people];
        for (int i = 0; i < people; i++) {
            home[i] = zipf(NETWORKS);
            client[i] = 1 + zipf(CLIENTS);
            knownSince.put(new Spot(i, home[i]), -1);
        }
    }

    private int zipf(int many) {
        double[] weights = new double[many];
        Arrays.setAll(weights, i -> Math.pow(i + 1, -1.35));
        return dice.pick(weights);
    }

    int client(int person) {
        return client[person];
    }

    int home(int person) {
        return home[person];
    }

    /** An ordinary day, in the making. */
    void ordinary(int day) {
        for (int i = 0; i < people; i++) {
            if (dice.chance(day % 7 < 5 ? THERE : WEEKEND)) {
                int times = 1 + dice.below(4);
                for (int k = 0; k < times; k++) {
                    long at = day * DAY + 7L * HOUR + (long) (dice.share() * (k == 0 ? 2 : 11) * HOUR);
                    boolean away = dice.chance(ELSEWHERE);
                    signIn(
                            at,
                            i,
                            away ? 100 + dice.below(400) : home[i],
                            away ? 5_000 + dice.below(40_000) : i,
                            client[i],
                            MISTYPES,
                            GIVES_UP);
                }
            }
        }
    }

    /** A sign-in, with what goes wrong before. */
    void signIn(long at, int name, long network, int place, long agent, double mistypes, double givesUp) {
        if (dice.chance(mistypes)) {
            tries(at, name, network, place, agent, WRONG);
            if (dice.chance(givesUp)) {
                return;
            }
        }
        tries(at + 30, name, network, place, agent, 0);
    }

    void wrong(long at, int name, long network, int place, long agent) {
        tries(at, name, network, place, agent, WRONG);
    }

    void right(long at, int name, long network, int place, long agent) {
        tries(at, name, network, place, agent, 0);
    }

    private void tries(long at, int name, long network, int place, long agent, int code) {
        coming.add(new Attempted(at, name, network, place, agent, code));
    }

    /** Lets the day go by; judged whenever ten minutes end in which a name failed somewhere strange. */
    List<Alerted> passes(int day) {
        var alerts = new ArrayList<Alerted>();
        var byBucket = new TreeMap<Long, List<Attempted>>();
        coming.forEach(each -> byBucket.computeIfAbsent(each.at / BUCKET * BUCKET, key -> new ArrayList<>())
                .add(each));
        coming.clear();
        byBucket.forEach((bucket, some) -> {
            boolean failed = false;
            for (Attempted each : some) {
                failed |= counted(day, each);
            }
            if (failed) {
                judged(day, BEGIN.plusSeconds(bucket))
                        .forEach(campaign -> alerts.add(new Alerted(bucket + BUCKET, campaign)));
            }
        });
        strange.headMap(BEGIN.plusSeconds((day - 1) * DAY)).clear();
        pace.keySet().removeIf(at -> at.isBefore(BEGIN.plusSeconds((day - 1) * DAY)));
        days.remove(day - DAYS_OF_PEACE - 2);
        return alerts;
    }

    private boolean counted(int day, Attempted each) {
        StrangeTry tried = tried(each);
        boolean person = each.name >= 0 && each.name < people;
        boolean known = person && knownSince.getOrDefault(new Spot(each.name, each.network), day) < day;
        if (tried.right()) {
            knownSince.merge(new Spot(each.name, each.network), day, Math::min);
            keys(tried).forEach(key -> sums(day, key).others.add(tried.name()));
            sums(day, WHOLE).succeeded++;
            pace.merge(tried.bucket(), 1, Integer::sum);
        } else if (known) {
            keys(tried).forEach(key -> {
                sums(day, key).others.add(tried.name());
                sums(day, key).mistaken.add(tried.name());
            });
        }
        if (!known) {
            strange.computeIfAbsent(tried.bucket(), key -> new ArrayList<>()).add(tried);
            if (!tried.right()) {
                keys(tried).forEach(key -> sums(day, key).failing.add(tried.name()));
            }
        }
        return !known && !tried.right();
    }

    private static StrangeTry tried(Attempted each) {
        IpAddress ip = IpAddress.parse(
                        "%d.%d.%d.9".formatted(20 + each.place / 65_536, each.place / 256 % 256, each.place % 256))
                .orElseThrow();
        return new StrangeTry(
                BEGIN.plusSeconds(each.at / BUCKET * BUCKET),
                each.name,
                each.network,
                IpRange.around(ip),
                each.agent,
                false,
                each.code,
                1);
    }

    private static List<CampaignKey> keys(StrangeTry tried) {
        return List.of(WHOLE, CampaignKey.network(tried.network()), CampaignKey.agent(tried.agent(), tried.hiding()));
    }

    private Sums sums(int day, CampaignKey key) {
        return days.computeIfAbsent(day, each -> new HashMap<>()).computeIfAbsent(key, each -> new Sums());
    }

    private List<Campaign> judged(int day, Instant at) {
        List<StrangeTry> window = strange.subMap(at.minus(Campaigns.WINDOW), false, at, true).values().stream()
                .flatMap(List::stream)
                .toList();
        Campaigns.Judged judged = CAMPAIGNS.judge(window, peace(day, window), at);
        Sums whole = sums(day, WHOLE);
        whole.peak = Math.max(whole.peak, judged.peak());
        for (Campaign each : judged.campaigns()) {
            if (each.key().kind() == CampaignKey.Kind.CLUSTER) {
                whole.alerted = true;
            } else {
                sums(day, each.key()).alerted = true;
            }
        }
        return judged.campaigns();
    }

    private Peace peace(int day, List<StrangeTry> window) {
        var pasts = new HashMap<CampaignKey, Peace.Past>();
        var names = new HashMap<CampaignKey, Set<Long>>();
        for (StrangeTry each : window) {
            if (!each.right()) {
                keys(each).forEach(key -> names.computeIfAbsent(key, asked -> new HashSet<>())
                        .add(each.name()));
            }
        }
        // Of fewer names nobody asks what is ordinary.
        names.forEach((key, those) -> {
            if (those.size() >= LIMITS.names()) {
                pasts.put(key, past(day, key));
            }
        });
        double failing = 20;
        double succeeded = 2_000;
        double peak = 0;
        for (int before = day - DAYS_OF_PEACE; before < day; before++) {
            Sums whole = days.getOrDefault(before, Map.of()).get(WHOLE);
            if (whole != null && !whole.alerted) {
                failing += whole.failing.size();
                succeeded += whole.succeeded;
                peak = Math.max(peak, whole.peak);
            }
        }
        Peace.Past whole = pasts.getOrDefault(WHOLE, Peace.Past.UNKNOWN);
        return new Peace(shares(day), pasts, whole, failing / succeeded, pace, peak);
    }

    private Peace.Past past(int day, CampaignKey key) {
        var others = new HashSet<Long>();
        var mistaken = new HashSet<Long>();
        for (int each : List.of(day - 1, day)) {
            Sums sums = days.getOrDefault(each, Map.of()).get(key);
            if (sums != null) {
                if (!key.equals(WHOLE)) {
                    others.addAll(sums.others);
                }
                mistaken.addAll(sums.mistaken);
            }
        }
        double[] usual = usual(day, key);
        return new Peace.Past(others.size(), mistaken.size(), (int) usual[0], usual[1]);
    }

    /** How many days are known, and their median share: once a day. */
    private double[] usual(int day, CampaignKey key) {
        if (usualOf != day) {
            usualOf = day;
            usual.clear();
        }
        return usual.computeIfAbsent(key, asked -> {
            var shares = new ArrayList<Double>();
            for (int before = day - DAYS_OF_PEACE - 1; before < day - 1; before++) {
                Sums sums = days.getOrDefault(before, Map.of()).get(asked);
                if (sums != null && !sums.alerted) {
                    double names = sums.others.size() + (double) sums.failing.size();
                    if (names >= 5) {
                        shares.add(sums.failing.size() / names);
                    }
                }
            }
            shares.sort(Double::compare);
            int many = shares.size();
            return new double[] {many, many == 0 ? 0 : (shares.get((many - 1) / 2) + shares.get(many / 2)) / 2};
        });
    }

    private Map<CampaignKey.Kind, FailureShare> shares(int day) {
        if (sharesOf != day) {
            sharesOf = day;
            var fitted = new EnumMap<CampaignKey.Kind, FailureShare>(CampaignKey.Kind.class);
            fitted.put(CampaignKey.Kind.NETWORK, share(day, CampaignKey.Kind.NETWORK));
            fitted.put(CampaignKey.Kind.AGENT, share(day, CampaignKey.Kind.AGENT));
            shares = fitted;
        }
        return shares;
    }

    private FailureShare share(int day, CampaignKey.Kind kind) {
        int sources = 0;
        double[] all = new double[4];
        for (int before = day - DAYS_OF_PEACE - 1; before < day - 1; before++) {
            for (var each : days.getOrDefault(before, Map.of()).entrySet()) {
                Sums sums = each.getValue();
                double f = sums.failing.size();
                double n = f + sums.others.size();
                if (each.getKey().kind() == kind && !sums.alerted && n >= 5) {
                    sources++;
                    all[0] += n;
                    all[1] += f;
                    all[2] += f * f / n;
                    all[3] += n * n;
                }
            }
        }
        return FailureShare.fitted(new FailureShare.Sums(sources, all[0], all[1], all[2], all[3]));
    }

    /** Whether a right password from there would be held against a person, who is a stranger there. */
    static boolean accused(List<Alerted> alerts, long at, int name, long network, int place, long agent) {
        StrangeTry tried = tried(new Attempted(at, name, network, place, agent, 0));
        return alerts.stream().anyMatch(each -> each.campaign().covers(tried));
    }
}
