package io.homeward.tenant;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The walk over all tenants, for what time does to things of theirs. */
@Singleton
public class EveryTenant {

    /** Tenants bound at once: exactly these, never all. */
    private static final int BATCH = 500;

    private final TenantDatabase database;
    private final TenantId platform;

    EveryTenant(TenantDatabase database, @ConfigProperty(name = "homeward.platform-tenant") UUID platform) {
        this.database = database;
        this.platform = new TenantId(platform);
    }

    /** In the order of their ids; a tenant that is made meanwhile may be missed, until the next walk. */
    public void inBatches(Consumer<List<TenantId>> work) {
        List<TenantId> batch = after(new TenantId(new UUID(0, 0)));
        while (!batch.isEmpty()) {
            work.accept(batch);
            batch = after(batch.getLast());
        }
    }

    /** In the platform's session, which alone lists them all. */
    private List<TenantId> after(TenantId last) {
        return database.in(platform, handle -> handle.createQuery(
                        "select tenant_id from tenant where tenant_id > :after order by tenant_id limit :batch")
                .bind("after", last.value())
                .bind("batch", BATCH)
                .map((row, context) -> new TenantId(row.getObject("tenant_id", UUID.class)))
                .list());
    }
}
