package io.homeward.risk.detection;

import io.homeward.risk.profile.SourceActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Guessing spread over many addresses, of which none is conspicuous (risk-scoring 3.6). Looked at are names that fail where they never got in: people who
 * mistype, telephones with an old password and applications gone wrong do so at home. Three ways:
 *
 * <ul>
 *   <li>a network, or a client on ordinary or on hidden addresses: the same surprise as of an address, and a share of failing names several times the key's
 *       own of the last 30 days. Never a number alone;
 *   <li>the tenant as a whole: a running sum of such names beyond what goes with its business of the moment, begun anew after every alarm; the alert
 *       is about those that have client and failure in common.
 * </ul>
 *
 * <p>Pure; neither order nor repetition of tries matters.
 */
public final class Campaigns {
    /** So far back tries are looked at. */
    public static final Duration WINDOW = Duration.ofHours(24);

    /** Nobody's tenant is so quiet that less than this is expected in ten minutes. */
    private static final double QUIETEST = .02;

    /** Sums rise on ordinary days, too, and an own limit is set this much above. */
    private static final double ABOVE_PEAK = 1.25;

    /** But no days, however bad, make it blinder than this. */
    private static final double BLINDEST = 4;

    private final Limits.Campaign limits;
    private final Limits.Spray spray;

    public Campaigns(Limits.Campaign limits, Limits.Spray spray) {
        this.limits = limits;
        this.spray = spray;
    }

    /** @param peak how high the tenant's running sum came within the window */
    public record Judged(List<Campaign> campaigns, double peak) {}

    private record Spot(long name, long network) {}

    private record Kin(long agent, int code) {}

    private record Alarm(Instant since, double sum) {}

    /** What has shown by then. */
    public Judged judge(Collection<StrangeTry> tries, Peace peace, Instant at) {
        List<StrangeTry> window = tries.stream()
                .filter(each -> each.bucket().isAfter(at.minus(WINDOW))
                        && !each.bucket().isAfter(at))
                .toList();
        // Whoever mistypes and then gets in, there, is nobody's victim.
        Set<Spot> in =
                window.stream().filter(StrangeTry::right).map(Campaigns::spot).collect(Collectors.toSet());
        List<StrangeTry> failed = window.stream()
                .filter(each -> !each.right() && !in.contains(spot(each)))
                .toList();
        List<StrangeTry> right = window.stream().filter(StrangeTry::right).toList();
        var found = new ArrayList<Campaign>();
        found.addAll(keys(failed, right, peace, StrangeTry::byNetwork));
        found.addAll(
                keys(failed.stream().filter(each -> each.agent() != 0).toList(), right, peace, StrangeTry::byAgent));
        return clusters(failed, right, peace, at, found);
    }

    private static Spot spot(StrangeTry one) {
        return new Spot(one.name(), one.network());
    }

    private List<Campaign> keys(
            List<StrangeTry> failed, List<StrangeTry> right, Peace peace, Function<StrangeTry, CampaignKey> by) {
        var found = new ArrayList<Campaign>();
        failed.stream().collect(Collectors.groupingBy(by)).forEach((key, those) -> {
            int names = names(those);
            Peace.Past past = peace.past(key);
            double all = (double) names + past.others();
            double ordinary = past.days() >= limits.days()
                    ? past.share()
                    : peace.share(key.kind()).mean();
            double surprise = BetaBinomial.surprise(names, (int) all, peace.share(key.kind()));
            if (names >= limits.names()
                    && spreads(those, names)
                    && surprise >= spray.surprise()
                    && strangeMost(key, names, past)
                    && names / all >= limits.times() * ordinary) {
                int strangers = names(right.stream()
                        .filter(each -> by.apply(each).equals(key))
                        .toList());
                found.add(campaign(key, those, past.others(), surprise, 0, strangers));
            }
        });
        return found;
    }

    /** An application gone wrong fails at home as well, and there most; what a network's people mistype says nothing about who else comes from it. */
    private boolean strangeMost(CampaignKey key, int names, Peace.Past past) {
        return key.kind() == CampaignKey.Kind.NETWORK || names >= limits.strange() * past.mistaken();
    }

    /** Few tries a name, and from many places: what comes from one is judged by address. */
    private boolean spreads(List<StrangeTry> those, int names) {
        int attempts = those.stream().mapToInt(StrangeTry::attempts).sum();
        long places = those.stream().map(StrangeTry::around).distinct().count();
        return attempts <= spray.triesPerName() * names && places >= limits.places();
    }

    private Judged clusters(
            List<StrangeTry> failed, List<StrangeTry> right, Peace peace, Instant at, List<Campaign> found) {
        double limit = Math.clamp(ABOVE_PEAK * peace.peak(), limits.sum(), BLINDEST * limits.sum());
        var first = new TreeMap<Instant, Integer>();
        var earliest = new HashMap<Long, Instant>();
        failed.forEach(
                each -> earliest.merge(each.name(), each.bucket(), (one, other) -> one.isBefore(other) ? one : other));
        earliest.values().forEach(bucket -> first.merge(bucket, 1, Integer::sum));
        double sum = 0;
        double peak = 0;
        Instant since = at;
        Alarm alarm = null;
        Instant from = first.isEmpty() ? at : first.firstKey();
        for (Instant bucket = from; !bucket.isAfter(at); bucket = bucket.plus(SourceActivity.BUCKET)) {
            if (sum == 0) {
                since = bucket;
            }
            double expected =
                    Math.max(QUIETEST, peace.pace() * peace.succeeded().getOrDefault(bucket, 0));
            // Halfway, as likelihoods go, between what is expected and several times as much (Lucas 1985).
            double reference = expected * (limits.times() - 1) / Math.log(limits.times());
            sum = Math.max(0, sum + first.getOrDefault(bucket, 0) - reference);
            peak = Math.max(peak, sum);
            if (sum >= limit) {
                alarm = alarm == null ? new Alarm(since, sum) : new Alarm(alarm.since, Math.max(sum, alarm.sum));
                sum = 0;
            }
        }
        if (alarm != null) {
            found.addAll(clusters(failed, right, peace, alarm));
        }
        return new Judged(List.copyOf(found), peak);
    }

    private List<Campaign> clusters(List<StrangeTry> failed, List<StrangeTry> right, Peace peace, Alarm alarm) {
        List<StrangeTry> during = failed.stream()
                .filter(each -> !each.bucket().isBefore(alarm.since))
                .toList();
        List<StrangeTry> meanwhile = right.stream()
                .filter(each -> !each.bucket().isBefore(alarm.since))
                .toList();
        List<Campaign> byClient = clusters(during, meanwhile, peace, alarm, each -> new Kin(each.agent(), each.code()));
        // Whoever changes the client with every try has the failure in common only.
        return byClient.isEmpty()
                ? clusters(during, meanwhile, peace, alarm, each -> new Kin(0, each.code()))
                : byClient;
    }

    private List<Campaign> clusters(
            List<StrangeTry> during,
            List<StrangeTry> meanwhile,
            Peace peace,
            Alarm alarm,
            Function<StrangeTry, Kin> by) {
        var found = new ArrayList<Campaign>();
        Map<Kin, List<StrangeTry>> kin = during.stream().collect(Collectors.groupingBy(by));
        kin.forEach((common, those) -> {
            int names = names(those);
            // An outage, or an application gone wrong, fails at home as well, and there most.
            int mistaken = common.agent == 0 ? peace.whole().mistaken() : peace.mistaken(common.agent);
            if (names >= limits.members() && spreads(those, names) && names >= limits.strange() * mistaken) {
                int strangers = names(meanwhile.stream()
                        .filter(each -> common.agent == 0 || common.agent == each.agent())
                        .toList());
                found.add(campaign(
                        CampaignKey.cluster(common.agent, common.code), those, mistaken, 0, alarm.sum, strangers));
            }
        });
        return found;
    }

    private Campaign campaign(
            CampaignKey key, List<StrangeTry> those, int others, double surprise, double sum, int strangers) {
        int names = names(those);
        Map<Integer, Long> codes =
                those.stream().collect(Collectors.groupingBy(StrangeTry::code, Collectors.counting()));
        Set<Long> agents = those.stream().map(StrangeTry::agent).collect(Collectors.toSet());
        return new Campaign(
                key,
                those.stream()
                        .map(StrangeTry::bucket)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                those.stream()
                        .map(StrangeTry::bucket)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                names,
                others,
                those.stream().mapToInt(StrangeTry::attempts).sum(),
                surprise,
                sum,
                codes.entrySet().stream()
                        .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .orElseThrow()
                        .getKey(),
                agents.size() == 1 ? agents.iterator().next() : 0,
                names >= limits.accuses() * strangers,
                some(those, StrangeTry::network),
                some(those, StrangeTry::around),
                some(those, StrangeTry::name));
    }

    private static <T> Set<T> some(List<StrangeTry> those, Function<StrangeTry, T> of) {
        var some = new HashSet<T>();
        for (StrangeTry each : those) {
            if (some.size() < Campaign.MOST) {
                some.add(of.apply(each));
            }
        }
        return some;
    }

    private static int names(List<StrangeTry> those) {
        return (int) those.stream().mapToLong(StrangeTry::name).distinct().count();
    }
}
