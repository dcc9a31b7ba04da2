package io.homeward.risk.profile;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.risk.profile.SourceActivity.Row;
import io.homeward.risk.signin.SignIn;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private record Key(IpAddress ip, Instant bucket, long name) {}

    /** Adds sign-ins that have just been taken in for the first time. */
    public void count(Handle handle, TenantId tenant, Collection<SignIn> signIns) {
        var sums = new TreeMap<Key, int[]>(
                Comparator.comparing(Key::ip).thenComparing(Key::bucket).thenComparingLong(Key::name));
        for (SignIn signIn : signIns) {
            signIn.address().ifPresent(ip -> {
                int[] sum = sums.computeIfAbsent(
                        new Key(ip, SourceActivity.bucket(signIn.at()), SourceActivity.key(signIn.userName())),
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
                        select :tenant, cast(ip as inet), cast(around as inet), bucket, name_key, failed, succeeded
                        from unnest(:ips, :around, cast(:buckets as timestamptz[]), :names, :failed, :succeeded)
                          as n(ip, around, bucket, name_key, failed, succeeded)
                        on conflict (tenant_id, ip, bucket, name_key) do update
                        set failed = source_window.failed + excluded.failed,
                            succeeded = source_window.succeeded + excluded.succeeded, touched = current_date""")
                .bind("tenant", tenant.value())
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
     * The activity in the week before {@code from} and up to {@code to} of those neighbourhoods in which enough failed to take a closer look.
     * Every other one is {@link SourceActivity#QUIET}.
     */
    public Map<IpRange, SourceActivity> load(
            Handle handle, TenantId tenant, Collection<IpRange> neighbourhoods, Instant from, Instant to) {
        Instant after = SourceActivity.bucket(from).minus(SourceActivity.WINDOWS.getLast());
        var loaded = new HashMap<IpRange, SourceActivity>();
        for (IpRange suspicious : suspicious(handle, tenant, List.copyOf(neighbourhoods), after, to)) {
            loaded.put(
                    suspicious, new SourceActivity(rows(handle, tenant, suspicious, after, to), FailureShare.SHIPPED));
        }
        return loaded;
    }

    private static List<IpRange> suspicious(
            Handle handle, TenantId tenant, List<IpRange> neighbourhoods, Instant after, Instant to) {
        if (neighbourhoods.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("""
                        select host(around) as around from source_window
                        where tenant_id = :tenant and around = any(cast(:around as inet[])) and bucket > :after and bucket <= :to
                          and failed > 0
                        group by around having count(distinct name_key) >= :names or sum(failed) >= :tries""")
                .bind("tenant", tenant.value())
                .bind(
                        "around",
                        neighbourhoods.stream()
                                .map(each -> each.first().toString())
                                .toArray(String[]::new))
                .bind("after", utc(after))
                .bind("to", utc(to))
                .bind("names", WORTH_A_LOOK_NAMES)
                .bind("tries", WORTH_A_LOOK_TRIES)
                .map((row, context) ->
                        IpRange.around(IpAddress.parse(row.getString("around")).orElseThrow()))
                .list();
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
