package io.homeward.risk.profile;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came from one neighbourhood of addresses lately, in tens of minutes. What it says never changes. */
public final class SourceActivity {
    /** Nothing suspicious came from there, so nobody has looked closer. */
    public static final SourceActivity QUIET = new SourceActivity(List.of(), FailureShare.SHIPPED);

    /** A window is made of these. */
    public static final Duration BUCKET = Duration.ofMinutes(10);

    /** Fast, ordinary, daily and slow guessing. */
    public static final List<Duration> WINDOWS =
            List.of(BUCKET, Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7));

    /** In how long a time guesses at one name are added up. */
    private static final Duration GUESSING = Duration.ofHours(24);

    /**
     * Sums of one address, ten minutes and name.
     *
     * @param bucket the beginning of the ten minutes
     */
    public record Row(IpAddress ip, Instant bucket, long name, int failed, int succeeded) {}

    private record Asked(IpRange source, Instant bucket) {}

    private final FailureShare ordinary;
    private final Map<Long, List<Row>> byName;
    private final NavigableMap<Instant, List<Row>> byTime;
    private final Map<IpAddress, NavigableMap<Instant, List<Row>>> byAddress;

    /** What has been counted once: many sign-ins of a busy source ask the same. */
    private final Map<Asked, List<SourceCounts>> counted = new ConcurrentHashMap<>();

    /** @param ordinary what share fails at the tenant's ordinary sources */
    public SourceActivity(List<Row> rows, FailureShare ordinary) {
        this.ordinary = ordinary;
        this.byName = rows.stream().collect(Collectors.groupingBy(Row::name));
        this.byTime = inTime(rows);
        this.byAddress = rows.stream()
                .collect(Collectors.groupingBy(
                        Row::ip, Collectors.collectingAndThen(Collectors.toList(), SourceActivity::inTime)));
    }

    /** What share fails at the tenant's ordinary sources. */
    public FailureShare ordinary() {
        return ordinary;
    }

    private static NavigableMap<Instant, List<Row>> inTime(List<Row> rows) {
        return rows.stream().collect(Collectors.groupingBy(Row::bucket, TreeMap::new, Collectors.toList()));
    }

    /** The beginning of the ten minutes that a time is in. */
    public static Instant bucket(Instant at) {
        long seconds = BUCKET.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }

    /** What a name is counted under; the same for every spelling of its case. */
    public static long key(String lowerCaseName) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(lowerCaseName.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The counts of the address and of its neighbourhood in every window that ends with the ten minutes of {@code at}. */
    public List<SourceCounts> counts(IpAddress ip, Instant at) {
        Instant end = bucket(at);
        return Stream.of(IpRange.of(ip), IpRange.around(ip))
                .flatMap(source -> counted.computeIfAbsent(new Asked(source, end), asked -> counts(asked, ip)).stream())
                .toList();
    }

    private List<SourceCounts> counts(Asked asked, IpAddress ip) {
        boolean alone = asked.source.equals(IpRange.of(ip));
        NavigableMap<Instant, List<Row>> all = alone ? byAddress.getOrDefault(ip, new TreeMap<>()) : byTime;
        // A telephone that goes on trying the password its owner changed fails at a place he is at home at.
        Set<Long> known = all.subMap(asked.bucket.minus(WINDOWS.getLast()), false, asked.bucket, true).values().stream()
                .flatMap(List::stream)
                .filter(row -> row.succeeded > 0)
                .map(Row::name)
                .collect(Collectors.toSet());
        return WINDOWS.stream()
                .flatMap(window -> count(all, asked, window, known).stream())
                .toList();
    }

    private static Optional<SourceCounts> count(
            NavigableMap<Instant, List<Row>> all, Asked asked, Duration window, Set<Long> known) {
        var names = new HashMap<Long, Tried>();
        for (List<Row> bucket : all.subMap(asked.bucket.minus(window), false, asked.bucket, true)
                .values()) {
            for (Row row : bucket) {
                names.computeIfAbsent(row.name, name -> new Tried()).add(row);
            }
        }
        int failing = 0;
        int attempts = 0;
        Instant since = asked.bucket;
        for (Map.Entry<Long, Tried> each : names.entrySet()) {
            Tried tried = each.getValue();
            // Whoever mistypes and gets in, then or within the week, is nobody's victim: each name counts on one side
            // only.
            if (!known.contains(each.getKey())) {
                failing++;
                attempts += tried.failed;
                since = tried.since.isBefore(since) ? tried.since : since;
            }
        }
        return failing == 0
                ? Optional.empty()
                : Optional.of(new SourceCounts(asked.source, window, failing, names.size() - failing, attempts, since));
    }

    /** What was tried with one name in one window. */
    private static final class Tried {
        private int failed;
        private Instant since = Instant.MAX;

        void add(Row row) {
            failed += row.failed;
            if (row.failed > 0 && row.bucket.isBefore(since)) {
                since = row.bucket;
            }
        }
    }

    /** The last ten minutes of which something is known, up to {@code limit}; {@code limit} itself where nothing is. */
    public Instant latest(Instant limit) {
        return Optional.ofNullable(byTime.floorKey(bucket(limit))).orElse(limit);
    }

    /** How often this very address failed for one name in the day that ends with the ten minutes of {@code at}. */
    public Optional<SourceCounts> guesses(IpAddress ip, long name, Instant at) {
        Instant end = bucket(at);
        List<Row> failed = byName.getOrDefault(name, List.of()).stream()
                .filter(row -> row.ip.equals(ip) && row.failed > 0)
                .filter(row -> row.bucket.isAfter(end.minus(GUESSING)) && !row.bucket.isAfter(end))
                .toList();
        return failed.stream()
                .map(Row::bucket)
                .min(Instant::compareTo)
                .map(since -> new SourceCounts(
                        IpRange.of(ip),
                        GUESSING,
                        1,
                        0,
                        failed.stream().mapToInt(Row::failed).sum(),
                        since));
    }

    /** Whether the name got in from this very address before the ten minutes that begin at {@code before}. */
    public boolean succeededBefore(IpAddress ip, long name, Instant before) {
        return byName.getOrDefault(name, List.of()).stream()
                .anyMatch(row -> row.ip.equals(ip) && row.succeeded > 0 && row.bucket.isBefore(before));
    }
}
