package io.homeward.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@PlatformTest
class TableFenceTest {

    @Inject
    DataSource dataSource;

    @Test
    void a_database_as_it_should_be_passes() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            fence().check(connection);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "create table forgotten (id integer) | forgotten has no column tenant_id that is never null",
                "create table forgotten (id integer) | forgotten has no row-level security",
                "create table forgotten (id integer) | forgotten does not force row-level security",
                "create table forgotten (id integer) | forgotten has no policy",
                "create table loose (tenant_id uuid) | loose has no column tenant_id that is never null",
                "alter table thing no force row level security | thing does not force row-level security",
                "alter table thing disable row level security | thing has no row-level security",
                "drop policy one_tenant on thing; create policy lax on thing using (true)"
                        + " | thing: the policy lax does not read app.tenants",
                "grant select on thing_low to sample_app | thing_low has no row-level security",
                "alter table thing owner to sample_app | thing is owned by the application role",
                "alter table thing owner to sample_app | sample_app owns thing",
                "alter role sample_app bypassrls | sample_app can bypass row-level security",
                "grant sample_owner to sample_app | sample_app is a member of sample_owner",
                "grant truncate on thing to sample_app | sample_app may truncate thing",
                "grant create on schema public to sample_app | sample_app may create in schema public",
                "create materialized view all_things as select * from thing"
                        + " | all_things is a materialised view, which row-level security does not cover",
                "create view all_things as select * from thing; grant select on all_things to sample_app"
                        + " | all_things is a view that reads with its owner's eyes",
                "grant select (name) on thing to sample_feed"
                        + " | the feed role has a grant that is not listed: select(name) on thing",
                "grant update on thing to sample_feed"
                        + " | the feed role has a grant that is not listed: update on thing",
                "revoke select (id) on thing from sample_feed"
                        + " | the feed role is listed with a grant it does not have: select(id) on thing"
            })
    void every_gap_is_named(String change, String gap) throws SQLException {
        assertThat(gapsAfter(fence(), change)).contains(gap);
    }

    @Test
    void a_table_is_exempt_only_by_name_and_with_a_reason() throws SQLException {
        assertThat(gapsAfter(fence().exempt("forgotten", "holds nobody's data"), "create table forgotten (id integer)"))
                .isEmpty();
        assertThat(gapsAfter(fence().exempt("gone", "holds nobody's data"), "select 1"))
                .containsExactly("gone is listed as exempt, but there is no such table");
        assertThatThrownBy(() -> fence().exempt("thing", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_table_shared_by_two_tenants_names_both() throws SQLException {
        String table = """
                create table bond (partner_id uuid not null, customer_id uuid not null);
                alter table bond enable row level security;
                alter table bond force row level security;
                create policy either on bond using (
                    array[partner_id, customer_id] && nullif(current_setting('app.tenants', true), '')::uuid[])
                """;

        assertThat(gapsAfter(fence(), table)).containsExactly("bond has no column tenant_id that is never null");
        assertThat(gapsAfter(fence().sharedBy("bond", "partner_id", "customer_id"), table))
                .isEmpty();
    }

    @Test
    void an_empty_database_is_no_proof() throws SQLException {
        try (Connection connection = superuser("postgres")) {
            assertThat(TableFence.around("sample").gaps(connection))
                    .contains("There is no table at all: is this the right database, and is it migrated?");
        }
    }

    private static TableFence fence() {
        return TableFence.around("sample")
                .exempt("flyway_schema_history", "Flyway's own")
                .feedMay("select(tenant_id) on thing", "select(id) on thing");
    }

    /** As a superuser and in a transaction that is undone. */
    private static Iterable<String> gapsAfter(TableFence fence, String change) throws SQLException {
        try (Connection connection = superuser("sample");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(change);
            Iterable<String> gaps = fence.gaps(connection);
            connection.rollback();
            return gaps;
        }
    }

    private static Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/%s".formatted(RealDatabase.port(), database), "postgres", "postgres");
    }
}
