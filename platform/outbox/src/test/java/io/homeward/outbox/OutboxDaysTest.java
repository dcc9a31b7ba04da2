package io.homeward.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days come before they are needed and go when they are over, but never with something that no reader could have seen. */
class OutboxDaysTest {
    private static final String DAYS = "select outbox_days(interval '24 hours', 7)";

    private final PostgresServer server = PostgresServer.shared();
    private final LocalDate longAgo = LocalDate.now(ZoneOffset.UTC).minusDays(5);
    private final String part = "outbox_" + longAgo.format(DateTimeFormatter.BASIC_ISO_DATE);
    private String database;
    private Connection superuser;
    private Connection feed;

    @BeforeEach
    void connect() throws SQLException {
        database = server.newDatabase();
        superuser = server.superuser(database);
        feed = server.as("feed", database);
        execute(superuser, """
                set role things_owner;
                create table %s partition of outbox for values from ('%s 00:00Z') to ('%s 00:00Z');
                reset role""".formatted(part, longAgo, longAgo.plusDays(1)));
    }

    @AfterEach
    void disconnect() throws SQLException {
        feed.close();
        superuser.close();
    }

    @Test
    void a_day_that_is_over_goes_and_the_days_ahead_are_there() throws SQLException {
        insertLongAgo("1");

        assertThat(number(feed, DAYS)).isEqualTo(1);

        assertThat(number(superuser, "select count(*) from pg_class where relname = '%s'".formatted(part)))
                .isZero();
        assertThat(number(superuser, "select count(*) from pg_inherits where inhparent = 'outbox'::regclass"))
                .isEqualTo(9);
        assertThat(number(feed, DAYS)).as("a second run has nothing to do").isZero();
    }

    @Test
    void a_day_with_a_change_that_has_no_position_stays_until_it_has_one() throws Exception {
        insertLongAgo("null");

        assertThat(number(feed, DAYS)).isZero();

        try (FeedProcess process = new FeedProcess(server.port(), database)) {
            Eventually.within(
                    Duration.ofSeconds(5),
                    () -> process.sequencing.head(Things.FEED).orElse(0L) == 1);
        }
        assertThat(number(feed, DAYS)).isEqualTo(1);
    }

    @Test
    void a_long_transaction_makes_the_drop_give_up_and_no_writer_wait() throws Exception {
        insertLongAgo("1");
        try (FeedProcess process = new FeedProcess(server.port(), database);
                Connection writer = server.superuser(database)) {
            writer.setAutoCommit(false);
            execute(
                    writer,
                    "insert into outbox (feed, tenant_id, key) values ('things', '%s', 'long')"
                            .formatted(UUID.randomUUID()));

            assertThat(number(feed, "select outbox_days(interval '24 hours', 10)"))
                    .isZero();
            assertThat(number(superuser, "select count(*) from pg_inherits where inhparent = 'outbox'::regclass"))
                    .as("the days ahead were made all the same")
                    .isEqualTo(13);

            var tenant = new TenantId(UUID.randomUUID());
            assertThat(Things.put(process.database, process.outbox, tenant, UUID.randomUUID(), "goes on"))
                    .isPositive();
            writer.commit();
        }
        assertThat(number(feed, DAYS)).isEqualTo(1);
    }

    @Test
    void a_new_day_is_behind_the_same_fence() throws SQLException {
        number(feed, "select outbox_days(interval '24 hours', 9)");

        List<String> open = List.of("app", "feed");
        for (String role : open) {
            assertThat(number(superuser, """
                            select count(*) from pg_class c join pg_inherits i on i.inhrelid = c.oid
                            where i.inhparent = 'outbox'::regclass and c.relname <> '%s'
                              and (not c.relrowsecurity or not c.relforcerowsecurity
                                   or has_any_column_privilege('things_%s', c.oid, 'select, insert, update'))""".formatted(part, role))).isZero();
        }
    }

    private void insertLongAgo(String position) throws SQLException {
        execute(superuser, """
                insert into outbox (feed, tenant_id, key, pos, written_at)
                values ('things', '%s', 'old', %s, '%s 12:00Z')""".formatted(UUID.randomUUID(), position, longAgo));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
