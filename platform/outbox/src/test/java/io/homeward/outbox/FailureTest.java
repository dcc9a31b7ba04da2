package io.homeward.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedReader;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything is killed once, in the middle of a stream of writes by two processes; afterwards every replica shows what the table shows. */
class FailureTest {
    private static final Duration RECOVERED = Duration.ofSeconds(20);

    private final PostgresServer server = PostgresServer.shared();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Random random = new Random(42);
    private String database;
    private FeedProcess first;
    private final AtomicReference<FeedProcess> second = new AtomicReference<>();

    @BeforeEach
    void start() throws Exception {
        database = server.newDatabase();
        first = new FeedProcess(server.port(), database);
        second.set(new FeedProcess(server.port(), database));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        first.close();
        second.get().close();
    }

    @Test
    void a_storm_of_writers_in_two_processes_reaches_readers_of_both() throws Exception {
        var one = new Following(first.port());
        var other = new Following(second.get().port());
        assertThat(one.reader.awaitFresh(RECOVERED)).isTrue();
        assertThat(other.reader.awaitFresh(RECOVERED)).isTrue();

        try (var storm = new Storm(() -> first, second::get)) {
            storm.blow(1500);
            assertThat(storm.failed()).isZero();
        }

        one.showsWhatTheTableShows(1);
        other.showsWhatTheTableShows(1);
        assertThat(one.replica.applied).as("both were told the same").isEqualTo(other.replica.applied);
    }

    @Test
    void cut_lines_between_reader_and_server() throws Exception {
        var line = new TcpProxy(first.port());
        opened.add(line);
        var reader = new Following(line.port());

        try (var storm = new Storm(() -> first, second::get)) {
            for (int i = 0; i < 20; i++) {
                storm.blow(5);
                reader.progresses();
                int before = line.cuts();
                if (i % 2 == 0) {
                    line.cut();
                } else {
                    line.cutAfter(random.nextInt(3000));
                    Eventually.within(RECOVERED, () -> line.cuts() > before);
                }
            }
        }

        reader.showsWhatTheTableShows(1);
    }

    @Test
    void a_snapshot_that_is_cut_off_shows_nothing_and_the_next_one_everything() throws Exception {
        var tenant = new TenantId(UUID.randomUUID());
        first.database.in(tenant, handle -> {
            for (int i = 0; i < 400; i++) {
                Things.put(handle, first.outbox, tenant, UUID.randomUUID(), noise());
            }
            return null;
        });
        var line = new TcpProxy(first.port());
        opened.add(line);
        line.cutAfter(20_000);

        try (var storm = new Storm(() -> first, second::get)) {
            var reader = new Following(line.port());
            for (int cut = 1; cut <= 3; cut++) {
                int sofar = cut;
                Eventually.within(RECOVERED, () -> line.cuts() == sofar);
                assertThat(reader.replica.completed).isEmpty();
                assertThat(reader.replica.memory.size()).isZero();
                assertThat(reader.reader.freshness().everComplete()).isFalse();
                line.cutAfter(cut < 3 ? 30_000L * cut : Long.MAX_VALUE);
            }
            assertThat(reader.reader.awaitFresh(RECOVERED)).isTrue();
            storm.calm();
            reader.showsWhatTheTableShows(1);
        }
    }

    @Test
    void a_sequencer_killed_between_placing_and_committing_has_placed_nothing() throws Exception {
        var reader = new Following(first.port());
        var tenant = new TenantId(UUID.randomUUID());
        UUID thing = UUID.randomUUID();
        assertThat(reader.reader.awaitFresh(RECOVERED)).isTrue();
        second.get().close();
        second.set(first);
        try (Connection superuser = server.superuser(database);
                Statement statement = superuser.createStatement()) {
            // Stops a pass after it has placed the changes, at the head it is about to move.
            statement.execute("""
                    create function pause() returns trigger language plpgsql security definer as
                    $$ begin perform pg_advisory_xact_lock_shared(7); return new; end $$;
                    create trigger pause before update on feed_head for each row execute function pause();
                    select pg_advisory_lock(7)""");

            Things.put(first.database, first.outbox, tenant, thing, "written before the kill");
            Eventually.within(RECOVERED, () -> kill(statement, "wait_event = 'advisory'") > 0);

            assertThat(reader.replica.applied).isEmpty();
            statement.execute("select pg_advisory_unlock(7)");
        }

        reader.showsWhatTheTableShows(1);
        assertThat(reader.replica.applied).hasSize(1);
    }

    @Test
    void sequencers_and_writers_killed_at_random() throws Exception {
        var one = new Following(first.port());
        var other = new Following(second.get().port());

        try (var storm = new Storm(() -> first, second::get);
                Connection superuser = server.superuser(database);
                Statement statement = superuser.createStatement()) {
            for (int i = 0; i < 25; i++) {
                storm.blow(15);
                String which = i % 5 == 0 ? "true" : "usename = 'things_feed'";
                Eventually.within(RECOVERED, () -> kill(statement, which) > 0);
            }
        }

        one.showsWhatTheTableShows(1);
        other.showsWhatTheTableShows(1);
    }

    @Test
    void a_process_that_dies_is_replaced_and_its_changes_are_placed_by_others() throws Exception {
        var reader = new Following(first.port());

        try (var storm = new Storm(second::get)) {
            for (int i = 0; i < 3; i++) {
                storm.blow(50);
                FeedProcess dying = second.get();
                second.set(new FeedProcess(server.port(), database));
                dying.close();
            }
        }

        reader.showsWhatTheTableShows(1);
    }

    @Test
    void the_database_server_stops_and_crashes_and_starts_again() throws Exception {
        var one = new Following(first.port());
        var other = new Following(second.get().port());

        try (var storm = new Storm(() -> first, second::get)) {
            storm.blow(100);
            server.crash();
            server.start();
            storm.blow(100);
            server.stop();
            server.start();
            storm.blow(100);
            assertThat(storm.failed()).isPositive();
        }

        one.showsWhatTheTableShows(1);
        other.showsWhatTheTableShows(1);
    }

    private int kill(Statement statement, String which) throws Exception {
        try (var row = statement.executeQuery("""
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and usename in ('things_feed', 'things_app') and state <> 'idle' and\s""" + which)) {
            row.next();
            return row.getInt(1);
        }
    }

    private String noise() {
        byte[] bytes = new byte[150];
        random.nextBytes(bytes);
        return java.util.HexFormat.of().formatHex(bytes);
    }

    private final class Following {
        final WatchedReplica replica = new WatchedReplica();
        final FeedReader reader;

        Following(int port) {
            reader = FeedProcess.reader(port, replica);
            opened.add(reader);
        }

        void progresses() {
            int before = replica.applied.size();
            Eventually.within(RECOVERED, () -> replica.applied.size() > before);
        }

        /** @param snapshots how many it may have needed */
        void showsWhatTheTableShows(int snapshots) throws Exception {
            assertThat(reader.awaitFresh(RECOVERED)).isTrue();
            try (Connection superuser = server.superuser(database)) {
                assertThat(replica.shown()).isEqualTo(Things.shown(superuser, "thing"));
            }
            assertThat(replica.objections).isEmpty();
            assertThat(replica.completed).hasSize(snapshots);
        }
    }
}
