package io.homeward.remediation.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.testsupport.TableFence;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(World.class)
class TenantFenceTest {

    @ConfigProperty(name = "quarkus.flyway.jdbc-url")
    String url;

    @Inject
    TenantDatabase database;

    @Test
    void every_table_is_fenced() throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "remediation_owner", "remediation_owner")) {
            TableFence.around("remediation")
                    .exempt("flyway_schema_history", "Flyway's own, no tenant's data")
                    .exempt("feed_head", "how far each feed is placed, for all tenants at once")
                    .exempt("replica_cursor", "where each replica stands, for all tenants at once")
                    .feedMay(
                            "select on outbox",
                            "update(pos) on outbox",
                            "select on feed_head",
                            "insert on feed_head",
                            "update(epoch) on feed_head",
                            "update(pos) on feed_head",
                            "select on replica_row",
                            "select(tenant_id) on capability",
                            "select(person_id) on capability",
                            "select(version) on capability",
                            "select(document) on capability",
                            "select(tenant_id) on remediation",
                            "select(remediation_id) on remediation",
                            "select(version) on remediation",
                            "select(document) on remediation")
                    .check(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person",
                "tenant_rules",
                "application",
                "account",
                "password",
                "totp",
                "session",
                "signing_key",
                "flow",
                "remediation",
                "capability",
                "known_risk",
                "registration_clock",
                "waiver",
                "identity_provider",
                "federated_person",
                "authorization_request",
                "oauth_grant",
                "refresh_token",
                "client_assertion",
                "device_authorization",
                "device_guess"
            })
    void a_statement_that_forgets_the_tenant_sees_nobody_elses_rows(String table) {
        Home home = Home.called("Mine");
        Member mira = home.person("mira");
        SignIns.firstOf(mira);

        int seen = database.in(
                new TenantId(UUID.randomUUID()), handle -> handle.createQuery("select count(*) from <table>")
                        .define("table", table)
                        .mapTo(Integer.class)
                        .one());

        assertThat(seen).isZero();
    }

    @Test
    void a_relationship_is_seen_from_either_side_and_nowhere_else() {
        var partner = new TenantId(UUID.randomUUID());
        var customer = new TenantId(UUID.randomUUID());
        database.in(
                partner,
                handle -> handle.execute(
                        "insert into relationship (tenant_id, relationship_id, customer_id, document) values (?, 'r', ?, '{}')",
                        partner.value(),
                        customer.value()));

        for (TenantId side : List.of(partner, customer)) {
            assertThat(relationships(side)).isEqualTo(1);
        }
        assertThat(relationships(new TenantId(UUID.randomUUID()))).isZero();
    }

    @Test
    void which_tenants_have_reports_is_all_that_is_seen_of_them() {
        List<UUID> tenants = database.inEach(List.of(), handle -> handle.createQuery("select tenants_with_reports()")
                .mapTo(UUID.class)
                .list());
        int rows = database.inEach(List.of(), handle -> handle.createQuery("select count(*) from sign_in_report")
                .mapTo(Integer.class)
                .one());

        assertThat(tenants).isNotNull();
        assertThat(rows).isZero();
    }

    @Test
    void which_tenants_have_letters_is_all_that_is_seen_of_them() {
        List<UUID> tenants = database.inEach(List.of(), handle -> handle.createQuery("select tenants_with_letters()")
                .mapTo(UUID.class)
                .list());
        int rows = database.inEach(List.of(), handle -> handle.createQuery("select count(*) from letter")
                .mapTo(Integer.class)
                .one());

        assertThat(tenants).isNotNull();
        assertThat(rows).isZero();
    }

    private int relationships(TenantId tenant) {
        return database.in(tenant, handle -> handle.createQuery("select count(*) from relationship")
                .mapTo(Integer.class)
                .one());
    }
}
