package io.homeward.outbox;

import io.homeward.accessrules.TenantId;
import io.homeward.feed.Change;
import io.homeward.feed.FeedName;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What the tests keep: things that count how often they were written. */
final class Things {
    static final FeedName FEED = new FeedName("things");

    private Things() {}

    record Thing(UUID id, long count, String note) {}

    /** Writes a thing as every service does: locks its row, appends, stores the number. */
    static long put(Handle handle, Outbox outbox, TenantId tenant, UUID id, String note) {
        lock(handle, tenant, id);
        return write(handle, outbox, tenant, id, note);
    }

    static long put(TenantDatabase database, Outbox outbox, TenantId tenant, UUID id, String note) {
        return database.in(tenant, handle -> put(handle, outbox, tenant, id, note));
    }

    static void lock(Handle handle, TenantId tenant, UUID id) {
        // A deletion between the two statements makes the row disappear: once more.
        boolean there = false;
        while (!there) {
            handle.createUpdate(
                            "insert into thing values (:tenant, :id, 0, 0, '') on conflict (tenant_id, id) do nothing")
                    .bind("tenant", tenant.value())
                    .bind("id", id)
                    .execute();
            there = handle.createQuery("select 1 from thing where tenant_id = :tenant and id = :id for update")
                    .bind("tenant", tenant.value())
                    .bind("id", id)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
        }
    }

    static long write(Handle handle, Outbox outbox, TenantId tenant, UUID id, String note) {
        long count = handle.createQuery("select count + 1 from thing where tenant_id = :tenant and id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .mapTo(Long.class)
                .one();
        long version = outbox.append(handle, FEED, tenant, id.toString(), new Thing(id, count, note));
        handle.createUpdate("""
                        update thing set version = :version, count = :count, note = :note
                        where tenant_id = :tenant and id = :id""")
                .bind("version", version)
                .bind("count", count)
                .bind("note", note)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .execute();
        return version;
    }

    static void remove(TenantDatabase database, Outbox outbox, TenantId tenant, UUID id) {
        database.in(tenant, handle -> {
            lock(handle, tenant, id);
            outbox.append(handle, FEED, tenant, id.toString(), null);
            return handle.createUpdate("delete from thing where tenant_id = :tenant and id = :id")
                    .bind("tenant", tenant.value())
                    .bind("id", id)
                    .execute();
        });
    }

    /** What a table of things shows, whosever it is: by tenant and id, the version and the thing. */
    static Map<String, String> shown(Connection superuser, String table) throws SQLException {
        try (var statement = superuser.createStatement();
                var rows = statement.executeQuery("select tenant_id, id, version, count, note from " + table)) {
            var shown = new HashMap<String, String>();
            while (rows.next()) {
                var thing = new Thing(rows.getObject("id", UUID.class), rows.getLong("count"), rows.getString("note"));
                shown.put(rows.getString("tenant_id") + "/" + thing.id(), rows.getLong("version") + " " + thing);
            }
            return shown;
        }
    }

    @Singleton
    static class Snapshot implements SnapshotSource {
        @Override
        public FeedName feed() {
            return FEED;
        }

        @Override
        public List<Row> page(Handle handle, RowKey after, int limit) {
            return handle.createQuery("""
                            select tenant_id, id, version, count, note from thing
                            where (tenant_id, id) > (:tenant, cast(:key as uuid)) order by tenant_id, id limit :limit""")
                    .bind("tenant", after.tenant().value())
                    .bind("key", after.key())
                    .bind("limit", limit)
                    .map((row, context) -> new Row(
                            TenantId.of(row.getString("tenant_id")),
                            row.getString("id"),
                            row.getLong("version"),
                            new Thing(row.getObject("id", UUID.class), row.getLong("count"), row.getString("note"))))
                    .list();
        }

        @Override
        public int pageSize() {
            return 50;
        }
    }

    static class Copy implements ReplicaRows {
        @Override
        public void put(Handle handle, Change change) {
            Thing thing = change.as(Thing.class);
            handle.createUpdate("""
                            insert into thing_copy values (:tenant, :id, :version, :count, :note)
                            on conflict (tenant_id, id) do update
                            set version = excluded.version, count = excluded.count, note = excluded.note,
                                written = thing_copy.written + 1""")
                    .bind("tenant", change.tenant().value())
                    .bind("id", thing.id())
                    .bind("version", change.version())
                    .bind("count", thing.count())
                    .bind("note", thing.note())
                    .execute();
        }

        @Override
        public void remove(Handle handle, TenantId tenant, String key) {
            handle.createUpdate("delete from thing_copy where tenant_id = :tenant and id = cast(:id as uuid)")
                    .bind("tenant", tenant.value())
                    .bind("id", key)
                    .execute();
        }
    }
}
