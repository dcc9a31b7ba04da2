package io.homeward.tenant.delegation;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The tenants in which a partner has a running relationship. Each is there once, however many relationships there are. */
@Singleton
class Customers {
    private static final Listing<Customer> CUSTOMERS =
            new Listing<>("c.customer_tenant_id, c.customer_name", """
            (select r.customer_tenant_id, max(r.customer_name) as customer_name from relationship r
             where r.tenant_id = :tenant and r.status in ('active', 'expiring') group by r.customer_tenant_id) c""", "true", Customers::read);

    private final TenantDatabase database;

    Customers(TenantDatabase database) {
        this.database = database;
    }

    record Customer(TenantId id, String displayName) {}

    GraphPage<Customer> list(TenantId partner, GraphQuery query) {
        return database.in(
                partner, handle -> CUSTOMERS.page(handle, query, sql -> sql.bind("tenant", partner.value())));
    }

    Optional<Customer> find(TenantId partner, UUID customer) {
        return database.in(
                partner,
                handle -> CUSTOMERS.find(
                        handle, "c.customer_tenant_id = :customer", sql -> sql.bind("tenant", partner.value())
                                .bind("customer", customer)));
    }

    private static Customer read(ResultSet row) throws SQLException {
        return new Customer(
                new TenantId(row.getObject("customer_tenant_id", UUID.class)), row.getString("customer_name"));
    }
}
