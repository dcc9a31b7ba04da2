package io.homeward.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fence between tenants on a real server, through a pool of one connection. */
@QuarkusTest
@PlatformTest
class TenantDatabaseTest {
    private final TenantId ours = new TenantId(UUID.randomUUID());
    private final TenantId theirs = new TenantId(UUID.randomUUID());
    private final TenantId others = new TenantId(UUID.randomUUID());

    @Inject
    TenantDatabase database;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void one_thing_each() {
        for (TenantId tenant : List.of(ours, theirs, others)) {
            database.in(tenant, handle -> insert(handle, tenant, 1));
        }
    }

    @Test
    void a_statement_that_forgot_its_tenant_sees_the_bound_one_only() {
        assertThat(database.in(ours, TenantDatabaseTest::owners)).containsExactly(ours.value());
    }

    @Test
    void several_tenants_are_exactly_those_named() {
        assertThat(database.inEach(List.of(ours, theirs, ours), TenantDatabaseTest::owners))
                .containsExactlyInAnyOrder(ours.value(), theirs.value());
        assertThat(database.inEach(List.of(), TenantDatabaseTest::owners)).isEmpty();
    }

    @Test
    void with_nothing_bound_there_is_nothing_to_see_or_change() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(single(statement, "select count(*) from thing")).isEqualTo("0");
            assertThat(statement.executeUpdate("update thing set name = 'taken'"))
                    .isZero();
            assertThat(statement.executeUpdate("delete from thing")).isZero();
            assertThatThrownBy(
                            () -> statement.execute("insert into thing values ('%s', 2, 'smuggled')".formatted(ours)))
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void the_setting_is_gone_when_the_transaction_is_over_and_the_connection_is_used_again() throws SQLException {
        String pid = database.in(ours, handle -> handle.createQuery("select pg_backend_pid()::text")
                .mapTo(String.class)
                .one());

        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(single(statement, "select pg_backend_pid()")).isEqualTo(pid);
            assertThat(single(statement, "select coalesce(current_setting('app.tenants', true), '')"))
                    .isEmpty();
            assertThat(single(statement, "select count(*) from thing")).isEqualTo("0");
        }
    }

    @Test
    void it_is_gone_after_a_failure_too_and_so_is_the_work() throws SQLException {
        assertThatThrownBy(() -> database.in(ours, handle -> {
                    insert(handle, ours, 3);
                    throw new IllegalStateException("in the middle");
                }))
                .hasMessage("in the middle");

        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(single(statement, "select count(*) from thing")).isEqualTo("0");
        }
        assertThat(database.in(ours, TenantDatabaseTest::owners)).hasSize(1);
    }

    @Test
    void nothing_can_be_written_for_another_tenant() {
        assertThatThrownBy(() -> database.in(ours, handle -> insert(handle, theirs, 4)))
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> database.in(ours, handle -> handle.createUpdate("update thing set tenant_id = :theirs")
                        .bind("theirs", theirs.value())
                        .execute()))
                .hasMessageContaining("row-level security");
    }

    @Test
    void the_application_cannot_lift_the_fence() throws SQLException {
        for (String attempt : List.of(
                "alter table thing disable row level security",
                "alter table thing no force row level security",
                "drop policy one_tenant on thing",
                "create policy all_of_it on thing using (true)",
                "truncate thing",
                "set role sample_owner",
                "select * from thing_low",
                "create table mine (id integer)")) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(attempt)).as(attempt).isInstanceOf(SQLException.class);
            }
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set row_security = off");
            assertThatThrownBy(() -> statement.execute("select * from thing"))
                    .hasMessageContaining("row-level security");
            statement.execute("reset row_security");
        }
    }

    private static int insert(Handle handle, TenantId tenant, int id) {
        return handle.createUpdate("insert into thing (tenant_id, id, name) values (:tenant, :id, 'thing')")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .execute();
    }

    private static List<UUID> owners(Handle handle) {
        return handle.createQuery("select tenant_id from thing")
                .mapTo(UUID.class)
                .list();
    }

    private static String single(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
