package io.homeward.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.testsupport.TableFence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what with the tables of this module: the second fence behind the code. */
class OutboxFenceTest {
    private static final String NOT_ALLOWED = "42501";

    private final PostgresServer server = PostgresServer.shared();
    private final UUID mine = UUID.randomUUID();
    private final UUID others = UUID.randomUUID();
    private Connection app;
    private Connection feed;
    private Connection superuser;

    @BeforeEach
    void connect() throws SQLException {
        String database = server.newDatabase();
        app = server.as("app", database);
        feed = server.as("feed", database);
        superuser = server.superuser(database);
        app.setAutoCommit(false);
        execute(superuser, insert(mine));
        execute(superuser, insert(others));
        execute(superuser, "insert into replica_row values ('%s', 'things', 'key', 1, 1)".formatted(others));
    }

    @AfterEach
    void disconnect() throws SQLException {
        app.close();
        feed.close();
        superuser.close();
    }

    @Test
    void every_table_is_behind_the_fence() throws SQLException {
        TableFence.around("things")
                .exempt("flyway_schema_history", "Flyway's own, no tenant's data")
                .exempt("feed_head", "one row per feed, which carries all tenants")
                .exempt("replica_cursor", "one row per feed, which carries all tenants")
                .feedMay("select on outbox", "update(pos) on outbox")
                .feedMay("select on feed_head", "insert on feed_head")
                .feedMay("update(epoch) on feed_head", "update(pos) on feed_head")
                .feedMay("select on replica_row", "select on thing")
                .check(superuser);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "set local app.tenants = ''", "set local app.tenants = '{}'"})
    void with_no_tenant_bound_nothing_is_seen_and_nothing_written(String binding) throws SQLException {
        if (!binding.isEmpty()) {
            execute(app, binding);
        }

        assertThat(count(app, "select count(id) from outbox")).isZero();
        assertThat(count(app, "select count(*) from replica_row")).isZero();
        assertRefused(app, insert(mine));
    }

    @Test
    void a_writer_writes_for_the_tenants_bound_and_for_no_other() throws SQLException {
        execute(app, "set local app.tenants = '{%s}'".formatted(mine));

        execute(app, insert(mine));
        assertThat(count(app, "select count(id) from outbox")).isEqualTo(2);
        app.commit();

        execute(app, "set local app.tenants = '{%s}'".formatted(mine));
        assertRefused(app, insert(others));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select body from outbox",
                "select tenant_id from outbox",
                "update outbox set body = null",
                "update outbox set pos = 1",
                "delete from outbox",
                "truncate outbox",
                "insert into outbox (feed, tenant_id, key, pos) values ('things', '%s', 'key', 1)",
                "insert into outbox (feed, tenant_id, key, written_at) values ('things', '%s', 'key', now())",
                "select * from feed_head",
                "update feed_head set pos = 0",
                "insert into feed_head values ('mine', 'e', 0)",
                "select outbox_days(interval '0', 0)",
                "select count(*) from outbox_today",
            })
    void a_writer_may_add_and_nothing_else(String statement) throws SQLException {
        execute(app, "set local app.tenants = '{%s}'".formatted(mine));

        assertRefused(app, today(statement.formatted(mine)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into outbox (feed, tenant_id, key) values ('things', '%s', 'key')",
                "update outbox set body = null",
                "update outbox set tenant_id = '%s'",
                "delete from outbox",
                "truncate outbox",
                "delete from feed_head",
                "select count(*) from outbox_today",
                "insert into replica_row values ('%s', 'things', 'key', 1, 1)",
                "select count(*) from replica_cursor",
                "select count(*) from thing_copy",
            })
    void the_feed_may_read_and_place_and_nothing_else(String statement) throws SQLException {
        assertThat(count(feed, "select count(*) from outbox")).isEqualTo(2);

        assertRefused(feed, today(statement.formatted(mine)));
    }

    private static String insert(UUID tenant) {
        return "insert into outbox (feed, tenant_id, key, body) values ('things', '%s', 'key', '{}')".formatted(tenant);
    }

    private String today(String statement) throws SQLException {
        try (Statement ask = superuser.createStatement();
                var row = ask.executeQuery(
                        "select 'outbox_' || to_char(clock_timestamp() at time zone 'UTC', 'YYYYMMDD')")) {
            row.next();
            return statement.replace("outbox_today", row.getString(1));
        }
    }

    private static void assertRefused(Connection connection, String statement) {
        assertThatThrownBy(() -> execute(connection, statement))
                .as(statement)
                .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                        .isEqualTo(NOT_ALLOWED));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
