package io.homeward.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.TenantId;
import io.homeward.feed.Change;
import io.homeward.feed.FeedName;
import io.homeward.feed.FeedReader;
import io.homeward.outbox.Things.Thing;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commits in awkward orders: nothing is lost, doubled or inverted. */
class CommitOrderTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final PostgresServer server = PostgresServer.shared();
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final WatchedReplica replica = new WatchedReplica();
    private String database;
    private FeedProcess process;
    private FeedReader reader;

    @BeforeEach
    void start() throws Exception {
        database = server.newDatabase();
        process = new FeedProcess(server.port(), database);
        reader = FeedProcess.reader(process.port(), replica);
        assertThat(reader.awaitFresh(SOON)).isTrue();
    }

    @AfterEach
    void stop() {
        reader.close();
        process.close();
        assertThat(replica.objections).isEmpty();
    }

    @Test
    void an_earlier_number_that_commits_later_is_not_lost() throws Exception {
        try (Writer slow = new Writer()) {
            long early = slow.put(one);
            long late = Things.put(process.database, process.outbox, tenant, other, "late number, early commit");
            assertThat(early).isLessThan(late);
            assertThat(reader.awaitFresh(SOON)).isTrue();
            assertThat(replica.memory.get(tenant, other.toString())).isPresent();
            assertThat(replica.memory.get(tenant, one.toString())).isEmpty();

            slow.commit();
        }

        assertThat(reader.awaitFresh(SOON)).isTrue();
        assertThat(replica.memory.get(tenant, one.toString())).isPresent();
        assertThat(replica.applied).extracting(Change::position).containsExactly(1L, 2L);
    }

    @Test
    void a_change_of_a_feed_that_nobody_serves_is_refused_and_so_is_one_outside_a_transaction() {
        assertThatThrownBy(() -> process.database.in(
                        tenant, handle -> process.outbox.append(handle, new FeedName("unserved"), tenant, "key", null)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> process.database.in(tenant, handle -> {
                    handle.commit();
                    return process.outbox.append(handle, Things.FEED, tenant, "key", null);
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_rolled_back_was_never_written() throws Exception {
        try (Writer writer = new Writer()) {
            writer.put(one);
            writer.rollback();
        }
        Things.put(process.database, process.outbox, tenant, other, "after");

        assertThat(reader.awaitFresh(SOON)).isTrue();
        assertThat(replica.applied).extracting(Change::key).containsExactly(other.toString());
        assertThat(replica.applied).extracting(Change::position).containsExactly(1L);
    }

    @Test
    void a_long_transaction_delays_only_its_own_rows() throws Exception {
        try (Writer here = new Writer();
                Connection elsewhere = server.superuser("postgres");
                Statement statement = elsewhere.createStatement()) {
            here.put(one);
            elsewhere.setAutoCommit(false);
            statement.execute("select txid_current()");
            for (int i = 0; i < 4; i++) {
                Things.put(process.database, process.outbox, tenant, other, "meanwhile " + i);
                assertThat(reader.awaitFresh(SOON)).isTrue();
                assertThat(replica.count(tenant, other)).isEqualTo(i + 1);
            }
            assertThat(replica.memory.get(tenant, one.toString())).isEmpty();

            here.commit();
            elsewhere.rollback();
        }

        assertThat(reader.awaitFresh(SOON)).isTrue();
        assertThat(replica.count(tenant, one)).isEqualTo(1);
    }

    @Test
    void two_writers_of_one_key_are_told_in_the_order_of_their_row_lock() throws Exception {
        var blocked = new CountDownLatch(1);
        CompletableFuture<Long> second;
        long first;
        try (Writer writer = new Writer()) {
            first = writer.put(one);
            second = CompletableFuture.supplyAsync(() -> {
                blocked.countDown();
                return Things.put(process.database, process.outbox, tenant, one, "second");
            });
            blocked.await();
            Eventually.within(SOON, this::someoneWaitsForALock);
            writer.commit();
        }

        assertThat(second.get(5, TimeUnit.SECONDS)).isGreaterThan(first);
        assertThat(reader.awaitFresh(SOON)).isTrue();
        assertThat(replica.memory.get(tenant, one.toString())).contains(new Thing(one, 2, "second"));
        assertThat(replica.applied).extracting(Change::version).containsExactly(first, second.get());
    }

    @Test
    void what_is_deleted_and_made_again_stays() throws Exception {
        for (int i = 0; i < 20; i++) {
            Things.put(process.database, process.outbox, tenant, one, "life " + i);
            Things.remove(process.database, process.outbox, tenant, one);
        }
        assertThat(reader.awaitFresh(SOON)).isTrue();
        assertThat(replica.memory.get(tenant, one.toString())).isEmpty();

        Things.put(process.database, process.outbox, tenant, one, "last life");

        assertThat(reader.awaitFresh(SOON)).isTrue();
        assertThat(replica.memory.get(tenant, one.toString())).contains(new Thing(one, 1, "last life"));
    }

    @Test
    void a_mass_change_larger_than_a_pass_and_than_the_ring_arrives_whole() throws Exception {
        int things = Sequencer.MOST_PER_PASS * 2 + 10;
        process.database.in(tenant, handle -> handle.createUpdate("""
                        with changed as (
                            insert into outbox (feed, tenant_id, key, body)
                            select 'things', :tenant, id, jsonb_build_object('id', id, 'count', 1, 'note', 'mass')
                            from (select gen_random_uuid()::text as id from generate_series(1, :things)) ids
                            returning id)
                        select count(*) from changed""")
                .bind("tenant", tenant.value())
                .bind("things", things)
                .execute());

        assertThat(reader.awaitFresh(Duration.ofSeconds(20))).isTrue();
        assertThat(replica.memory.size()).isEqualTo(things);
        assertThat(replica.completed)
                .as("served from the database, without a new snapshot")
                .hasSize(1);
    }

    @Test
    void after_a_restore_the_replica_shows_the_restored_state_and_follows_it() throws Exception {
        Things.put(process.database, process.outbox, tenant, one, "kept");
        assertThat(reader.awaitFresh(SOON)).isTrue();
        process.close();
        String copy = server.copy(database);
        process = new FeedProcess(server.port(), database);
        try (var following = new Following()) {
            Things.put(process.database, process.outbox, tenant, one, "lost by the restore");
            Things.put(process.database, process.outbox, tenant, other, "lost by the restore");
            assertThat(following.reader.awaitFresh(SOON)).isTrue();
            assertThat(following.replica.count(tenant, one)).isEqualTo(2);

            server.restore(copy, database);
            // As many changes as were lost, so that the positions alone would not tell.
            Eventually.passes(SOON, () -> Things.put(process.database, process.outbox, tenant, one, "new history"));
            UUID third = UUID.randomUUID();
            Things.put(process.database, process.outbox, tenant, third, "new history");
            Things.put(process.database, process.outbox, tenant, third, "new history");

            assertThat(following.reader.awaitFresh(Duration.ofSeconds(10))).isTrue();
            assertThat(following.replica.memory.get(tenant, one.toString())).contains(new Thing(one, 2, "new history"));
            assertThat(following.replica.memory.get(tenant, other.toString())).isEmpty();
            assertThat(following.replica.count(tenant, third)).isEqualTo(2);
            assertThat(following.replica.completed).hasSize(2);
            assertThat(following.replica.objections).isEmpty();
        }
    }

    @Test
    void a_reader_whose_position_is_no_longer_kept_takes_a_snapshot() throws Exception {
        Things.put(process.database, process.outbox, tenant, one, "seen");
        assertThat(reader.awaitFresh(SOON)).isTrue();
        reader.close();
        for (int i = 0; i < 3; i++) {
            Things.put(process.database, process.outbox, tenant, other, "unseen");
        }
        Eventually.within(SOON, () -> process.sequencing.head(Things.FEED).orElse(0L) == 4);
        process.close();
        server.execute(database, "set role things_owner; select outbox_days(interval '-2 days', 7)");
        server.execute(database, "set role things_owner; select outbox_days(interval '24 hours', 7)");

        process = new FeedProcess(server.port(), database);
        try (var again = new Following(replica)) {
            assertThat(again.reader.awaitFresh(SOON)).isTrue();
        }

        assertThat(replica.count(tenant, other)).isEqualTo(3);
        assertThat(replica.completed).hasSize(2);
    }

    private boolean someoneWaitsForALock() throws Exception {
        try (Connection connection = server.superuser(database);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) {
            return row.next();
        }
    }

    private final class Following implements AutoCloseable {
        final WatchedReplica replica;
        final FeedReader reader;

        Following() throws Exception {
            this(new WatchedReplica());
        }

        Following(WatchedReplica replica) throws Exception {
            this.replica = replica;
            reader = FeedProcess.reader(process.port(), replica);
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    /** A transaction that a test holds open. */
    private final class Writer implements AutoCloseable {
        private final CompletableFuture<Boolean> end = new CompletableFuture<>();
        private final CompletableFuture<UUID> asked = new CompletableFuture<>();
        private final CompletableFuture<Long> put = new CompletableFuture<>();
        private final CompletableFuture<Void> over;

        Writer() {
            over = CompletableFuture.runAsync(() -> process.database.in(tenant, handle -> {
                put.complete(Things.put(handle, process.outbox, tenant, asked.join(), "first"));
                if (!end.join()) {
                    handle.rollback();
                }
                return null;
            }));
        }

        long put(UUID id) {
            asked.complete(id);
            return put.join();
        }

        void commit() {
            end.complete(true);
            over.join();
        }

        void rollback() {
            end.complete(false);
            over.exceptionally(thrown -> null).join();
        }

        @Override
        public void close() {
            asked.complete(new UUID(0, 1));
            end.complete(false);
            over.exceptionally(thrown -> null).join();
        }
    }
}
