package io.homeward.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.TenantId;
import io.homeward.feed.Change;
import io.homeward.feed.FeedReader;
import io.homeward.feed.Replica;
import io.homeward.feed.ReplicaBusy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that follow a feed, filled by the readers of two processes; rows and cursor are one transaction. */
class TableReplicaTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final PostgresServer server = PostgresServer.shared();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private String database;
    private FeedProcess one;
    private FeedProcess other;

    @BeforeEach
    void start() throws Exception {
        database = server.newDatabase();
        one = new FeedProcess(server.port(), database);
        other = new FeedProcess(server.port(), database);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        one.close();
        other.close();
    }

    @Test
    void two_processes_fill_the_same_tables_and_each_version_is_written_once() throws Exception {
        var counted = new Counted();
        FeedReader first = follow(one, one.port(), counted);
        FeedReader second = follow(other, other.port(), counted);
        assertThat(first.awaitFresh(SOON)).isTrue();
        assertThat(second.awaitFresh(SOON)).isTrue();

        try (var storm = new Storm(() -> one, () -> other)) {
            storm.blow(600);
        }

        assertThat(first.awaitFresh(SOON)).isTrue();
        assertThat(second.awaitFresh(SOON)).isTrue();
        assertThatTheCopyIsRight();
        assertThat(counted.versions).isNotEmpty().allSatisfy((version, times) -> assertThat(times)
                .isEqualTo(1));
    }

    @Test
    void killed_connections_and_a_crashed_server_leave_rows_and_cursor_agreeing() throws Exception {
        FeedReader first = follow(one, one.port(), new Things.Copy());
        FeedReader second = follow(other, other.port(), new Things.Copy());

        try (var storm = new Storm(() -> one, () -> other);
                Connection superuser = server.superuser("postgres");
                var statement = superuser.createStatement()) {
            for (int i = 0; i < 10; i++) {
                storm.blow(20);
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                        .formatted(database));
            }
            server.crash();
            server.start();
            storm.blow(50);
        }

        assertThat(first.awaitFresh(SOON)).isTrue();
        assertThat(second.awaitFresh(SOON)).isTrue();
        assertThatTheCopyIsRight();
    }

    @Test
    void a_batch_that_cannot_be_written_leaves_nothing_behind_and_is_tried_again() throws Exception {
        var broken = new AtomicBoolean(true);
        FeedReader reader = follow(one, one.port(), new Things.Copy() {
            @Override
            public void put(Handle handle, Change change) {
                super.put(handle, change);
                if (broken.get()) {
                    throw new IllegalStateException("after the first row");
                }
            }
        });
        assertThat(reader.awaitFresh(SOON)).isTrue();
        var before = reader.position();
        var sameTenant = UUID.randomUUID();
        Things.put(one.database, one.outbox, tenant, sameTenant, "one");
        Things.put(one.database, one.outbox, new TenantId(UUID.randomUUID()), UUID.randomUUID(), "another");

        assertThat(reader.awaitFresh(Duration.ofMillis(700)))
                .as("what fails is not fresh")
                .isFalse();
        assertThat(copied()).isEmpty();
        assertThat(one.replicas.of(Things.FEED, new Things.Copy()).cursor()).isEqualTo(before);

        broken.set(false);
        assertThat(reader.awaitFresh(SOON)).isTrue();
        assertThatTheCopyIsRight();
    }

    @Test
    void only_one_process_rebuilds_and_one_that_died_holds_nobody_up() throws Exception {
        Things.put(one.database, one.outbox, tenant, UUID.randomUUID(), "a thing");
        TableReplica dying = new TableReplica(
                Things.FEED, new Things.Copy(), one.database, one.feedDatabase, Duration.ofMillis(600));
        Replica.Rebuild abandoned = dying.rebuild();
        TableReplica waiting = other.replicas.of(Things.FEED, new Things.Copy());
        assertThatThrownBy(waiting::rebuild).isInstanceOf(ReplicaBusy.class);

        FeedReader reader = FeedProcess.reader(other.port(), waiting);
        opened.add(reader);

        assertThat(reader.awaitFresh(SOON)).isTrue();
        assertThatTheCopyIsRight();
        assertThatThrownBy(() -> abandoned.put(List.of()))
                .as("the dead one came back")
                .isInstanceOf(ReplicaBusy.class);
        abandoned.close();
        assertThat(waiting.cursor()).as("its leaving changes nothing").isEqualTo(reader.position());
    }

    @Test
    void after_a_restart_the_tables_go_on_where_they_were() throws Exception {
        Things.put(one.database, one.outbox, tenant, UUID.randomUUID(), "before");
        FeedReader reader = follow(one, one.port(), new Things.Copy());
        assertThat(reader.awaitFresh(SOON)).isTrue();
        reader.close();
        UUID later = UUID.randomUUID();
        Things.put(one.database, one.outbox, tenant, later, "meanwhile");
        var counted = new Counted();

        FeedReader again = follow(one, one.port(), counted);
        assertThat(again.awaitFresh(SOON)).isTrue();

        assertThat(counted.versions).as("only what was missing").hasSize(1);
        assertThatTheCopyIsRight();
    }

    @Test
    void after_a_restore_of_the_source_lower_versions_replace_higher_ones_and_what_is_gone_is_removed()
            throws Exception {
        String source = server.newDatabase();
        FeedProcess writing = new FeedProcess(server.port(), source);
        UUID kept = UUID.randomUUID();
        UUID lost = UUID.randomUUID();
        Things.put(writing.database, writing.outbox, tenant, kept, "kept");
        Eventually.within(SOON, () -> writing.sequencing.head(Things.FEED).orElse(0L) == 1);
        writing.close();
        String copy = server.copy(source);
        FeedProcess lively = new FeedProcess(server.port(), source);
        opened.add(lively);
        FeedReader reader = follow(one, lively.port(), new Things.Copy());
        for (int i = 0; i < 5; i++) {
            Things.put(lively.database, lively.outbox, tenant, kept, "lost " + i);
        }
        Things.put(lively.database, lively.outbox, tenant, lost, "lost");
        assertThat(reader.awaitFresh(SOON)).isTrue();
        assertThat(copied()).hasSize(2);

        server.restore(copy, source);

        assertThat(reader.awaitFresh(SOON)).isTrue();
        Eventually.passes(
                SOON,
                () -> assertThat(copied().values()).singleElement().asString().contains("count=1", "note=kept"));
    }

    private FeedReader follow(FeedProcess process, int port, ReplicaRows rows) {
        FeedReader reader = FeedProcess.reader(port, process.replicas.of(Things.FEED, rows));
        opened.add(reader);
        return reader;
    }

    private Map<String, String> copied() throws Exception {
        try (Connection superuser = server.superuser(database)) {
            return Things.shown(superuser, "thing_copy");
        }
    }

    private void assertThatTheCopyIsRight() throws Exception {
        try (Connection superuser = server.superuser(database)) {
            assertThat(Things.shown(superuser, "thing_copy")).isEqualTo(Things.shown(superuser, "thing"));
        }
    }

    /** Counts how often each version is written. */
    private static final class Counted extends Things.Copy {
        final Map<Long, Integer> versions = new ConcurrentHashMap<>();

        @Override
        public void put(Handle handle, Change change) {
            super.put(handle, change);
            versions.merge(change.version(), 1, Integer::sum);
        }
    }
}
