package io.homeward.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/** What a statement that forgot its tenant gets. */
@RunningService
class TenantFenceTest {
    private static final List<String> TABLES = List.of(
            "tenant",
            "domain",
            "person",
            "directory_group",
            "directory_word",
            "membership",
            "membership_ended",
            "role_assignment",
            "relationship",
            "relationship_request",
            "access_assignment",
            "relationship_operation",
            "cross_tenant_default",
            "cross_tenant_partner",
            "home_waiver",
            "waiver_acceptance",
            "home_posture",
            "tenant_rules",
            "conditional_access_policy",
            "named_location",
            "authentication_strength",
            "rules_version",
            "rules_change",
            "application",
            "application_secret",
            "audit_entry",
            "audit_target",
            "audit_head",
            "audit_checkpoint",
            "scim_name");

    @Inject
    TenantDatabase database;

    private static long count(Handle handle, String table) {
        return handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one();
    }

    private long count(TenantId bound, String table) {
        return database.in(bound, handle -> count(handle, table));
    }

    @Test
    void a_forgotten_tenant_shows_one_tenant_only_and_an_unknown_one_shows_nothing() {
        Organisation a = Organisation.made();
        a.join(a.person("rui"), a.group("helpers"));
        Organisation.made();
        TenantId nobody = new TenantId(UUID.randomUUID());

        for (String table : TABLES) {
            assertThat(count(nobody, table)).as(table).isZero();
        }
        assertThat(count(a.id(), "tenant")).isEqualTo(1);
        assertThat(count(a.id(), "person")).isEqualTo(1);
        assertThat(count(a.id(), "tenant_rules")).isEqualTo(1);
        assertThat(count(a.id(), "application")).isEqualTo(1);
    }

    @Test
    void the_platform_lists_tenants_and_verified_domains_and_sees_nothing_else_of_them() {
        Organisation a = Organisation.made();
        a.person("rui");

        assertThat(count(Organisation.PLATFORM, "tenant")).isGreaterThan(1);
        assertThat(count(Organisation.PLATFORM, "person")).isZero();
        a.administration()
                .body(Map.of("id", "unverified." + a.domain()))
                .post("/v1.0/domains")
                .then()
                .statusCode(201);
        assertThat(database.<List<String>, RuntimeException>in(
                        Organisation.PLATFORM, handle -> handle.createQuery("select name from domain")
                                .mapTo(String.class)
                                .list()))
                .contains(a.domain())
                .doesNotContain("unverified." + a.domain());
        assertThat(count(Organisation.PLATFORM, "tenant_rules")).isEqualTo(1);
        assertThat(database.<Integer, RuntimeException>in(Organisation.PLATFORM, handle -> handle.createUpdate(
                                "update tenant set display_name = 'x' where tenant_id = :a")
                        .bind("a", a.id().value())
                        .execute()))
                .isZero();
    }

    @Test
    void a_relationship_is_seen_by_both_sides_and_changed_by_neither_alone_but_the_partner() {
        Organisation partner = Organisation.made();
        Organisation customer = Organisation.made();
        Organisation.agreed(partner, customer, DirectoryRole.HELPDESK_ADMINISTRATOR);

        assertThat(count(partner.id(), "relationship")).isEqualTo(1);
        assertThat(count(customer.id(), "relationship")).isEqualTo(1);
        assertThat(count(customer.id(), "relationship_request")).isEqualTo(2);
        assertThat(database.<Integer, RuntimeException>in(
                        customer.id(), handle -> handle.createUpdate("update relationship set display_name = 'x'")
                                .execute()))
                .isZero();
    }

    @Test
    void nothing_is_written_for_a_tenant_that_is_not_bound() {
        Organisation a = Organisation.made();
        Organisation b = Organisation.made();

        assertThatThrownBy(() -> database.in(b.id(), handle -> handle.createUpdate("""
                                        insert into directory_group (tenant_id, group_id, display_name, created_at)
                                        values (:a, :id, 'x', now())""")
                        .bind("a", a.id().value())
                        .bind("id", UUID.randomUUID())
                        .execute()))
                .isInstanceOf(JdbiException.class)
                .hasMessageContaining("row-level security");
        assertThat(database.<Long, RuntimeException>inEach(Set.of(a.id(), b.id()), handle -> count(handle, "tenant")))
                .isEqualTo(2);
    }
}
