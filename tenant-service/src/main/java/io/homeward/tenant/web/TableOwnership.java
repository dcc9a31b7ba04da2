package io.homeward.tenant.web;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.JdbiException;

/** Ready only with a database that answers, as a role that owns no table: an owner could lift the fence between tenants. */
@Readiness
@ApplicationScoped
public class TableOwnership implements HealthCheck {

    /** No tenant: the question is about the catalogue. */
    private static final TenantId NOBODY = new TenantId(new UUID(0, 0));

    private final TenantDatabase database;

    TableOwnership(TenantDatabase database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("the application role owns no table");
        try {
            long owned = database.in(
                    NOBODY, handle -> handle.createQuery("""
                            select count(*) from pg_class
                            where pg_get_userbyid(relowner) = current_user and relkind in ('r', 'p')""").mapTo(Long.class).one());
            return answer.status(owned == 0).withData("owned", owned).build();
        } catch (JdbiException e) {
            return answer.down().withData("database", "away").build();
        }
    }
}
