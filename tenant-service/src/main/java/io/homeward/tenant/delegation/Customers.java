package io.homeward.tenant.delegation;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSql;
import io.homeward.graph.query.Listed;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The tenants in which a partner has a running relationship. Each is there once, however many relationships there are. */
@Singleton
class Customers {
    private static final String FROM = """
            (select r.customer_tenant_id, max(r.customer_name) as customer_name from relationship r
             where r.tenant_id = :tenant and r.status in ('active', 'expiring') group by r.customer_tenant_id) c""";
    private static final String COLUMNS = "c.customer_tenant_id, c.customer_name";

    private final TenantDatabase database;

    Customers(TenantDatabase database) {
        this.database = database;
    }

    record Customer(TenantId id, String displayName) {}

    GraphPage<Customer> list(TenantId partner, GraphQuery query) {
        GraphSql sql = query.sql(COLUMNS, FROM, "true");
        return database.in(
                partner,
                handle -> query.page(
                        handle.createQuery(sql.page().sql())
                                .bindMap(sql.page().bindings())
                                .bind("tenant", partner.value())
                                .map((row, context) -> new Listed<>(read(row), row.getString(GraphSql.CURSOR)))
                                .list(),
                        () -> handle.createQuery(sql.count().sql())
                                .bindMap(sql.count().bindings())
                                .bind("tenant", partner.value())
                                .mapTo(Long.class)
                                .one()));
    }

    Optional<Customer> find(TenantId partner, UUID customer) {
        return database.in(partner, handle -> handle.createQuery(
                        "select " + COLUMNS + " from " + FROM + " where c.customer_tenant_id = :customer")
                .bind("tenant", partner.value())
                .bind("customer", customer)
                .map((row, context) -> read(row))
                .findOne());
    }

    private static Customer read(ResultSet row) throws SQLException {
        return new Customer(
                new TenantId(row.getObject("customer_tenant_id", UUID.class)), row.getString("customer_name"));
    }
}
