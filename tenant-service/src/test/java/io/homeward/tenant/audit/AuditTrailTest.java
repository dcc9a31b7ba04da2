package io.homeward.tenant.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.RealDatabase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trail as the database keeps it. */
@RunningService
class AuditTrailTest {
    private static final String NOTHING = "0".repeat(64);

    @Inject
    AuditTrail audit;

    @Inject
    TenantDatabase database;

    private static Entry about(String name) {
        return Activity.UPDATE_USER.on(Target.user(new PersonId(UUID.randomUUID()), name));
    }

    private void record(TenantId tenant, String name) {
        database.in(tenant, handle -> {
            audit.record(handle, tenant, about(name));
            return true;
        });
    }

    private static Connection as(String role, TenantId tenant) throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/tenant".formatted(RealDatabase.port()), role, role);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select set_config('app.tenants', '{%s}', false)".formatted(tenant));
        }
        return connection;
    }

    @Test
    void entries_are_numbered_without_a_gap_and_each_is_bound_to_the_one_before() {
        Organisation a = Organisation.made();
        IntStream.range(0, 5).forEach(i -> record(a.id(), "person" + i));

        List<Trail.Row> trail = Trail.of(database, a.id());
        assertThat(trail).hasSizeGreaterThanOrEqualTo(5);
        String previous = NOTHING;
        long number = 0;
        for (Trail.Row row : trail) {
            number++;
            assertThat(row.number()).isEqualTo(number);
            assertThat(row.hash()).isEqualTo(Trail.hash(previous, a.id(), number, row.text()));
            previous = row.hash();
        }
    }

    @Test
    void many_writers_at_once_make_one_chain() throws Exception {
        Organisation a = Organisation.made();
        Organisation b = Organisation.made();
        int before = Trail.of(database, a.id()).size();
        List<Callable<Boolean>> writers = IntStream.range(0, 40)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    // Two trails in either order: it is the database that locks them in one.
                    List<TenantId> both = i % 2 == 0 ? List.of(a.id(), b.id()) : List.of(b.id(), a.id());
                    return database.inEach(both, handle -> {
                        audit.recordInEach(handle, both, about("person" + i));
                        return true;
                    });
                })
                .toList();

        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var done : threads.invokeAll(writers)) {
                assertThat(done.get()).isTrue();
            }
        }

        for (TenantId tenant : List.of(a.id(), b.id())) {
            List<Trail.Row> trail = Trail.of(database, tenant);
            assertThat(trail).hasSize(before + 40);
            String previous = NOTHING;
            for (Trail.Row row : trail) {
                assertThat(row.hash()).isEqualTo(Trail.hash(previous, tenant, row.number(), row.text()));
                previous = row.hash();
            }
        }
    }

    @Test
    void what_was_rolled_back_leaves_neither_an_entry_nor_a_gap() {
        Organisation a = Organisation.made();
        int before = Trail.of(database, a.id()).size();

        assertThatThrownBy(() -> database.in(a.id(), handle -> {
                    audit.record(handle, a.id(), about("nobody"));
                    throw new IllegalStateException("after all not");
                }))
                .hasMessage("after all not");
        record(a.id(), "somebody");

        assertThat(Trail.of(database, a.id())).hasSize(before + 1).last().satisfies(row -> assertThat(row.number())
                .isEqualTo(before + 1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set activity = 'x'",
                "delete from audit_entry",
                "truncate audit_entry",
                "insert into audit_entry select * from audit_entry",
                "update audit_head set number = 0",
                "delete from audit_head",
                "update audit_checkpoint set number = 0",
                "delete from audit_checkpoint",
                "select * from audit_inbox",
                "delete from audit_inbox",
                "alter table audit_entry disable trigger all"
            })
    void the_application_adds_and_reads_and_nothing_else(String statement) throws SQLException {
        Organisation a = Organisation.made();
        record(a.id(), "rui");
        try (Connection application = as("tenant_app", a.id())) {
            assertThatThrownBy(() -> application.createStatement().execute(statement))
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set activity = 'x'",
                "delete from audit_entry",
                "truncate audit_entry, audit_target",
                "delete from audit_head",
                "update audit_checkpoint set number = 0"
            })
    void not_even_the_owner_changes_what_was_written(String statement) throws SQLException {
        Organisation a = Organisation.made();
        record(a.id(), "rui");
        try (Connection owner = as("tenant_owner", a.id())) {
            assertThatThrownBy(() -> owner.createStatement().execute(statement)).hasMessageContaining("append-only");
        }
    }

    @Test
    void nobody_writes_into_a_trail_that_is_not_bound() {
        Organisation a = Organisation.made();
        Organisation b = Organisation.made();
        assertThatThrownBy(() -> database.in(b.id(), handle -> {
                    audit.record(handle, a.id(), about("rui"));
                    return true;
                }))
                .isInstanceOf(JdbiException.class)
                .hasMessageContaining("row-level security");
        assertThat(database.<Long, RuntimeException>inEach(Set.of(b.id()), handle -> handle.createQuery(
                                "select count(*) from audit_entry where tenant_id = :a")
                        .bind("a", a.id().value())
                        .mapTo(Long.class)
                        .one()))
                .isZero();
    }

    @Test
    void outside_a_request_it_is_the_service_itself() {
        Organisation a = Organisation.made();
        record(a.id(), "rui");
        Trail.Row last = Trail.of(database, a.id()).getLast();
        assertThat(last.entry().at("/by/kind").asText()).isEqualTo("system");
        assertThat(last.entry().at("/activity").asText()).isEqualTo("Update user");
        assertThat(last.entry().at("/targets/0/name").asText()).isEqualTo("rui");
    }
}
