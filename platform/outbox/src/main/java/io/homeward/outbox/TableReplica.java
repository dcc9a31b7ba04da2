package io.homeward.outbox;

import io.homeward.accessrules.TenantId;
import io.homeward.feed.Change;
import io.homeward.feed.FeedCursor;
import io.homeward.feed.FeedName;
import io.homeward.feed.Replica;
import io.homeward.feed.ReplicaBusy;
import io.homeward.tenancy.TenantDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A replica in this service's tables. A batch and the cursor that follows from it are one transaction, under the lock of the cursor's row, so
 * several processes may read the same feed into the same tables: whoever is slower finds the work done.
 *
 * <p>A rebuild works in place, thing by thing, each of them consistent at every moment; at its end what the snapshot did not have is removed.
 * Until then there is no cursor to continue from and nobody is fresh.
 */
public final class TableReplica implements Replica {

    /** One that has died blocks the others for so long. Every page of a living one prolongs it. */
    static final Duration REBUILD_LEASE = Duration.ofSeconds(10);

    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final int PRUNE_PAGE = 500;

    private final FeedName feed;
    private final ReplicaRows rows;
    private final TenantDatabase database;
    private final FeedDatabase feeds;
    private final Duration lease;
    private final UUID me = UUID.randomUUID();

    TableReplica(FeedName feed, ReplicaRows rows, TenantDatabase database, FeedDatabase feeds, Duration lease) {
        this.feed = feed;
        this.rows = rows;
        this.database = database;
        this.feeds = feeds;
        this.lease = lease;
    }

    @Override
    public Optional<FeedCursor> cursor() {
        return database.inEach(List.of(), handle -> stored(handle, "").flatMap(Stored::cursor));
    }

    @Override
    public boolean everComplete() {
        return database.inEach(
                List.of(),
                handle -> stored(handle, "").map(Stored::everComplete).orElse(false));
    }

    @Override
    public FeedCursor apply(List<Change> changes, FeedCursor upTo) {
        return database.inEach(tenants(changes), handle -> {
            Stored stored = locked(handle);
            FeedCursor at = stored.cursor()
                    .filter(cursor -> cursor.epoch().equals(upTo.epoch()))
                    .orElseThrow(() -> new ReplicaBusy("the tables are being rebuilt"));
            List<Change> news = changes.stream()
                    .filter(change -> change.position() > at.position())
                    .toList();
            if (news.isEmpty()) {
                return at;
            }
            if (news.getFirst().position() != at.position() + 1) {
                throw new ReplicaBusy("the tables stand at " + at);
            }
            write(handle, stored.generation, news);
            handle.createUpdate("update replica_cursor set pos = :pos where feed = :feed")
                    .bind("pos", upTo.position())
                    .bind("feed", feed.value())
                    .execute();
            return upTo;
        });
    }

    @Override
    public Rebuild rebuild() {
        long generation = database.inEach(List.of(), handle -> {
            handle.createUpdate("insert into replica_cursor (feed) values (:feed) on conflict do nothing")
                    .bind("feed", feed.value())
                    .execute();
            return handle.createQuery("""
                            update replica_cursor
                            set epoch = null, generation = generation + 1, rebuilder = :me,
                                rebuild_until = clock_timestamp() + make_interval(secs => :lease)
                            where feed = :feed
                              and (rebuild_until is null or rebuild_until < clock_timestamp() or rebuilder = :me)
                            returning generation""")
                    .bind("feed", feed.value())
                    .bind("me", me)
                    .bind("lease", lease.toMillis() / 1000.0)
                    .mapTo(Long.class)
                    .findOne()
                    .orElseThrow(() -> new ReplicaBusy("another process is rebuilding the tables"));
        });
        return new InPlace(generation);
    }

    private final class InPlace implements Rebuild {
        private final long generation;
        private boolean over;

        InPlace(long generation) {
            this.generation = generation;
        }

        @Override
        public void put(List<Change> changes) {
            inRebuild(tenants(changes), handle -> write(handle, generation, changes));
        }

        @Override
        public void complete(FeedCursor cursor) {
            for (List<LeftOver> page = leftOver(); !page.isEmpty(); page = leftOver()) {
                List<LeftOver> found = page;
                Set<TenantId> owners = new HashSet<>();
                found.forEach(one -> owners.add(one.tenant));
                inRebuild(owners, handle -> found.forEach(one -> forget(handle, one)));
            }
            database.inEach(List.of(), handle -> {
                mine(handle);
                return handle.createUpdate("""
                                update replica_cursor
                                set epoch = :epoch, pos = :pos, ever_complete = true, rebuild_until = null
                                where feed = :feed""")
                        .bind("epoch", cursor.epoch())
                        .bind("pos", cursor.position())
                        .bind("feed", feed.value())
                        .execute();
            });
            over = true;
        }

        /** Lets others begin at once. */
        @Override
        public void close() {
            if (!over) {
                over = true;
                database.inEach(List.of(), handle -> handle.createUpdate("""
                                update replica_cursor set rebuild_until = null
                                where feed = :feed and generation = :generation and epoch is null""")
                        .bind("feed", feed.value())
                        .bind("generation", generation)
                        .execute());
            }
        }

        private void inRebuild(Collection<TenantId> tenants, Consumer<Handle> work) {
            database.inEach(tenants, handle -> {
                mine(handle);
                work.accept(handle);
                return handle.createUpdate("""
                                update replica_cursor
                                set rebuild_until = clock_timestamp() + make_interval(secs => :lease)
                                where feed = :feed""")
                        .bind("lease", lease.toMillis() / 1000.0)
                        .bind("feed", feed.value())
                        .execute();
            });
        }

        /** Somebody took over if this process was silent for longer than the lease. */
        private void mine(Handle handle) {
            Stored stored = locked(handle);
            if (stored.generation != generation || stored.epoch != null) {
                throw new ReplicaBusy("another process has taken the rebuild over");
            }
        }

        private List<LeftOver> leftOver() {
            return feeds.in(SILENCE, handle -> handle.createQuery("""
                            select tenant_id, key from replica_row
                            where feed = :feed and generation < :generation limit :page""")
                    .bind("feed", feed.value())
                    .bind("generation", generation)
                    .bind("page", PRUNE_PAGE)
                    .map((row, context) -> new LeftOver(TenantId.of(row.getString("tenant_id")), row.getString("key")))
                    .list());
        }

        private void forget(Handle handle, LeftOver one) {
            int forgotten = handle.createUpdate("""
                            delete from replica_row
                            where tenant_id = :tenant and feed = :feed and key = :key and generation < :generation""")
                    .bind("tenant", one.tenant.value())
                    .bind("feed", feed.value())
                    .bind("key", one.key)
                    .bind("generation", generation)
                    .execute();
            if (forgotten > 0) {
                rows.remove(handle, one.tenant, one.key);
            }
        }
    }

    private record LeftOver(TenantId tenant, String key) {}

    private Set<TenantId> tenants(List<Change> changes) {
        var tenants = new HashSet<TenantId>();
        changes.forEach(change -> {
            tenants.add(change.tenant());
            tenants.addAll(rows.tenants(change));
        });
        return tenants;
    }

    /** Only the last state of each thing is written, and only where it is newer than what this generation has. */
    private void write(Handle handle, long generation, List<Change> changes) {
        Map<String, Change> last = new LinkedHashMap<>();
        changes.forEach(change -> last.merge(
                change.tenant() + "/" + change.key(),
                change,
                (one, other) -> one.version() > other.version() ? one : other));
        rows.putAll(
                handle,
                last.values().stream()
                        .filter(change -> !change.isGone() && isNewer(handle, generation, change))
                        .toList());
        last.values().stream()
                .filter(change -> change.isGone() && isRemoved(handle, generation, change))
                .forEach(change -> rows.remove(handle, change.tenant(), change.key()));
    }

    private boolean isNewer(Handle handle, long generation, Change change) {
        return handle.createUpdate("""
                                insert into replica_row (tenant_id, feed, key, version, generation)
                                values (:tenant, :feed, :key, :version, :generation)
                                on conflict (tenant_id, feed, key) do update
                                set version = excluded.version, generation = excluded.generation
                                where replica_row.generation < excluded.generation or replica_row.version < excluded.version""")
                        .bind("tenant", change.tenant().value())
                        .bind("feed", feed.value())
                        .bind("key", change.key())
                        .bind("version", change.version())
                        .bind("generation", generation)
                        .execute()
                > 0;
    }

    private boolean isRemoved(Handle handle, long generation, Change change) {
        return handle.createUpdate("""
                                delete from replica_row
                                where tenant_id = :tenant and feed = :feed and key = :key
                                  and (generation < :generation or version < :version)""")
                        .bind("tenant", change.tenant().value())
                        .bind("feed", feed.value())
                        .bind("key", change.key())
                        .bind("version", change.version())
                        .bind("generation", generation)
                        .execute()
                > 0;
    }

    private Stored locked(Handle handle) {
        return stored(handle, " for update").orElseThrow(() -> new ReplicaBusy("the tables have no cursor"));
    }

    private Optional<Stored> stored(Handle handle, String lock) {
        return handle.createQuery(
                        "select epoch, pos, generation, ever_complete from replica_cursor where feed = :feed" + lock)
                .bind("feed", feed.value())
                .map(Stored::read)
                .findOne();
    }

    private record Stored(@Nullable String epoch, long position, long generation, boolean everComplete) {
        static Stored read(ResultSet row, StatementContext context) throws SQLException {
            return new Stored(
                    row.getString("epoch"),
                    row.getLong("pos"),
                    row.getLong("generation"),
                    row.getBoolean("ever_complete"));
        }

        Optional<FeedCursor> cursor() {
            return epoch == null ? Optional.empty() : Optional.of(new FeedCursor(epoch, position));
        }
    }
}
