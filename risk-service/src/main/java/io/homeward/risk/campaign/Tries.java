package io.homeward.risk.campaign;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.risk.detection.StrangeTry;
import io.homeward.risk.signin.SignIn;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.logging.Log;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What was tried from where nobody had got in: collected from committed sign-ins and written every two seconds. What waits at a crash is lost: two seconds of
 * a campaign.
 */
@Singleton
public class Tries {
    /** Of a tenant at a time; whoever tries more has long been seen. */
    public static final int MOST_ROWS = 20_000;

    /** More waits only while the database is away. */
    private static final int MOST_WAITING = 200_000;

    /** So many of the newest rows of a neighbourhood say whether anybody gets in from there: whoever fills it with failures makes nobody slow. */
    private static final int LOOK = 200;

    /** Rows of one tenant and write. */
    private static final int MOST_NEW = 5_000;

    private static final Duration KEPT = Duration.ofDays(2);
    private static final int KEPT_DAYS = 40;

    private record Waiting(TenantId tenant, SignIn signIn, boolean bears) {}

    private final TenantDatabase database;
    private final Ordinary ordinary;
    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

    Tries(TenantDatabase database, Ordinary ordinary) {
        this.database = database;
        this.ordinary = ordinary;
    }

    /**
     * Of a transaction that has committed; whoever waits for it is not kept waiting.
     *
     * @param bearing what is found in sign-ins after that bears on people's risk
     */
    public void taken(TenantId tenant, Collection<SignIn> signIns, Instant bearing) {
        for (SignIn signIn : signIns) {
            waiting.offer(new Waiting(tenant, signIn, signIn.at().isAfter(bearing)));
        }
    }

    /**
     * The ten minutes in which there is something new.
     *
     * @param failed where names failed
     * @param right where a password was right
     */
    public record Fresh(SortedSet<Instant> failed, SortedSet<Instant> right) {}

    /** Writes what has come together, and says what of it is strange. */
    public Map<TenantId, Fresh> write() {
        var all = new ArrayList<Waiting>();
        waiting.drainTo(all);
        var fresh = new HashMap<TenantId, Fresh>();
        all.stream().collect(Collectors.groupingBy(Waiting::tenant)).forEach((tenant, some) -> {
            try {
                fresh.put(
                        tenant,
                        database.in(
                                tenant,
                                handle -> write(
                                        handle,
                                        tenant,
                                        some.stream()
                                                .flatMap(each -> Seen.of(each.signIn, each.bears).stream())
                                                .toList())));
            } catch (RuntimeException e) {
                Log.warnf(e, "From where %d sign-ins of tenant %s were tried is not remembered", some.size(), tenant);
            }
        });
        fresh.values().removeIf(each -> each.failed.isEmpty() && each.right.isEmpty());
        return fresh;
    }

    private Fresh write(Handle handle, TenantId tenant, List<Seen> seen) {
        Set<Integer> places = strange(handle, tenant, seen);
        var strange = new ArrayList<Seen>();
        var known = new ArrayList<Seen>();
        for (int i = 0; i < seen.size(); i++) {
            (places.contains(i) ? strange : known).add(seen.get(i));
        }
        keep(handle, tenant, strange);
        ordinary.add(
                handle,
                tenant,
                seen.stream().filter(Seen::right).toList(),
                known.stream().filter(each -> !each.right()).toList());
        return new Fresh(
                buckets(strange.stream().filter(each -> !each.right())),
                buckets(strange.stream().filter(Seen::right)));
    }

    private static SortedSet<Instant> buckets(Stream<Seen> seen) {
        return seen.map(each -> each.tried().bucket()).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Which of them come from where their name had never got in. Of whoever never got in anywhere nothing can be said; of a name nobody has, that nobody got
     * in from its neighbourhood.
     */
    private static Set<Integer> strange(Handle handle, TenantId tenant, List<Seen> seen) {
        return new HashSet<>(handle.createQuery("""
                        select n.i from unnest(:is, cast(:persons as uuid[]), :names, :asns, cast(:around as inet[]),
                            cast(:buckets as timestamptz[]), cast(:days as date[]), :bits) as n(i, person, name, asn, around, bucket, day, bits)
                        where case
                            when n.person is null then not exists (
                                select 1 from (
                                    select w.succeeded from source_window w where w.tenant_id = :tenant and w.around = n.around
                                      and w.bucket > n.bucket - interval '8 days' and w.bucket < n.bucket
                                    order by w.bucket desc limit :look) x where x.succeeded > 0)
                            when not exists (
                                select 1 from person_profile p where p.tenant_id = :tenant and p.person_id = n.person and p.accepted > 0)
                                then false
                            when n.asn <> 0 then not exists (
                                select 1 from network_person q where q.tenant_id = :tenant and q.asn = n.asn and q.person_id = n.person
                                  and q.first_on < n.day)
                            else not exists (
                                select 1 from person_profile p, jsonb_array_elements(p.ring) r
                                where p.tenant_id = :tenant and p.person_id = n.person and cast(r ->> 'at' as timestamptz) < n.bucket
                                  and network(set_masklen(cast(r ->> 'ip' as inet), n.bits)) = network(set_masklen(n.around, n.bits)))
                        end""")
                .bind("tenant", tenant.value())
                .bind("look", LOOK)
                .bind(
                        "bits",
                        seen.stream().map(each -> each.tried().around().bits()).toArray(Integer[]::new))
                .bind("is", IntStream.range(0, seen.size()).boxed().toArray(Integer[]::new))
                .bind("persons", texts(seen, each -> each.person()
                        .map(PersonId::toString)
                        .orElse(null)))
                .bind("names", seen.stream().map(each -> each.tried().name()).toArray(Long[]::new))
                .bind("asns", seen.stream().map(Seen::asn).toArray(Long[]::new))
                .bind(
                        "around",
                        texts(seen, each -> each.tried().around().first().toString()))
                .bind("buckets", texts(seen, each -> each.tried().bucket().toString()))
                .bind("days", texts(seen, each -> day(each.at()).toString()))
                .mapTo(Integer.class)
                .list());
    }

    private record Key(Instant bucket, long name, long network, long agent, int code, String event) {}

    /** The same twice adds up; more than so many at a time are no news. */
    private static void keep(Handle handle, TenantId tenant, List<Seen> strange) {
        var rows = new HashMap<Key, Seen>();
        var attempts = new HashMap<Key, Integer>();
        for (Seen each : strange) {
            StrangeTry one = each.tried();
            var key = new Key(
                    one.bucket(),
                    one.name(),
                    one.network(),
                    one.agent(),
                    one.code(),
                    each.right() ? each.eventId() : "");
            boolean counts = !each.right() || each.person().isPresent();
            if (counts && (rows.size() < MOST_NEW || rows.containsKey(key))) {
                rows.putIfAbsent(key, each);
                attempts.merge(key, one.attempts(), Integer::sum);
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        List<Key> keys = rows.keySet().stream()
                .sorted(Comparator.comparing(Key::bucket)
                        .thenComparingLong(Key::name)
                        .thenComparingLong(Key::network)
                        .thenComparingLong(Key::agent)
                        .thenComparingInt(Key::code)
                        .thenComparing(Key::event))
                .toList();
        List<Seen> all = keys.stream().map(rows::get).toList();
        handle.createUpdate("""
                        insert into strange_try as s (tenant_id, bucket, name_key, network, agent, code, event_id, event_at, person_id,
                            user_name, around, agent_text, hiding, attempts, bears)
                        select :tenant, n.* from unnest(cast(:buckets as timestamptz[]), :names, :networks, :agents, :codes, :events,
                            cast(:times as timestamptz[]), cast(:persons as uuid[]), :userNames, cast(:around as inet[]), :agentTexts,
                            :hiding, :attempts, :bears) as n
                        on conflict (tenant_id, bucket, name_key, network, agent, code, event_id) do update
                        set attempts = s.attempts + excluded.attempts""")
                .bind("tenant", tenant.value())
                .bind("buckets", keys.stream().map(key -> key.bucket.toString()).toArray(String[]::new))
                .bind("names", keys.stream().map(Key::name).toArray(Long[]::new))
                .bind("networks", keys.stream().map(Key::network).toArray(Long[]::new))
                .bind("agents", keys.stream().map(Key::agent).toArray(Long[]::new))
                .bind("codes", keys.stream().map(Key::code).toArray(Integer[]::new))
                .bind("events", keys.stream().map(Key::event).toArray(String[]::new))
                .bind("times", texts(all, each -> each.right() ? each.at().toString() : null))
                .bind(
                        "persons",
                        texts(all, each -> each.person().map(PersonId::toString).orElse(null)))
                .bind("userNames", texts(all, Seen::userName))
                .bind("around", texts(all, each -> each.tried().around().first().toString()))
                .bind("agentTexts", texts(all, Seen::agentText))
                .bind("hiding", all.stream().map(each -> each.tried().hiding()).toArray(Boolean[]::new))
                .bind("attempts", keys.stream().map(attempts::get).toArray(Integer[]::new))
                .bind("bears", all.stream().map(Seen::bears).toArray(Boolean[]::new))
                .execute();
    }

    /**
     * A try as it is kept.
     *
     * @param person of a password that was right
     * @param eventId the sign-in's; empty for a failure
     * @param bears whether what is found in it bears on the person's risk
     */
    public record Kept(
            StrangeTry tried,
            String userName,
            String agentText,
            Optional<PersonId> person,
            String eventId,
            boolean bears) {}

    /** Those after one time, up to another; the newest where there are too many. */
    public List<Kept> between(Handle handle, TenantId tenant, Instant after, Instant to) {
        return handle.createQuery("""
                        select bucket, name_key, network, agent, code, event_id, person_id, user_name, host(around) as around, agent_text,
                            hiding, attempts, bears
                        from strange_try where tenant_id = :tenant and bucket > :after and bucket <= :to
                        order by bucket desc, name_key, network limit :most""")
                .bind("tenant", tenant.value())
                .bind("after", utc(after))
                .bind("to", utc(to))
                .bind("most", MOST_ROWS)
                .map((row, context) -> new Kept(
                        new StrangeTry(
                                row.getObject("bucket", OffsetDateTime.class).toInstant(),
                                row.getLong("name_key"),
                                row.getLong("network"),
                                IpRange.around(
                                        IpAddress.parse(row.getString("around")).orElseThrow()),
                                row.getLong("agent"),
                                row.getBoolean("hiding"),
                                row.getInt("code"),
                                row.getInt("attempts")),
                        row.getString("user_name"),
                        row.getString("agent_text"),
                        Optional.ofNullable(row.getObject("person_id", UUID.class))
                                .map(PersonId::new),
                        row.getString("event_id"),
                        row.getBoolean("bears")))
                .list();
    }

    /**
     * Drops what nothing looks at any more.
     *
     * @return how many rows went
     */
    public int forgetOld(Handle handle, TenantId tenant, Instant now) {
        int gone = 0;
        for (String table : List.of("strange_try", "tenant_pace")) {
            gone += handle.createUpdate("delete from " + table + " where tenant_id = :tenant and bucket < :before")
                    .bind("tenant", tenant.value())
                    .bind("before", utc(now.minus(KEPT)))
                    .execute();
        }
        return gone
                + handle.createUpdate("delete from key_day where tenant_id = :tenant and day < :before")
                        .bind("tenant", tenant.value())
                        .bind("before", day(now).minusDays(KEPT_DAYS))
                        .execute();
    }

    private static @Nullable String[] texts(List<Seen> all, Function<Seen, @Nullable String> of) {
        var texts = new @Nullable String[all.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = of.apply(all.get(i));
        }
        return texts;
    }

    static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
