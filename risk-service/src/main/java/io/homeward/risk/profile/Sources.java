package io.homeward.risk.profile;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.risk.profile.SourceActivity.Row;
import io.homeward.risk.signin.Arrival;
import io.homeward.risk.signin.SignIn;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What is counted at every source, and the alerts about those that guessed. */
@Singleton
public class Sources {
    /** Fewer failing names than this are nobody's spray, fewer tries nobody's guessing; then no closer look is taken. */
    private static final int WORTH_A_LOOK_NAMES = 5;

    private static final int WORTH_A_LOOK_TRIES = 9;

    /** A source with more rows than this within a week is judged by its newest ones. */
    private static final int MOST_ROWS = 50_000;

    /** Sums are kept a little longer than the longest window, counted from when they were written, for imports of old files. */
    private static final int KEPT_DAYS = 9;

    private final FailureShares shares;

    Sources(FailureShares shares) {
        this.shares = shares;
    }

    private record Key(TenantId tenant, IpAddress ip, Instant bucket, long name) {}

    /** Adds sign-ins that are taken in for the first time. */
    public void count(Handle handle, Collection<Arrival> signIns) {
        var sums = new TreeMap<Key, int[]>(Comparator.comparing((Key key) -> key.tenant.value())
                .thenComparing(Key::ip)
                .thenComparing(Key::bucket)
                .thenComparingLong(Key::name));
        for (Arrival arrival : signIns) {
            SignIn signIn = arrival.signIn();
            signIn.address().ifPresent(ip -> {
                int[] sum = sums.computeIfAbsent(
                        new Key(
                                arrival.tenant(),
                                ip,
                                SourceActivity.bucket(signIn.at()),
                                SourceActivity.key(signIn.userName())),
                        key -> new int[2]);
                switch (signIn.outcome().kind()) {
                    case FAILED -> sum[0] += signIn.attempts();
                    case ACCEPTED, VALIDATED -> sum[1] += signIn.attempts();
                    case OTHER -> {}
                }
            });
        }
        sums.values().removeIf(sum -> sum[0] == 0 && sum[1] == 0);
        if (sums.isEmpty()) {
            return;
        }
        List<Key> keys = List.copyOf(sums.keySet());
        List<int[]> values = List.copyOf(sums.values());
        handle.createUpdate("""
                        insert into source_window (tenant_id, ip, around, bucket, name_key, failed, succeeded)
                        select tenant, cast(ip as inet), cast(around as inet), bucket, name_key, failed, succeeded
                        from unnest(:tenants, :ips, :around, cast(:buckets as timestamptz[]), :names, :failed, :succeeded)
                          as n(tenant, ip, around, bucket, name_key, failed, succeeded)
                        on conflict (tenant_id, ip, bucket, name_key) do update
                        set failed = source_window.failed + excluded.failed,
                            succeeded = source_window.succeeded + excluded.succeeded, touched = current_date""")
                .bind("tenants", keys.stream().map(key -> key.tenant.value()).toArray(UUID[]::new))
                .bind("ips", keys.stream().map(key -> key.ip.toString()).toArray(String[]::new))
                .bind(
                        "around",
                        keys.stream()
                                .map(key -> IpRange.around(key.ip).first().toString())
                                .toArray(String[]::new))
                .bind("buckets", keys.stream().map(key -> key.bucket.toString()).toArray(String[]::new))
                .bind("names", keys.stream().map(Key::name).toArray(Long[]::new))
                .bind("failed", values.stream().map(sum -> sum[0]).toArray(Integer[]::new))
                .bind("succeeded", values.stream().map(sum -> sum[1]).toArray(Integer[]::new))
                .execute();
    }

    /**
     * Where sign-ins came from, and when.
     *
     * @param from the earliest of them
     * @param to the latest
     */
    public record Asked(TenantId tenant, Collection<IpRange> neighbourhoods, Instant from, Instant to) {
        private Instant after() {
            return SourceActivity.bucket(from).minus(SourceActivity.WINDOWS.getLast());
        }
    }

    private record Place(TenantId tenant, IpRange neighbourhood) {}

    /**
     * The activity in the week before {@code from} and up to {@code to} of those neighbourhoods in which enough failed to take a closer look.
     * Every other one is {@link SourceActivity#QUIET}, and no part of the answer.
     */
    public Map<TenantId, Map<IpRange, SourceActivity>> load(Handle handle, Collection<Asked> asked, Instant now) {
        var loaded = new HashMap<TenantId, Map<IpRange, SourceActivity>>();
        Set<Place> suspicious = suspicious(handle, asked);
        for (Asked each : asked) {
            for (IpRange around : each.neighbourhoods) {
                if (suspicious.contains(new Place(each.tenant, around))) {
                    loaded.computeIfAbsent(each.tenant, tenant -> new HashMap<>())
                            .put(
                                    around,
                                    new SourceActivity(
                                            rows(handle, each.tenant, around, each.after(), each.to),
                                            shares.of(handle, each.tenant, now)));
                }
            }
        }
        return loaded;
    }

    private static Set<Place> suspicious(Handle handle, Collection<Asked> asked) {
        var tenants = new ArrayList<UUID>();
        var around = new ArrayList<String>();
        var after = new ArrayList<String>();
        var to = new ArrayList<String>();
        for (Asked each : asked) {
            for (IpRange neighbourhood : each.neighbourhoods) {
                tenants.add(each.tenant.value());
                around.add(neighbourhood.first().toString());
                after.add(each.after().toString());
                to.add(each.to.toString());
            }
        }
        if (tenants.isEmpty()) {
            return Set.of();
        }
        return handle
                .createQuery("""
                        select n.tenant, host(n.around) as around
                        from unnest(:tenants, cast(:around as inet[]), cast(:after as timestamptz[]), cast(:to as timestamptz[]))
                          as n(tenant, around, after, upto)
                        cross join lateral (
                            select count(distinct w.name_key) as names, sum(w.failed) as tries from source_window w
                            where w.tenant_id = n.tenant and w.around = n.around and w.bucket > n.after and w.bucket <= n.upto
                              and w.failed > 0) s
                        where s.names >= :names or s.tries >= :tries""")
                .bind("tenants", tenants.toArray(UUID[]::new))
                .bind("around", around.toArray(String[]::new))
                .bind("after", after.toArray(String[]::new))
                .bind("to", to.toArray(String[]::new))
                .bind("names", WORTH_A_LOOK_NAMES)
                .bind("tries", WORTH_A_LOOK_TRIES)
                .map((row, context) -> new Place(
                        new TenantId(row.getObject("tenant", UUID.class)),
                        IpRange.around(IpAddress.parse(row.getString("around")).orElseThrow())))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Row> rows(Handle handle, TenantId tenant, IpRange source, Instant after, Instant to) {
        return handle.createQuery("""
                        select host(ip) as ip, bucket, name_key, failed, succeeded from source_window
                        where tenant_id = :tenant and around = cast(:around as inet) and bucket > :after and bucket <= :to
                        order by bucket desc limit :most""")
                .bind("tenant", tenant.value())
                .bind("around", source.first().toString())
                .bind("after", utc(after))
                .bind("to", utc(to))
                .bind("most", MOST_ROWS)
                .map((row, context) -> new Row(
                        IpAddress.parse(row.getString("ip")).orElseThrow(),
                        row.getObject("bucket", OffsetDateTime.class).toInstant(),
                        row.getLong("name_key"),
                        row.getInt("failed"),
                        row.getInt("succeeded")))
                .list();
    }

    /**
     * Keeps the strongest evidence per source, kind and day.
     *
     * @return how many alerts were not there before
     */
    public int alert(Handle handle, TenantId tenant, Collection<SourceAlert> alerts, String engine) {
        var strongest = new TreeMap<String, SourceAlert>();
        for (SourceAlert alert : alerts) {
            strongest.merge(
                    alert.kind() + " " + alert.counts().source().brief() + " " + day(alert),
                    alert,
                    (one, other) -> other.counts().attempts() > one.counts().attempts() ? other : one);
        }
        int raised = 0;
        for (SourceAlert alert : strongest.values()) {
            raised += keep(handle, tenant, alert, engine) ? 1 : 0;
        }
        return raised;
    }

    private static boolean keep(Handle handle, TenantId tenant, SourceAlert alert, String engine) {
        SourceCounts counts = alert.counts();
        return handle.createQuery("""
                        insert into source_alert as a (tenant_id, kind, source, day, first_at, last_at, names, succeeded, attempts,
                                                       surprise, engine)
                        values (:tenant, :kind, :source, :day, :first, :last, :names, :succeeded, :attempts, :surprise, :engine)
                        on conflict (tenant_id, kind, source, day) do update
                        set first_at = least(a.first_at, excluded.first_at), last_at = greatest(a.last_at, excluded.last_at),
                            names = greatest(a.names, excluded.names), succeeded = greatest(a.succeeded, excluded.succeeded),
                            attempts = greatest(a.attempts, excluded.attempts), surprise = greatest(a.surprise, excluded.surprise)
                        returning xmax = 0""")
                .bind("tenant", tenant.value())
                .bind("kind", alert.kind().wireName())
                .bind("source", counts.source().brief())
                .bind("day", day(alert))
                .bind("first", utc(counts.since()))
                .bind("last", utc(alert.at()))
                .bind("names", counts.failing())
                .bind("succeeded", counts.succeeding())
                .bind("attempts", counts.attempts())
                .bind("surprise", alert.surprise())
                .bind("engine", engine)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Drops sums that no window can reach any more.
     *
     * @return how many went
     */
    public int forgetOld(Handle handle, TenantId tenant, Instant now) {
        return handle.createUpdate("""
                        delete from source_window
                        where tenant_id = :tenant and touched < :day and bucket < :before""")
                .bind("tenant", tenant.value())
                .bind("day", now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(KEPT_DAYS))
                .bind("before", utc(now.minus(Duration.ofDays(KEPT_DAYS))))
                .execute();
    }

    private static LocalDate day(SourceAlert alert) {
        return alert.at().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
