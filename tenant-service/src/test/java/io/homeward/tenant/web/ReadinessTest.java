package io.homeward.tenant.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.homeward.tenant.RunningService;
import io.homeward.testsupport.RealDatabase;
import io.homeward.testsupport.TableFence;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

@RunningService
class ReadinessTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    @Readiness
    TableOwnership ownership;

    private static Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/tenant".formatted(RealDatabase.port()), "postgres", "postgres");
    }

    private static TableFence fence() {
        return TableFence.around("tenant")
                .exempt("flyway_schema_history", "Flyway's own, no tenant's data")
                .exempt("feed_head", "how far each feed is sequenced, no tenant's data")
                .feedMay(
                        "select on outbox",
                        "update(pos) on outbox",
                        "select on feed_head",
                        "insert on feed_head",
                        "update(epoch) on feed_head",
                        "update(pos) on feed_head")
                .feedMay(published("person", "person_id"))
                .feedMay(published("relationship", "relationship_id"))
                .feedMay(published("application", "application_id"))
                .feedMay(published("home_waiver", "waiver_id"))
                .feedMay(published("identity_provider", "provider_id"))
                .feedMay(
                        "select(tenant_id) on organization_branding",
                        "select(version) on organization_branding",
                        "select(published) on organization_branding")
                .feedMay(
                        "select(tenant_id) on tenant_rules",
                        "select(version) on tenant_rules",
                        "select(published) on tenant_rules");
    }

    private static String[] published(String table, String key) {
        return List.of("tenant_id", key, "version", "published").stream()
                .map(column -> "select(%s) on %s".formatted(column, table))
                .toArray(String[]::new);
    }

    @Test
    void no_table_is_without_its_fence() throws SQLException {
        try (Connection connection = superuser()) {
            fence().check(connection);
        }
    }

    @Test
    void the_fence_is_seen_to_bite() throws SQLException {
        try (Connection connection = superuser()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("alter table person no force row level security");
            connection.createStatement().execute("grant select (display_name) on person to tenant_feed");
            assertThat(fence().gaps(connection)).hasSize(2).allMatch(gap -> gap.contains("person"));
            connection.rollback();
        }
    }

    @Test
    void it_is_ready_with_a_database_whose_tables_belong_to_somebody_else() {
        given().get(management.resolve("/q/health/ready"))
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("the application role owns no table"), "status", equalTo("UP"));
        given().get(management.resolve("/q/metrics"))
                .then()
                .statusCode(200)
                .body(containsString("jvm_memory_used_bytes"));
    }

    @Test
    void it_is_not_ready_as_an_owner() throws SQLException {
        try (Connection connection = superuser()) {
            connection.createStatement().execute("create table owned_by_the_application (tenant_id uuid not null)");
            connection.createStatement().execute("alter table owned_by_the_application owner to tenant_app");
            try {
                assertThat(ownership.call().getStatus()).isEqualTo(Status.DOWN);
            } finally {
                connection.createStatement().execute("drop table owned_by_the_application");
            }
        }
        assertThat(ownership.call().getStatus()).isEqualTo(Status.UP);
    }
}
