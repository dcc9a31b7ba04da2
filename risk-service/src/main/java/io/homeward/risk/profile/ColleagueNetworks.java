package io.homeward.risk.profile;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.signin.SignIn;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which networks a tenant's people were accepted from, once a day for each: with the batch for what comes in batches, which may be
 * months in seconds, and a second after the commit where somebody waits for a score. What waits at a crash is lost: it is seen again the next day.
 */
@Singleton
public class ColleagueNetworks {
    /** More waits only while the database is away. */
    private static final int MOST_WAITING = 50_000;

    /** What was written today is not written again, as far as this node remembers. */
    private static final int MOST_WRITTEN = 100_000;

    /** Longer than anybody looks back. */
    private static final int KEPT_DAYS = 35;

    private record Seen(TenantId tenant, long asn, PersonId person, LocalDate day) {}

    private final TenantDatabase database;
    private final LinkedBlockingQueue<Seen> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TenantId, LocalDate> swept = newest(MOST_WRITTEN);
    private final Map<Seen, Boolean> written = newest(MOST_WRITTEN);

    ColleagueNetworks(TenantDatabase database) {
        this.database = database;
    }

    private static <K, V> Map<K, V> newest(int most) {
        return new LinkedHashMap<>(16, .75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Sign-ins that were learned from, in a transaction that has committed. */
    public void learned(TenantId tenant, Collection<SignIn> signIns) {
        keep(unwritten(tenant, signIns)).forEach(waiting::offer);
    }

    /** The same within the transaction, as the last that it locks. */
    public void write(Handle handle, TenantId tenant, Collection<SignIn> signIns) {
        List<Seen> all = unwritten(tenant, signIns);
        if (!all.isEmpty()) {
            write(handle, tenant, all);
            handle.afterCommit(() -> keep(all));
        }
    }

    private List<Seen> unwritten(TenantId tenant, Collection<SignIn> signIns) {
        Set<Seen> all = signIns.stream()
                .filter(signIn -> Surroundings.asn(signIn) != Accepted.UNKNOWN)
                .flatMap(signIn -> signIn.person().stream()
                        .map(person ->
                                new Seen(tenant, Surroundings.asn(signIn), person, Surroundings.day(signIn.at()))))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        lock.lock();
        try {
            all.removeAll(written.keySet());
        } finally {
            lock.unlock();
        }
        return new ArrayList<>(all);
    }

    /** Those that nobody else has written in between. */
    private List<Seen> keep(List<Seen> all) {
        lock.lock();
        try {
            return all.stream()
                    .filter(seen -> written.putIfAbsent(seen, true) == null)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        write();
    }

    /** Writes what has come together. */
    @Scheduled(identity = "colleague-networks", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void write() {
        var all = new ArrayList<Seen>();
        waiting.drainTo(all);
        var byTenant = new HashMap<TenantId, List<Seen>>();
        all.forEach(seen ->
                byTenant.computeIfAbsent(seen.tenant, each -> new ArrayList<>()).add(seen));
        byTenant.forEach((tenant, some) -> {
            try {
                database.in(tenant, handle -> write(handle, tenant, some));
            } catch (RuntimeException e) {
                Log.warnf(e, "From where %d sign-ins of tenant %s came is not remembered", some.size(), tenant);
            }
        });
    }

    private TenantId write(Handle handle, TenantId tenant, List<Seen> all) {
        // Everybody locks in this order.
        List<Seen> some = all.stream()
                .sorted(Comparator.comparingLong(Seen::asn)
                        .thenComparing(seen -> seen.person.value())
                        .thenComparing(Seen::day))
                .toList();
        handle.createUpdate("""
                        insert into network_person as p (tenant_id, asn, person_id, first_on, last_on)
                        select :tenant, n.asn, n.person, min(n.day), max(n.day)
                        from unnest(:asns, :persons, cast(:days as date[])) as n(asn, person, day)
                        group by n.asn, n.person order by n.asn, n.person
                        on conflict (tenant_id, asn, person_id) do update
                        set first_on = least(p.first_on, excluded.first_on), last_on = greatest(p.last_on, excluded.last_on)
                        where p.first_on > excluded.first_on or p.last_on < excluded.last_on""")
                .bind("tenant", tenant.value())
                .bind("asns", some.stream().map(Seen::asn).toArray(Long[]::new))
                .bind("persons", some.stream().map(seen -> seen.person.value()).toArray(UUID[]::new))
                .bind("days", some.stream().map(seen -> seen.day.toString()).toArray(String[]::new))
                .execute();
        LocalDate newest =
                some.stream().map(Seen::day).max(Comparator.naturalOrder()).orElseThrow();
        if (!newest.equals(sweptUntil(tenant, newest))) {
            handle.createUpdate("delete from network_person where tenant_id = :tenant and last_on < :before")
                    .bind("tenant", tenant.value())
                    .bind("before", newest.minusDays(KEPT_DAYS))
                    .execute();
        }
        return tenant;
    }

    private @Nullable LocalDate sweptUntil(TenantId tenant, LocalDate newest) {
        lock.lock();
        try {
            return swept.put(tenant, newest);
        } finally {
            lock.unlock();
        }
    }
}
