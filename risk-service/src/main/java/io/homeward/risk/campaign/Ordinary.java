package io.homeward.risk.campaign;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.detection.CampaignKey;
import io.homeward.risk.detection.Campaigns;
import io.homeward.risk.detection.Peace;
import io.homeward.risk.profile.FailureShare;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What a tenant, its networks and its clients are like when nobody guesses: one row a key and day. */
@Singleton
public class Ordinary {
    /** Names set bits, so that one counts once whichever node saw it. Of 1,024, 7,000 names leave one. */
    private static final int BITS = 1_024;

    /** Names from the bits they have set (linear counting). */
    private static final String NAMES = "round(-1024 * ln(1 - least(1023, coalesce(bit_count(%s), 0)) / 1024::float8))";

    private static final int DAYS = 31;

    /** Of fewer names nobody can say which share fails. */
    private static final int LEAST_NAMES = 5;

    /** Before a tenant has shown its own: one in a hundred, as of so many sign-ins. */
    private static final double SHIPPED_PACE = .01;

    private static final double SHIPPED_WEIGHT = 2_000;

    /** Of one day. */
    private static final int MOST_KEYS = 500;

    private static final String WHOLE = "tenant";

    private record Row(String kind, long key, LocalDate day) {}

    private static final class Sum {
        private final BitSet in = new BitSet(BITS);
        private final BitSet mistaken = new BitSet(BITS);
        private int succeeded;
    }

    /**
     * Adds names that got in, and those that failed where they are at home.
     *
     * @param right whose password was right
     * @param mistaken who failed
     */
    void add(Handle handle, TenantId tenant, List<Seen> right, List<Seen> mistaken) {
        var rows = new TreeMap<Row, Sum>(
                Comparator.comparing(Row::kind).thenComparingLong(Row::key).thenComparing(Row::day));
        var pace = new TreeMap<Instant, Integer>();
        for (Seen each : right) {
            keys(each)
                    .forEach(row ->
                            rows.computeIfAbsent(row, key -> new Sum()).in.set(bit(each)));
            rows.computeIfAbsent(whole(each), key -> new Sum()).succeeded++;
            pace.merge(each.tried().bucket(), 1, Integer::sum);
        }
        for (Seen each : mistaken) {
            keys(each)
                    .forEach(row ->
                            rows.computeIfAbsent(row, key -> new Sum()).mistaken.set(bit(each)));
        }
        write(handle, tenant, rows);
        pace(handle, tenant, pace);
    }

    private static int bit(Seen each) {
        return (int) (each.tried().name() & (BITS - 1));
    }

    private static Row whole(Seen each) {
        return new Row(WHOLE, 0, Tries.day(each.at()));
    }

    private static List<Row> keys(Seen each) {
        LocalDate day = Tries.day(each.at());
        var network = new Row(CampaignKey.Kind.NETWORK.wireName(), each.tried().network(), day);
        if (each.tried().agent() == 0) {
            return List.of(whole(each), network);
        }
        long agent =
                CampaignKey.agent(each.tried().agent(), each.tried().hiding()).value();
        return List.of(whole(each), network, new Row(CampaignKey.Kind.AGENT.wireName(), agent, day));
    }

    private static void write(Handle handle, TenantId tenant, Map<Row, Sum> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Row> keys = List.copyOf(rows.keySet());
        List<Sum> sums = List.copyOf(rows.values());
        handle.createUpdate("""
                        insert into key_day as k (tenant_id, kind, key, day, names_in, mistaken, succeeded)
                        select :tenant, n.kind, n.key, n.day, cast(n.names_in as bit(1024)), cast(n.mistaken as bit(1024)), n.succeeded
                        from unnest(:kinds, :keys, cast(:days as date[]), :in, :mistaken, :succeeded)
                            as n(kind, key, day, names_in, mistaken, succeeded)
                        on conflict (tenant_id, kind, key, day) do update
                        set names_in = k.names_in | excluded.names_in, mistaken = k.mistaken | excluded.mistaken,
                            succeeded = k.succeeded + excluded.succeeded
                        where k.names_in | excluded.names_in <> k.names_in or k.mistaken | excluded.mistaken <> k.mistaken
                           or excluded.succeeded > 0""")
                .bind("tenant", tenant.value())
                .bind("kinds", keys.stream().map(Row::kind).toArray(String[]::new))
                .bind("keys", keys.stream().map(Row::key).toArray(Long[]::new))
                .bind("days", keys.stream().map(row -> row.day.toString()).toArray(String[]::new))
                .bind("in", sums.stream().map(sum -> text(sum.in)).toArray(String[]::new))
                .bind("mistaken", sums.stream().map(sum -> text(sum.mistaken)).toArray(String[]::new))
                .bind("succeeded", sums.stream().map(sum -> sum.succeeded).toArray(Integer[]::new))
                .execute();
    }

    private static String text(BitSet bits) {
        var text = new StringBuilder("0".repeat(BITS));
        bits.stream().forEach(bit -> text.setCharAt(bit, '1'));
        return text.toString();
    }

    private static void pace(Handle handle, TenantId tenant, Map<Instant, Integer> pace) {
        if (pace.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into tenant_pace as p (tenant_id, bucket, succeeded)
                        select :tenant, n.bucket, n.succeeded from unnest(cast(:buckets as timestamptz[]), :succeeded) as n(bucket, succeeded)
                        on conflict (tenant_id, bucket) do update set succeeded = p.succeeded + excluded.succeeded""")
                .bind("tenant", tenant.value())
                .bind("buckets", pace.keySet().stream().map(Instant::toString).toArray(String[]::new))
                .bind("succeeded", pace.values().toArray(Integer[]::new))
                .execute();
    }

    /** What is ordinary for the day that a time is in, as far as these keys are concerned. */
    public Peace of(Handle handle, TenantId tenant, Collection<CampaignKey> keys, Instant at) {
        LocalDate day = Tries.day(at);
        Map<CampaignKey, Peace.Past> pasts = pasts(handle, tenant, keys, day);
        Peace.Past whole = past(handle, tenant, day);
        return handle.createQuery("""
                        select coalesce(sum(failing), 0) as failing, coalesce(sum(succeeded), 0) as succeeded, coalesce(max(peak), 0) as peak
                        from key_day where tenant_id = :tenant and kind = 'tenant' and day >= :after and day < :day and not alerted""")
                .bind("tenant", tenant.value())
                .bind("after", day.minusDays(DAYS))
                .bind("day", day)
                .map((row, context) -> new Peace(
                        shares(handle, tenant, day),
                        pasts,
                        whole,
                        (row.getDouble("failing") + SHIPPED_PACE * SHIPPED_WEIGHT)
                                / (row.getDouble("succeeded") + SHIPPED_WEIGHT),
                        succeeded(handle, tenant, at),
                        row.getDouble("peak")))
                .one();
    }

    private static Map<CampaignKey, Peace.Past> pasts(
            Handle handle, TenantId tenant, Collection<CampaignKey> keys, LocalDate day) {
        var pasts = new HashMap<CampaignKey, Peace.Past>();
        List<CampaignKey> asked = List.copyOf(keys);
        var byName = asked.stream()
                .collect(Collectors.toMap(key -> key.kind().wireName() + key.value(), key -> key, (one, other) -> one));
        handle.createQuery("""
                        select n.kind, n.key, coalesce(l.others, 0) as others, coalesce(l.mistaken, 0) as mistaken, b.days,
                            coalesce(b.share, 0) as share
                        from unnest(:kinds, :keys) as n(kind, key)
                        cross join lateral (
                            select %s as others, %s as mistaken from key_day d
                            where d.tenant_id = :tenant and d.kind = n.kind and d.key = n.key and d.day between :day - 1 and :day) l
                        cross join lateral (
                            select count(*)::int as days, percentile_cont(.5) within group (order by e.failing / e.n) as share from (
                                select d.failing::float8 as failing, d.failing + %s as n from key_day d
                                where d.tenant_id = :tenant and d.kind = n.kind and d.key = n.key
                                  and d.day >= :after and d.day < :day - 1 and not d.alerted) e
                            where e.n >= :least) b""".formatted(
                                NAMES.formatted("bit_or(d.names_in | d.mistaken)"),
                                NAMES.formatted("bit_or(d.mistaken)"),
                                NAMES.formatted("d.names_in | d.mistaken")))
                .bind("tenant", tenant.value())
                .bind("kinds", asked.stream().map(key -> key.kind().wireName()).toArray(String[]::new))
                .bind("keys", asked.stream().map(CampaignKey::value).toArray(Long[]::new))
                .bind("day", day)
                .bind("after", day.minusDays(DAYS))
                .bind("least", LEAST_NAMES)
                .map((row, context) -> {
                    CampaignKey key = byName.get(row.getString("kind") + row.getLong("key"));
                    if (key != null) {
                        pasts.put(
                                key,
                                new Peace.Past(
                                        (int) row.getDouble("others"),
                                        (int) row.getDouble("mistaken"),
                                        row.getInt("days"),
                                        row.getDouble("share")));
                    }
                    return key;
                })
                .list();
        return pasts;
    }

    private static Peace.Past past(Handle handle, TenantId tenant, LocalDate day) {
        return handle.createQuery("""
                        select coalesce(%s, 0) as others, coalesce(%s, 0) as mistaken from key_day
                        where tenant_id = :tenant and kind = 'tenant' and key = 0 and day between :day - 1 and :day""".formatted(
                                NAMES.formatted("bit_or(names_in | mistaken)"), NAMES.formatted("bit_or(mistaken)")))
                .bind("tenant", tenant.value())
                .bind("day", day)
                .map((row, context) ->
                        new Peace.Past((int) row.getDouble("others"), (int) row.getDouble("mistaken"), 0, 0))
                .one();
    }

    private static Map<CampaignKey.Kind, FailureShare> shares(Handle handle, TenantId tenant, LocalDate day) {
        var shares = new EnumMap<CampaignKey.Kind, FailureShare>(CampaignKey.Kind.class);
        handle.createQuery("""
                        select kind, count(*)::int as sources, sum(n) as names, sum(f) as failing, sum(f * f / n) as squares, sum(n * n) as sizes
                        from (
                            select kind, failing::float8 as f, failing + %s as n from key_day
                            where tenant_id = :tenant and kind <> 'tenant' and day >= :after and day < :day - 1 and not alerted) e
                        where n >= :least group by kind""".formatted(NAMES.formatted("names_in | mistaken")))
                .bind("tenant", tenant.value())
                .bind("day", day)
                .bind("after", day.minusDays(DAYS))
                .bind("least", LEAST_NAMES)
                .map((row, context) -> shares.put(
                        row.getString("kind").equals(CampaignKey.Kind.NETWORK.wireName())
                                ? CampaignKey.Kind.NETWORK
                                : CampaignKey.Kind.AGENT,
                        FailureShare.fitted(new FailureShare.Sums(
                                row.getInt("sources"),
                                row.getDouble("names"),
                                row.getDouble("failing"),
                                row.getDouble("squares"),
                                row.getDouble("sizes")))))
                .list();
        return shares;
    }

    private static Map<Instant, Integer> succeeded(Handle handle, TenantId tenant, Instant at) {
        var succeeded = new HashMap<Instant, Integer>();
        handle.createQuery("""
                        select bucket, succeeded from tenant_pace
                        where tenant_id = :tenant and bucket > :after and bucket <= :to""")
                .bind("tenant", tenant.value())
                .bind("after", Tries.utc(at.minus(Campaigns.WINDOW)))
                .bind("to", Tries.utc(at))
                .map((row, context) -> succeeded.put(
                        row.getObject("bucket", OffsetDateTime.class).toInstant(), row.getInt("succeeded")))
                .list();
        return succeeded;
    }

    /**
     * What a day came to.
     *
     * @param failing names that failed where they had never got in, by key
     * @param alerted the keys that an alert is about
     * @param whole of the tenant
     * @param cluster whether the tenant as a whole was alerted
     */
    public record DaySums(
            LocalDate day,
            Map<CampaignKey, Integer> failing,
            Collection<CampaignKey> alerted,
            int whole,
            double peak,
            boolean cluster) {}

    /** Keeps the highest of each; said again, nothing changes. */
    public void came(Handle handle, TenantId tenant, DaySums sums) {
        // A campaign's own networks are as many as it likes; the busiest are enough to know what is ordinary.
        List<CampaignKey> keys = sums.failing.entrySet().stream()
                .sorted(Map.Entry.<CampaignKey, Integer>comparingByValue().reversed())
                .limit(MOST_KEYS)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(CampaignKey::kind).thenComparingLong(CampaignKey::value))
                .toList();
        handle.createUpdate("""
                        insert into key_day as k (tenant_id, kind, key, day, failing, peak, alerted)
                        select :tenant, n.kind, n.key, :day, n.failing, n.peak, n.alerted
                        from unnest(:kinds, :keys, :failing, :peaks, :alerted) as n(kind, key, failing, peak, alerted)
                        on conflict (tenant_id, kind, key, day) do update
                        set failing = greatest(k.failing, excluded.failing), peak = greatest(k.peak, excluded.peak),
                            alerted = k.alerted or excluded.alerted
                        where k.failing < excluded.failing or k.peak < excluded.peak or k.alerted < excluded.alerted""")
                .bind("tenant", tenant.value())
                .bind("day", sums.day)
                .bind(
                        "kinds",
                        with(keys.stream().map(key -> key.kind().wireName()).toList(), WHOLE)
                                .toArray(String[]::new))
                .bind(
                        "keys",
                        with(keys.stream().map(CampaignKey::value).toList(), 0L).toArray(Long[]::new))
                .bind(
                        "failing",
                        with(keys.stream().map(sums.failing::get).toList(), sums.whole)
                                .toArray(Integer[]::new))
                .bind(
                        "peaks",
                        with(keys.stream().map(key -> 0.0).toList(), sums.peak).toArray(Double[]::new))
                .bind(
                        "alerted",
                        with(keys.stream().map(sums.alerted::contains).toList(), sums.cluster)
                                .toArray(Boolean[]::new))
                .execute();
    }

    private static <T> Stream<T> with(List<T> all, T last) {
        return Stream.concat(all.stream(), Stream.of(last));
    }
}
