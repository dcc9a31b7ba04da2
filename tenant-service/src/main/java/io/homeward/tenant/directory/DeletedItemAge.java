package io.homeward.tenant.directory;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.delta.DeltaQuery;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.EveryTenant;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Deletes for ever what was deleted long enough ago, as an administrator could, and forgets who left a group once no delta token can ask for it.
 * Each goes in a transaction of its own with an entry in the trail. Any process may do it, several at once too.
 */
@Singleton
public class DeletedItemAge {
    private static final Logger LOG = Logger.getLogger(DeletedItemAge.class);
    private static final Duration LEAST = Duration.ofDays(1);

    /** Of the tenants of a batch at one look; the next look takes more. */
    private static final int AT_ONCE = 1000;

    private final TenantDatabase database;
    private final KeepPeople people;
    private final KeepGroups groups;
    private final EveryTenant tenants;
    private final Clock clock;
    private final Duration keptFor;

    DeletedItemAge(
            TenantDatabase database,
            KeepPeople people,
            KeepGroups groups,
            EveryTenant tenants,
            Clock clock,
            RetentionSettings settings) {
        this.database = database;
        this.people = people;
        this.groups = groups;
        this.tenants = tenants;
        this.clock = clock;
        this.keptFor = settings.deletedItemsKeptFor();
        if (keptFor.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "homeward.directory.deleted-items-kept-for is less than a day: " + keptFor);
        }
    }

    private record Due(TenantId tenant, UUID id) {}

    @Scheduled(
            identity = "deleted-item-age",
            every = "{homeward.directory.look-at-time-every}",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        int gone = lookAt(clock.instant());
        if (gone > 0) {
            LOG.infof("%d deleted users and groups are gone for good", gone);
        }
    }

    /** @return how many went */
    int lookAt(Instant now) {
        Instant before = now.minus(keptFor);
        var gone = new AtomicInteger();
        tenants.inBatches(some -> {
            for (Due one : due(some, "person", "person_id", before)) {
                gone.addAndGet(people.expire(one.tenant(), new PersonId(one.id()), before, now) ? 1 : 0);
            }
            for (Due one : due(some, "directory_group", "group_id", before)) {
                gone.addAndGet(groups.expire(one.tenant(), new GroupId(one.id()), before, now) ? 1 : 0);
            }
            forgetWhoLeft(some, now.minus(DeltaQuery.VALID).minus(LEAST));
        });
        return gone.get();
    }

    private List<Due> due(List<TenantId> some, String table, String id, Instant before) {
        return database.inEach(some, handle -> handle.createQuery("""
                        select tenant_id, %s as id from %s
                        where tenant_id = any(:tenants) and deleted_at <= :before and erased_at is null limit %d""".formatted(id, table, AT_ONCE))
                .bindArray("tenants", UUID.class, ids(some))
                .bind("before", before.atOffset(ZoneOffset.UTC))
                .map((row, context) ->
                        new Due(new TenantId(row.getObject("tenant_id", UUID.class)), row.getObject("id", UUID.class)))
                .list());
    }

    private void forgetWhoLeft(List<TenantId> some, Instant before) {
        database.<Integer, RuntimeException>inEach(some, handle -> forgotten(handle, some, before));
    }

    private static int forgotten(Handle handle, List<TenantId> some, Instant before) {
        return handle.createUpdate(
                        "delete from membership_ended where tenant_id = any(:tenants) and ended_at < :before")
                .bindArray("tenants", UUID.class, ids(some))
                .bind("before", before.atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static List<UUID> ids(List<TenantId> some) {
        return some.stream().map(TenantId::value).toList();
    }
}
