package io.homeward.tenant.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.tenant.Planned;
import io.homeward.tenant.RunningService;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page of relationships of a partner whose ended ones have become many. */
@RunningService
class RelationshipPlanTest {
    private static Planned planned;

    @BeforeAll
    static void a_partner_with_a_past() throws SQLException {
        planned = Planned.with("""
                insert into relationship (tenant_id, relationship_id, customer_tenant_id, partner_name, display_name, duration, auto_extend, roles,
                    status, created_at, modified_at, revision)
                select case when n <= 9000 then md5('large')::uuid else md5('small' || n % 300)::uuid end, md5('r' || n)::uuid,
                    md5('customer' || n % 700)::uuid, 'Partner', 'Relationship ' || n, 'P730D', 'PT0S', '{}',
                    case when n % 10 = 0 then 'active' else 'terminated' end, now(), now(), 1
                from generate_series(1, 12000) n""", "analyze relationship");
    }

    @AfterAll
    static void undone() throws SQLException {
        planned.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "| relationship_of_partner relationship_of_customer",
                "status eq 'active' | relationship_of_partner_by_status relationship_of_customer",
                "customer/tenantId eq '00000000-0000-4000-8000-000000000001' | relationship_of_partner_with"
            })
    void a_page_is_a_range_of_an_index_on_either_side(String filter, String indexes) throws SQLException {
        Map<String, String> options = filter == null ? Map.of("$top", "20") : Map.of("$top", "20", "$filter", filter);

        assertThat(planned.forItsValues(Planned.asked(options)
                        .parse(RelationshipResource.RELATIONSHIPS)
                        .sql(Relationships.LISTED.columns(), Relationships.LISTED.from(), Relationships.LISTED.where())
                        .page()))
                .isEqualTo(indexes);
    }
}
