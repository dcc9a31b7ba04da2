package io.homeward.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedReader;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fresh means proven: whoever cannot prove it is stale after the lease, and fresh again by himself when the line is back. */
class CertifiedTest {
    /** The suite's own. */
    private static final Duration LEASE = Duration.ofSeconds(2);

    /** Half of it, where the same is shown once more. */
    private static final Duration SHORT_LEASE = Duration.ofSeconds(1);

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration A_BIT = Duration.ofMillis(800);

    private final PostgresServer server = PostgresServer.shared();
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final UUID thing = UUID.randomUUID();
    private final WatchedReplica replica = new WatchedReplica();
    private String database;
    private FeedProcess writing;
    private FeedProcess serving;
    private TcpProxy toDatabase;
    private TcpProxy toServer;
    private FeedReader reader;

    /** What is written goes through one process, what is read through another that is not told of commits. */
    @BeforeEach
    void start() throws Exception {
        database = server.newDatabase();
        writing = new FeedProcess(server.port(), database);
        toDatabase = new TcpProxy(server.port());
        serving = new FeedProcess(toDatabase.port(), database);
        toServer = new TcpProxy(serving.port());
        reader = FeedProcess.reader(toServer.port(), replica);
        assertThat(reader.awaitFresh(SOON)).isTrue();
    }

    @AfterEach
    void stop() throws Exception {
        reader.close();
        writing.close();
        serving.close();
        toDatabase.close();
        toServer.close();
        assertThat(replica.objections).isEmpty();
    }

    @Test
    void what_was_committed_before_the_request_is_in_the_certified_answer() throws Exception {
        for (int i = 1; i <= 8; i++) {
            write("write " + i);

            assertThat(reader.awaitFresh(SOON)).isTrue();
            assertThat(replica.count(tenant, thing)).isEqualTo(i);
        }
    }

    @Test
    void a_reader_cut_off_from_its_server_is_stale_after_the_lease() throws Exception {
        toServer.refuse(true);
        assertThat(reader.freshness().isStale(LEASE)).as("the lease still runs").isFalse();
        write("not told");

        Eventually.within(LEASE.plus(A_BIT), () -> reader.freshness().isStale(LEASE));
        assertThat(replica.count(tenant, thing)).isZero();

        toServer.refuse(false);
        catchesUp();
    }

    @Test
    void a_silent_line_to_its_server_makes_a_reader_stale_after_the_lease() throws Exception {
        toServer.silence(true);
        write("not told");

        Eventually.within(SHORT_LEASE.plus(A_BIT), () -> reader.freshness().isStale(SHORT_LEASE));

        toServer.silence(false);
        catchesUp();
    }

    @Test
    void a_server_cut_off_from_its_database_certifies_nothing() throws Exception {
        toDatabase.refuse(true);
        write("not told");

        Eventually.within(SHORT_LEASE.plus(A_BIT), () -> reader.freshness().isStale(SHORT_LEASE));
        assertThat(replica.count(tenant, thing)).isZero();

        toDatabase.refuse(false);
        catchesUp();
    }

    @Test
    void a_silent_line_to_the_database_certifies_nothing() throws Exception {
        toDatabase.silence(true);
        write("not told");

        Eventually.within(SHORT_LEASE.plus(A_BIT), () -> reader.freshness().isStale(SHORT_LEASE));

        toDatabase.silence(false);
        catchesUp();
    }

    @Test
    void nothing_is_certified_while_no_pass_can_succeed() throws Exception {
        try (Connection superuser = server.superuser(database);
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("select * from feed_head for update");
            write("not placed");

            Eventually.within(SHORT_LEASE.plus(A_BIT), () -> reader.freshness().isStale(SHORT_LEASE));
            assertThat(replica.count(tenant, thing)).isZero();
            superuser.rollback();
        }

        catchesUp();
    }

    private void write(String note) {
        Things.put(writing.database, writing.outbox, tenant, thing, note);
    }

    private void catchesUp() throws InterruptedException {
        assertThat(reader.awaitFresh(SOON)).isTrue();
        assertThat(reader.freshness().isStale(LEASE)).isFalse();
        assertThat(replica.count(tenant, thing)).isEqualTo(1);
        assertThat(replica.completed).hasSize(1);
    }
}
