package io.homeward.tenancy;

import io.homeward.accessrules.TenantId;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * The only way to a service's database. Each call is one transaction in which row-level security shows exactly the tenants named;
 * a statement that forgot its {@code where tenant_id = …} returns nothing of anybody else's.
 *
 * <p>The tables' policies read the setting {@code app.tenants} (an array of UUIDs as text), which ends with the transaction and is an
 * empty text afterwards. A migration therefore says:
 *
 * <pre>{@code
 * alter table thing enable row level security;
 * alter table thing force row level security;
 * create policy one_tenant on thing
 *     using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
 * }</pre>
 *
 * <p>A table with many rows of one tenant says {@code using (case when tenant_id = any((select nullif(current_setting('app.tenants', true),
 * '')::uuid[])::uuid[]) then true else false end)}: the planner would otherwise look up whoever is bound while it plans, multiply that with the
 * statement's own {@code tenant_id = …}, and take any index for a good one.
 *
 * <p>One call takes one connection of the pool: do not call it again inside the work, hand the {@link Handle} on instead.
 */
@Singleton
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
public class TenantDatabase {
    private final Jdbi jdbi;

    TenantDatabase(DataSource dataSource) {
        jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
    }

    /** Runs the work in one transaction that sees this tenant only; an exception undoes all of it. */
    public <T, X extends Exception> T in(TenantId tenant, HandleCallback<T, X> work) throws X {
        return bound(tenant.toString(), work);
    }

    /**
     * For the few places that handle several tenants in one commit (a batch of sign-ins, a relationship between two
     * tenants): exactly these, never all.
     */
    public <T, X extends Exception> T inEach(Collection<TenantId> tenants, HandleCallback<T, X> work) throws X {
        return bound(tenants.stream().map(TenantId::toString).distinct().collect(Collectors.joining(",")), work);
    }

    private <T, X extends Exception> T bound(String tenants, HandleCallback<T, X> work) throws X {
        return jdbi.inTransaction((Handle handle) -> {
            handle.createQuery("select set_config('app.tenants', '{' || :tenants || '}', true)")
                    .bind("tenants", tenants)
                    .mapTo(String.class)
                    .one();
            return work.withHandle(handle);
        });
    }
}
